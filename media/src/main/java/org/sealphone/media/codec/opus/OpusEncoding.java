package org.sealphone.media.codec.opus;

import com.sun.jna.Memory;
import com.sun.jna.ptr.PointerByReference;
import tomp2p.opuswrapper.Opus;

/**
 * The state of one encoder: mono, 48 kHz, for speech; constant bit rate, no pauses in transmission, forward error
 * correction on.
 *
 * <p>It lives in memory that goes with this object: closing frees it at once, and after that it refuses instead of
 * touching what is gone. Allocates nothing for a packet. One thread.
 */
public final class OpusEncoding implements AutoCloseable {
    private static final int RATE = OpusLibrary.RATE;
    private static final int LONGEST_FRAME = RATE / 1000 * 60;
    /** RFC 6716 section 3.4 bounds a frame so; at a constant rate it never comes near. */
    private static final int MOST_OCTETS = 1275;
    /** What the strength of the error correction is tuned for in the beginning, in percent. */
    private static final int EXPECTED_LOSS = 10;
    /** From so many percent on more bandwidth is worth less than more of what is repeated. */
    private static final int HEAVY_LOSS = 15;

    private final Memory state;
    private final OpusFunctions functions;
    private final PointerByReference encoder = new PointerByReference();
    private final short[] samples = new short[LONGEST_FRAME];
    private final byte[] octets = new byte[MOST_OCTETS];
    private final int widest;
    private int expectedLoss = EXPECTED_LOSS;
    private boolean closed;

    OpusEncoding(OpusFunctions opus, int bitrate, int playbackRate, int complexity) {
        functions = opus;
        state = new Memory(opus.opus_encoder_get_size(1));
        encoder.setPointer(state);
        OpusLibrary.check(opus, opus.opus_encoder_init(encoder, RATE, 1, Opus.OPUS_APPLICATION_VOIP));
        set(opus, encoder, Opus.OPUS_SET_BITRATE_REQUEST, bitrate);
        set(opus, encoder, Opus.OPUS_SET_VBR_REQUEST, 0);
        set(opus, encoder, Opus.OPUS_SET_DTX_REQUEST, 0);
        set(opus, encoder, Opus.OPUS_SET_INBAND_FEC_REQUEST, 1);
        set(opus, encoder, Opus.OPUS_SET_PACKET_LOSS_PERC_REQUEST, EXPECTED_LOSS);
        set(opus, encoder, Opus.OPUS_SET_COMPLEXITY_REQUEST, complexity);
        set(opus, encoder, Opus.OPUS_SET_SIGNAL_REQUEST, Opus.OPUS_SIGNAL_VOICE);
        widest = bandwidth(playbackRate);
        set(opus, encoder, Opus.OPUS_SET_MAX_BANDWIDTH_REQUEST, widest);
    }

    private static void set(OpusFunctions opus, PointerByReference encoder, int request, int value) {
        OpusLibrary.check(opus, opus.opus_encoder_ctl(encoder, request, value));
    }

    /** RFC 7587 section 3.1.1: the bandwidth that a sampling rate can carry. */
    private static int bandwidth(int rate) {
        if (rate < 12_000) {
            return Opus.OPUS_BANDWIDTH_NARROWBAND;
        }
        if (rate < 16_000) {
            return Opus.OPUS_BANDWIDTH_MEDIUMBAND;
        }
        if (rate < 24_000) {
            return Opus.OPUS_BANDWIDTH_WIDEBAND;
        }
        return rate < 48_000 ? Opus.OPUS_BANDWIDTH_SUPERWIDEBAND : Opus.OPUS_BANDWIDTH_FULLBAND;
    }

    /**
     * Prepares the packets to come for another loss, in percent. Their size stays the same; where so much is lost that
     * words suffer, all of it goes to the band that words are in.
     */
    public void expectLoss(int percent) {
        if (!closed && percent != expectedLoss) {
            expectedLoss = percent;
            set(functions, encoder, Opus.OPUS_SET_PACKET_LOSS_PERC_REQUEST, percent);
            int wide = percent < HEAVY_LOSS ? widest : Math.min(widest, Opus.OPUS_BANDWIDTH_WIDEBAND);
            set(functions, encoder, Opus.OPUS_SET_MAX_BANDWIDTH_REQUEST, wide);
        }
    }

    /** Encodes 10, 20, 40 or 60 ms and returns the octets written. */
    public int encode(short[] pcm, int offset, int count, byte[] out, int at) {
        if (closed) {
            throw new IllegalStateException("the encoder is closed");
        }
        System.arraycopy(pcm, offset, samples, 0, count);
        int length = HotCalls.opus_encode(state, samples, count, octets, octets.length);
        if (length < 0) {
            // Nothing that a peer says gets here: the arguments are ours alone.
            throw new IllegalStateException("libopus refuses " + count + " samples with code " + length);
        }
        System.arraycopy(octets, 0, out, at, length);
        return length;
    }

    @Override
    public void close() {
        closed = true;
        state.close();
    }
}
