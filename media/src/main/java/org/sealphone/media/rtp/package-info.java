/**
 * From frames of sound to RTP packets that are still to be sealed, and from opened packets to the thread that plays
 * them.
 */
@NullMarked
package org.sealphone.media.rtp;

import org.jspecify.annotations.NullMarked;
