/** Recordings: written by a thread of their own, so that a slow or full disk never disturbs a call. */
@NullMarked
package org.sealphone.media.record;

import org.jspecify.annotations.NullMarked;
