package org.sealphone.media.jitter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.rtp.ReceivedPacket;

/**
 * Half a minute of a tone over a network that a seed makes up: loss in bursts, jitter that reorders, clocks that drift apart
 * by up to 200 ppm, spikes of half a second, changes of route, duplicates, senders that start anew or pause; the last seven
 * seconds are calm. What is played is looked at sample by sample, what is counted packet by packet.
 *
 * <p>A click is a step from one sample to the next that is half as steep again as the steepest of the tone itself.
 */
final class RoughNetwork {
    static final long MS = 1_000_000;
    static final int FRAMES = 1500;
    private static final int CALM_FROM = 1150;
    private static final int FRAME = 160;
    private static final double HERTZ = 440;
    private static final double PEAK = 32_767 * Math.pow(10, -0.5);
    /** The steepest step of the tone, and the coarseness of the codec there. */
    static final int CLICK = (int) (PEAK * 2 * Math.PI * HERTZ / 8000 + 600) * 3 / 2;
    /** Five frames hold 44 periods: the sixth is the first again. */
    private static final byte[][] TONE = tone();

    private final Random dice;
    private final double drift;
    private final long jitter;
    private final double lossBegins;
    private final double lossEnds;
    private final double duplicates;
    private final List<Packet> packets = new ArrayList<>();

    private record Packet(long at, int ssrc, int sequence, int timestamp, int tone) {}

    /**
     * What came of it.
     *
     * @param steepest the largest step
     * @param mostDelay the longest that sound ever waited, in nanoseconds
     * @param lastDelay how long it waited at the end
     * @param arrived packets that reached us
     */
    record Played(
            int steepest,
            int steepestAt,
            long mostDelay,
            long lastDelay,
            long arrived,
            long jitter,
            JitterStatistics statistics) {
        /** Packets that are in no count: they can only lie in the buffer. */
        long unaccounted() {
            return arrived - statistics.played() - statistics.late() - statistics.duplicates() - statistics.dropped();
        }
    }

    RoughNetwork(long seed) {
        dice = new Random(seed * 7919);
        drift = (dice.nextDouble() - 0.5) * 400e-6;
        jitter = dice.nextInt(81) * MS;
        lossBegins = dice.nextInt(3) == 0 ? 0 : dice.nextDouble() * 0.1;
        lossEnds = 0.3 + dice.nextDouble() * 0.7;
        duplicates = dice.nextInt(3) == 0 ? dice.nextDouble() * 0.1 : 0;
        send();
        packets.sort(Comparator.comparingLong(Packet::at));
    }

    private static byte[][] tone() {
        byte[][] frames = new byte[5][FRAME];
        short[] pcm = new short[FRAME];
        for (int frame = 0; frame < 5; frame++) {
            for (int i = 0; i < FRAME; i++) {
                pcm[i] = (short) Math.rint(PEAK * Math.sin(2 * Math.PI * HERTZ * (frame * FRAME + i) / 8000));
            }
            Codec.PCMU.newEncoder().encode(pcm, 0, FRAME, frames[frame], 0);
        }
        return frames;
    }

    private void send() {
        int ssrc = 1;
        int sequence = dice.nextInt(0x10000);
        int timestamp = dice.nextInt();
        long way = (5 + dice.nextInt(60)) * MS;
        long spikeEnds = 0;
        int pauseEnds = 0;
        boolean losing = false;
        for (int i = 0; i < FRAMES; i++, timestamp += FRAME) {
            long sent = (long) (i * 20 * MS * (1 + drift));
            boolean calm = i >= CALM_FROM;
            if (!calm) {
                if (dice.nextInt(700) == 0) {
                    spikeEnds = sent + 500 * MS;
                }
                if (dice.nextInt(500) == 0) {
                    way = (5 + dice.nextInt(90)) * MS;
                }
                if (dice.nextInt(1500) == 0) {
                    ssrc++;
                    sequence = dice.nextInt(0x10000);
                    timestamp = dice.nextInt();
                }
                if (dice.nextInt(800) == 0) {
                    pauseEnds = i + 10 + dice.nextInt(60);
                }
            }
            if (i < pauseEnds) {
                continue;
            }
            losing = !calm && (losing ? dice.nextDouble() > lossEnds : dice.nextDouble() < lossBegins);
            long at = Math.max(sent + way + (calm ? 0 : (long) (dice.nextDouble() * jitter)), calm ? 0 : spikeEnds);
            if (!losing) {
                packets.add(new Packet(at, ssrc, sequence, timestamp, i % 5));
                if (!calm && dice.nextDouble() < duplicates) {
                    packets.add(new Packet(at + dice.nextInt(30) * MS, ssrc, sequence, timestamp, i % 5));
                }
            }
            sequence = (sequence + 1) & 0xFFFF;
        }
    }

    Played play() {
        Decoder decoder = Codec.PCMU.newDecoder();
        Playout playout = new Playout(8000, 8000, JitterSettings.USUAL, type -> type == 0 ? decoder : null);
        ReceivedPacket packet = new ReceivedPacket();
        short[] out = new short[FRAME];
        short before = 0;
        int steepest = 0;
        int steepestAt = 0;
        long mostDelay = 0;
        int next = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            long now = frame * 20 * MS + 7 * MS;
            for (; next < packets.size() && packets.get(next).at() <= now; next++) {
                Packet one = packets.get(next);
                packet.header(one.ssrc(), one.sequence(), one.timestamp(), 0, false, one.at());
                playout.put(packet.payload(TONE[one.tone()], 0, FRAME), now);
            }
            playout.frame(out, 0, FRAME, now);
            for (short sample : out) {
                if (Math.abs(sample - before) > steepest) {
                    steepest = Math.abs(sample - before);
                    steepestAt = frame;
                }
                before = sample;
            }
            mostDelay = Math.max(mostDelay, playout.delay());
        }
        return new Played(steepest, steepestAt, mostDelay, playout.delay(), next, jitter, playout.statistics());
    }
}
