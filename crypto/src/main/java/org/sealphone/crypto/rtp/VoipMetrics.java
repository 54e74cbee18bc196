package org.sealphone.crypto.rtp;

import java.util.Optional;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;

/**
 * How well a source is heard: the VoIP metrics block of RTCP XR (RFC 3611 section 4.7). It is sent and read inside SRTCP
 * alone (XR-01). Each field has the width of the wire; a value outside it is a bug of the caller.
 *
 * <p>Signal, noise, echo and external rating are neither measured nor read: they are sent as unavailable.
 *
 * @param ssrc the source reported on
 * @param roundTripMillis 0 while unknown
 * @param endSystemMillis from the microphone to the network and from the network to the loudspeaker; 0 while unknown
 * @param rating R of ITU-T G.107, 0 to 100, or {@link #UNAVAILABLE}
 * @param listeningMos tenths, 10 to 50, without the delay, or {@link #UNAVAILABLE}
 * @param conversationalMos tenths, 10 to 50, with the delay, or {@link #UNAVAILABLE}
 */
public record VoipMetrics(
        int ssrc,
        Losses losses,
        int roundTripMillis,
        int endSystemMillis,
        int rating,
        int listeningMos,
        int conversationalMos,
        JitterBufferDelays jitterBuffer) {
    public static final int UNAVAILABLE = 127;

    /** So many packets in a row that arrive end a burst of losses: Gmin, as the RFC recommends. */
    public static final int GAP = 16;

    /** Losses are concealed by repetition; the jitter buffer adapts, how fast is not said. */
    private static final int CONFIGURATION = 0b11_11_0000;

    private static final int BLOCK_TYPE = 7;
    private static final int WORDS = 8;
    private static final int BLOCK_LENGTH = 4 + 4 * WORDS;

    /**
     * What was lost or came too late since the beginning, in 256ths, and in what patterns.
     *
     * @param lost never came
     * @param discarded came too late
     * @param inBursts of the packets in bursts those that were missing
     * @param inGaps of all others those that were missing
     * @param burstMillis mean duration of a burst; 0 when there was none
     * @param gapMillis the same between bursts
     */
    public record Losses(int lost, int discarded, int inBursts, int inGaps, int burstMillis, int gapMillis) {
        public Losses {
            octets(lost | discarded | inBursts | inGaps);
            shorts(burstMillis | gapMillis);
        }
    }

    /**
     * The delay of the jitter buffer, in milliseconds.
     *
     * @param nominal of packets that arrive on time
     * @param maximum of the earliest that is not thrown away now
     * @param ever the most that it can be
     */
    public record JitterBufferDelays(int nominal, int maximum, int ever) {
        public JitterBufferDelays {
            shorts(nominal | maximum | ever);
        }
    }

    public VoipMetrics {
        shorts(roundTripMillis | endSystemMillis);
        if (rating != known(rating, 0, 100)
                || listeningMos != known(listeningMos, 10, 50)
                || conversationalMos != known(conversationalMos, 10, 50)) {
            throw new IllegalArgumentException(
                    "R " + rating + ", MOS " + listeningMos + " and " + conversationalMos + " tenths");
        }
    }

    /** The packet that says so in the name of its sender. */
    public Opaque packet(int reporter) {
        byte[] body = new byte[4 + BLOCK_LENGTH];
        Octets.putInt(body, 0, reporter);
        body[4] = BLOCK_TYPE;
        Octets.putShort(body, 6, WORDS);
        Octets.putInt(body, 8, ssrc);
        body[12] = (byte) losses.lost;
        body[13] = (byte) losses.discarded;
        body[14] = (byte) losses.inBursts;
        body[15] = (byte) losses.inGaps;
        Octets.putShort(body, 16, losses.burstMillis);
        Octets.putShort(body, 18, losses.gapMillis);
        Octets.putShort(body, 20, roundTripMillis);
        Octets.putShort(body, 22, endSystemMillis);
        body[24] = UNAVAILABLE;
        body[25] = UNAVAILABLE;
        body[26] = UNAVAILABLE;
        body[27] = GAP;
        body[28] = (byte) rating;
        body[29] = UNAVAILABLE;
        body[30] = (byte) listeningMos;
        body[31] = (byte) conversationalMos;
        body[32] = (byte) CONFIGURATION;
        Octets.putShort(body, 34, jitterBuffer.nominal);
        Octets.putShort(body, 36, jitterBuffer.maximum);
        Octets.putShort(body, 38, jitterBuffer.ever);
        return new Opaque(RtcpPacket.EXTENDED_REPORT, 0, body);
    }

    /**
     * What an extended report says about a source. Blocks of other types are passed over; one that runs over the end of
     * its packet, and all behind it, is none. Values that the RFC does not allow are unavailable. Never throws.
     */
    static Optional<VoipMetrics> about(int ssrc, Opaque packet) {
        byte[] body = packet.body();
        int at = 4;
        while (packet.type() == RtcpPacket.EXTENDED_REPORT && at + 4 <= body.length) {
            int words = Octets.getShort(body, at + 2);
            boolean metrics = body[at] == BLOCK_TYPE && words == WORDS && at + BLOCK_LENGTH <= body.length;
            if (metrics && Octets.getInt(body, at + 4) == ssrc) {
                return Optional.of(read(body, at));
            }
            at += 4 + 4 * words;
        }
        return Optional.empty();
    }

    private static VoipMetrics read(byte[] a, int at) {
        Losses losses = new Losses(
                a[at + 8] & 0xFF,
                a[at + 9] & 0xFF,
                a[at + 10] & 0xFF,
                a[at + 11] & 0xFF,
                Octets.getShort(a, at + 12),
                Octets.getShort(a, at + 14));
        return new VoipMetrics(
                Octets.getInt(a, at + 4),
                losses,
                Octets.getShort(a, at + 16),
                Octets.getShort(a, at + 18),
                known(a[at + 24] & 0xFF, 0, 100),
                known(a[at + 26] & 0xFF, 10, 50),
                known(a[at + 27] & 0xFF, 10, 50),
                new JitterBufferDelays(
                        Octets.getShort(a, at + 30), Octets.getShort(a, at + 32), Octets.getShort(a, at + 34)));
    }

    private static int known(int value, int least, int most) {
        return value < least || value > most ? UNAVAILABLE : value;
    }

    private static void octets(int all) {
        if ((all & ~0xFF) != 0) {
            throw new IllegalArgumentException("a share of losses of more than 8 bits");
        }
    }

    private static void shorts(int all) {
        if ((all & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("a duration of more than 16 bits");
        }
    }
}
