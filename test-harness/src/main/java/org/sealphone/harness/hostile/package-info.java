/** A trunk that lies: the embedded one with answers bent on the way or with a script in its place, one scenario a line in its family. */
@NullMarked
package org.sealphone.harness.hostile;

import org.jspecify.annotations.NullMarked;
