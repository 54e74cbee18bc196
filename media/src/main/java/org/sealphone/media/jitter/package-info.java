/**
 * From packets as they arrive to sound without holes: reordering, playout delay, concealment. Pure: time is an
 * argument.
 */
@NullMarked
package org.sealphone.media.jitter;

import org.jspecify.annotations.NullMarked;
