/** A trunk that tries to talk a phone out of its keys: the embedded one with answers bent on the way, one scenario a value. */
@NullMarked
package org.sealphone.harness.hostile;

import org.jspecify.annotations.NullMarked;
