/** Codecs between 16-bit linear PCM and RTP payload: pure, without state that two calls could share. */
@NullMarked
package org.sealphone.media.codec;

import org.jspecify.annotations.NullMarked;
