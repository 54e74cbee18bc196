/** The demonstration: two phones and a trunk, one sealed call between them, and the oracle's verdict on what left. */
@NullMarked
package org.sealphone.harness.demo;

import org.jspecify.annotations.NullMarked;
