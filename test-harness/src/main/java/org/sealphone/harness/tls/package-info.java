/** The trunk's side of TLS on Bouncy Castle's lightweight API, which hands every session's secrets to a key log. */
@NullMarked
package org.sealphone.harness.tls;

import org.jspecify.annotations.NullMarked;
