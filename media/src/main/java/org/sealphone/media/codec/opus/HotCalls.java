package org.sealphone.media.codec.opus;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The two functions that are called for every packet, mapped directly: unlike calls through an interface they allocate
 * nothing. Signatures as in {@code opus.h}; bound once in a process, by {@link OpusLibrary}.
 *
 * <p>Private arguments of {@link OpusEncoding} and {@link OpusDecoding}, which keep every length within its array.
 */
final class HotCalls {
    private HotCalls() {}

    static native int opus_encode(Pointer state, short[] pcm, int frameSize, byte[] data, int mostOctets);

    static native int opus_decode(
            Pointer state, byte @Nullable [] data, int length, short[] pcm, int frameSize, int fec);
}
