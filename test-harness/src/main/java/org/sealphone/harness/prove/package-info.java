/** The proof: scenarios of a hostile trunk against a phone that runs as a program of its own, in a network namespace of its own. */
@NullMarked
package org.sealphone.harness.prove;

import org.jspecify.annotations.NullMarked;
