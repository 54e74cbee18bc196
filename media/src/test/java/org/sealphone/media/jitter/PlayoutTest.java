package org.sealphone.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.codec.Encoder;
import org.sealphone.media.rtp.PacketQueue;
import org.sealphone.media.rtp.ReceivedPacket;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

class PlayoutTest {
    private static final long MS = 1_000_000;
    private static final int FRAME = 160;
    private static final double HERTZ = 440;
    /** The steepest step of the tone at -10 dBFS, and the coarseness of the codec there. */
    private static final int STEEPEST = (int) (32_767 * Math.pow(10, -0.5) * 2 * Math.PI * HERTZ / 8000) + 600;

    private record Arrival(long at, int index) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            return Long.compare(at, other.at);
        }
    }

    /** A network: when packet number {@code index}, sent at its time, arrives; negative when never. */
    private interface Network {
        long arrival(int index, long sent);
    }

    private final Playout playout = playout();

    private static Playout playout() {
        Decoder decoder = Codec.PCMU.newDecoder();
        return new Playout(8000, 8000, JitterSettings.USUAL, type -> type == 0 ? decoder : null);
    }

    private static byte[] tone(int index) {
        short[] pcm = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            double phase = 2 * Math.PI * HERTZ * (index * FRAME + i) / 8000;
            pcm[i] = (short) Math.rint(Short.MAX_VALUE * Math.pow(10, -0.5) * Math.sin(phase));
        }
        byte[] payload = new byte[FRAME];
        Encoder encoder = Codec.PCMU.newEncoder();
        encoder.encode(pcm, 0, FRAME, payload, 0);
        return payload;
    }

    /** Plays {@code frames} frames of a tone through the network and returns what was heard. */
    private short[] run(int frames, Network network) {
        PriorityQueue<Arrival> way = new PriorityQueue<>();
        for (int i = 0; i < frames; i++) {
            long at = network.arrival(i, i * 20 * MS);
            if (at >= 0) {
                way.add(new Arrival(at, i));
            }
        }
        short[] heard = new short[frames * FRAME];
        ReceivedPacket packet = new ReceivedPacket();
        for (int frame = 0; frame < frames; frame++) {
            long now = frame * 20 * MS + 7 * MS;
            while (!way.isEmpty() && way.peek().at() <= now) {
                Arrival next = way.remove();
                packet.header(1, next.index(), next.index() * FRAME, 0, false, next.at());
                packet.payload(tone(next.index()), 0, FRAME);
                playout.put(packet, now);
            }
            playout.frame(heard, frame * FRAME, FRAME, now);
        }
        return heard;
    }

    private static Heard analyse(short[] pcm) {
        return ToneAnalyser.analyse(pcm, 0, pcm.length, 8000);
    }

    private static int steepest(short[] pcm) {
        int steepest = 0;
        for (int i = 1; i < pcm.length; i++) {
            steepest = Math.max(steepest, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return steepest;
    }

    @Test
    void a_good_network_is_played_to_the_sample() {
        short[] heard = run(500, (index, sent) -> sent + 5 * MS);
        assertThat(analyse(heard).tone(HERTZ, 35)).isTrue();
        JitterStatistics statistics = playout.statistics();
        assertThat(statistics.concealed() + statistics.late() + statistics.stretched())
                .isZero();
        assertThat(statistics.shortened())
                .as("what the cautious beginning was too much")
                .isLessThan(4);
        assertThat(statistics.played()).isGreaterThan(490);
        assertThat(playout.delay()).isBetween(20 * MS, 50 * MS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lost_packets_are_filled_with_the_same_tone_without_clicks(long seed) {
        Random random = new Random(seed);
        short[] heard = run(500, (index, sent) -> random.nextInt(20) == 0 ? -1 : sent + 5 * MS);
        Heard result = analyse(heard);
        assertThat(result.toneHz().orElseThrow()).isCloseTo(HERTZ, within(1.0));
        assertThat(result.snrDb().orElseThrow()).isGreaterThan(15);
        assertThat(steepest(heard)).isLessThan(STEEPEST * 3 / 2);
        assertThat(playout.statistics().concealed()).isBetween(10L, 45L);
    }

    /** A tone of 400 Hz, a lost packet, then one of 1000 Hz: how often the last 10 ms of what stands for it cross zero. */
    private static int crossingsAtTheEndOfAGap(boolean followerInTime) {
        Playout one = playout();
        ReceivedPacket packet = new ReceivedPacket();
        short[] out = new short[FRAME];
        ToneGenerator before = new ToneGenerator(8000, -10, 400);
        ToneGenerator after = new ToneGenerator(8000, -10, 1000);
        short[] pcm = new short[FRAME];
        byte[] payload = new byte[FRAME];
        for (int index = 0; one.statistics().concealed() == 0; index++) {
            (index < 30 ? before : after).read(pcm, 0, FRAME);
            Codec.PCMU.newEncoder().encode(pcm, 0, FRAME, payload, 0);
            long now = index * 20 * MS;
            packet.header(1, index, index * FRAME, 0, false, now).payload(payload, 0, FRAME);
            if (index != 30 && (index != 31 || followerInTime)) {
                one.put(packet, now);
            }
            one.frame(out, 0, FRAME, now);
        }
        int crossings = 0;
        for (int i = FRAME / 2; i < FRAME; i++) {
            crossings += out[i] >= 0 != out[i - 1] >= 0 ? 1 : 0;
        }
        return crossings;
    }

    @Test
    void a_gap_ends_as_what_comes_after_it_begins() {
        assertThat(crossingsAtTheEndOfAGap(true)).isGreaterThan(13);
        assertThat(crossingsAtTheEndOfAGap(false)).isLessThan(11);
    }

    @ParameterizedTest(name = "seed {0}, {1} ms of jitter")
    @CsvSource({"1,10", "2,20", "3,40", "4,60", "5,60", "6,100", "7,150"})
    void a_jittery_network_that_reorders_soon_costs_nothing(long seed, int jitter) {
        Random random = new Random(seed);
        short[] heard = run(1500, (index, sent) -> sent + (long) (random.nextDouble() * jitter * MS));
        Heard late = analyse(Arrays.copyOfRange(heard, heard.length - 5 * 8000, heard.length));
        assertThat(late.toneHz().orElseThrow()).isCloseTo(HERTZ, within(1.0));
        assertThat(playout.statistics().late()).as("while it is being learnt").isLessThan(jitter > 100 ? 90 : 40);
        assertThat(playout.delay()).isLessThan((jitter + 60) * MS);
        assertThat(steepest(heard)).isLessThan(STEEPEST * 3 / 2);
    }

    @Test
    void the_delay_grows_with_a_spike_and_shrinks_again_without_a_click() {
        short[] heard =
                run(1500, (index, sent) -> index >= 100 && index < 115 ? 115 * 20 * MS + 5 * MS : sent + 5 * MS);
        assertThat(playout.statistics().shortened()).isPositive();
        assertThat(playout.delay()).isLessThan(100 * MS);
        assertThat(steepest(heard)).isLessThan(STEEPEST * 3 / 2);
        assertThat(analyse(Arrays.copyOfRange(heard, 1000 * FRAME, heard.length))
                        .tone(HERTZ, 25))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-200e-6, 200e-6})
    void clocks_that_drift_apart_are_followed(double drift) {
        short[] heard = run(10_000, (index, sent) -> (long) (sent * (1 + drift)) + 5 * MS);
        assertThat(playout.delay()).isBetween(0L, 90 * MS);
        JitterStatistics statistics = playout.statistics();
        assertThat(statistics.concealed() + statistics.late()).isLessThan(5);
        assertThat(steepest(heard)).isLessThan(STEEPEST * 3 / 2);
    }

    @Test
    void a_long_loss_fades_to_silence() {
        short[] heard = run(100, (index, sent) -> index >= 50 && index < 70 ? -1 : sent + 5 * MS);
        double inside = ToneAnalyser.level(heard, 60 * FRAME, 5 * FRAME);
        assertThat(inside).isEqualTo(Heard.SILENCE_DBFS);
        assertThat(ToneAnalyser.level(heard, 80 * FRAME, 10 * FRAME)).isGreaterThan(-15);
        assertThat(steepest(heard)).isLessThan(STEEPEST * 3 / 2);
    }

    @Test
    void nothing_is_silence_and_says_so() {
        short[] out = {5, 5, 5, 5};
        assertThat(playout.frame(out, 0, 4, 0)).isFalse();
        assertThat(out).containsOnly((short) 0);
    }

    @Test
    void payload_types_that_nobody_agreed_on_are_no_sound() {
        ReceivedPacket packet =
                new ReceivedPacket().header(1, 1, 0, 13, false, 0).payload(new byte[1], 0, 1);
        playout.put(packet, 0);
        playout.put(packet.header(1, 1, 0, 0, false, 0).payload(new byte[0], 0, 0), 0);
        assertThat(playout.unknownPayload()).isEqualTo(2);
        assertThat(playout.frame(new short[FRAME], 0, FRAME, 100 * MS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 240, 320, 480, 1600, 2000})
    void packets_of_any_length_make_frames_of_ours(int samples) {
        short[] pcm = new short[samples * 40];
        new ToneGenerator(8000, -10, HERTZ).read(pcm, 0, pcm.length);
        byte[] payload = new byte[pcm.length];
        Codec.PCMU.newEncoder().encode(pcm, 0, pcm.length, payload, 0);
        long perPacket = samples * 125_000L;
        short[] heard = new short[pcm.length / FRAME * FRAME];
        int next = 0;
        for (int at = 0; at < heard.length; at += FRAME) {
            long now = at * 125_000L;
            for (; next < 40 && next * perPacket <= now; next++) {
                ReceivedPacket packet =
                        new ReceivedPacket().header(1, next, next * samples, 0, false, next * perPacket);
                playout.put(packet.payload(payload, next * samples, samples), now);
            }
            playout.frame(heard, at, FRAME, now);
        }
        assertThat(analyse(heard).toneHz().orElseThrow()).isCloseTo(HERTZ, within(0.5));
    }

    @Test
    void nothing_is_allocated_for_a_packet_that_is_played_or_concealed() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PacketQueue queue = new PacketQueue();
        RtpPacket opened = new RtpPacket();
        short[] out = new short[FRAME];
        Random random = new Random(5);
        long before = 0;
        for (int i = 0; i < 6000; i++) {
            if (i == 3000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            long now = i * 20 * MS;
            if (random.nextInt(10) != 0) {
                opened.begin(0, false, i * FRAME).payloadLength(FRAME);
                opened.stamp(1, i & 0xFFFF);
                queue.offer(opened, now - random.nextInt(30) * MS);
            }
            for (ReceivedPacket next = queue.peek(); next != null; next = queue.peek()) {
                playout.put(next, now);
                queue.release();
            }
            playout.frame(out, 0, FRAME, now);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 3000).isZero();
        assertThat(playout.statistics().concealed()).isPositive();
    }

    @Test
    void any_network_and_any_packets_whatsoever_give_frames() {
        Random random = new Random(99);
        ReceivedPacket packet = new ReceivedPacket();
        short[] out = new short[FRAME];
        for (int round = 0; round < 60; round++) {
            Playout playout = playout();
            int sequence = random.nextInt(1 << 16);
            int timestamp = random.nextInt();
            long now = random.nextInt(1000) * MS;
            for (int i = 0; i < 400; i++, now += 20 * MS) {
                for (int burst = random.nextInt(4); burst > 0; burst--) {
                    int kind = random.nextInt(40);
                    sequence += kind == 0 ? random.nextInt(1 << 16) : kind < 4 ? random.nextInt(9) - 4 : 1;
                    timestamp += kind == 1 ? random.nextInt() : kind == 5 ? -160 : 160;
                    int length = random.nextInt(10) == 0 ? random.nextInt(2037) : FRAME;
                    packet.header(kind == 2 ? 2 : 1, sequence, timestamp, 0, false, now - random.nextInt(50) * MS);
                    playout.put(packet.payload(new byte[2037], 0, length), now);
                }
                playout.frame(out, 0, FRAME, now);
            }
            assertThat(playout.delay()).isNotNegative();
        }
    }
}
