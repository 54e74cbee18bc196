package org.sealphone.media.codec.opus;

import com.sun.jna.Memory;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import tomp2p.opuswrapper.Opus;

/**
 * The state of one decoder: mono, 48 kHz. What libopus refuses gives no samples; nothing throws because of what octets
 * say.
 *
 * <p>It lives in memory that goes with this object: closing frees it at once, and after that it refuses instead of
 * touching what is gone. Allocates nothing for a packet. One thread.
 */
public final class OpusDecoding implements AutoCloseable {
    private static final int RATE = OpusLibrary.RATE;
    private static final int LONGEST_PACKET = RATE / 1000 * 120;
    private static final int SHORTEST_FRAME = RATE / 400;
    private static final int MOST_OCTETS = 1500;

    private final Memory state;
    private final short[] samples = new short[LONGEST_PACKET];
    private final byte[] octets = new byte[MOST_OCTETS];
    private boolean closed;

    OpusDecoding(OpusFunctions opus, int complexity) {
        state = new Memory(opus.opus_decoder_get_size(1));
        PointerByReference decoder = new PointerByReference();
        decoder.setPointer(state);
        OpusLibrary.check(opus, opus.opus_decoder_init(decoder, RATE, 1));
        // Libraries older than 1.5 have nothing to choose here and say so; they decode all the same.
        opus.opus_decoder_ctl(decoder, Opus.OPUS_SET_COMPLEXITY_REQUEST, complexity);
    }

    /** Decodes a packet; what does not fit into {@code out} is cut. */
    public int decode(byte[] payload, int offset, int length, short[] out, int at) {
        return fill(payload, offset, length)
                ? give(call(octets, length, LONGEST_PACKET, 0), LONGEST_PACKET, out, at)
                : 0;
    }

    /** Makes up what is missing, in whole steps of 2.5 ms. */
    public int conceal(short[] out, int at, int count) {
        int whole = whole(count);
        return whole == 0 ? 0 : give(call(null, 0, whole, 0), whole, out, at);
    }

    /** The sound before a packet out of what the packet repeats of it; libopus makes it up where nothing is repeated. */
    public int recover(byte[] next, int offset, int length, short[] out, int at, int count) {
        int whole = whole(count);
        return whole == 0 || !fill(next, offset, length) ? 0 : give(call(octets, length, whole, 1), whole, out, at);
    }

    private static int whole(int count) {
        return Math.min(count, LONGEST_PACKET) / SHORTEST_FRAME * SHORTEST_FRAME;
    }

    /** No Opus packet is longer; one that is empty would ask for concealment. */
    private boolean fill(byte[] payload, int offset, int length) {
        if (length < 1 || length > MOST_OCTETS) {
            return false;
        }
        System.arraycopy(payload, offset, octets, 0, length);
        return true;
    }

    private int call(byte @Nullable [] data, int length, int frameSize, int fec) {
        if (closed) {
            throw new IllegalStateException("the decoder is closed");
        }
        return HotCalls.opus_decode(state, data, length, samples, frameSize, fec);
    }

    private int give(int decoded, int most, short[] out, int at) {
        int count = Math.max(0, Math.min(Math.min(decoded, most), out.length - at));
        System.arraycopy(samples, 0, out, at, count);
        return count;
    }

    @Override
    public void close() {
        closed = true;
        state.close();
    }
}
