package org.sealphone.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;

class OpusTest {
    private static final int RATE = 48_000;
    private static final int FRAME = 960;
    private static final double HERTZ = 440;

    private static short[] tone(int frames) {
        short[] pcm = new short[frames * FRAME];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.rint(8000 * Math.sin(2 * Math.PI * HERTZ * i / RATE));
        }
        return pcm;
    }

    /** Something like speech: a buzz of 120 Hz whose loudness and colour change with each syllable, and pauses. */
    private static short[] speech(int frames) {
        short[] pcm = new short[frames * FRAME];
        Random random = new Random(5);
        double low = 0;
        for (int i = 0; i < pcm.length; i++) {
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 3 * i / RATE));
            double buzz = (i % 400) / 200.0 - 1;
            low += (buzz + 0.3 * random.nextGaussian() - low) * (0.05 + 0.2 * syllable);
            pcm[i] = (short) Math.max(-32_000, Math.min(32_000, 12_000 * syllable * low));
        }
        return pcm;
    }

    private static byte[][] encode(short[] pcm, EncoderLimits limits) {
        return encode(pcm, limits, OpusSettings.USUAL);
    }

    private static byte[][] encode(short[] pcm, EncoderLimits limits, OpusSettings settings) {
        byte[][] packets = new byte[pcm.length / FRAME][];
        byte[] room = new byte[1500];
        try (Encoder encoder = Codec.OPUS.newEncoder(limits, settings)) {
            for (int i = 0; i < packets.length; i++) {
                packets[i] = Arrays.copyOf(room, encoder.encode(pcm, i * FRAME, FRAME, room, 0));
            }
        }
        return packets;
    }

    @Test
    void a_tone_survives_with_more_than_15_db() {
        short[] heard = new short[100 * FRAME];
        try (Decoder decoder = Codec.OPUS.newDecoder()) {
            int at = 0;
            for (byte[] packet : encode(tone(100), EncoderLimits.NONE)) {
                at += decoder.decode(packet, 0, packet.length, heard, at);
            }
            assertThat(at).isEqualTo(heard.length);
        }
        Heard result = ToneAnalyser.analyse(heard, RATE, heard.length - RATE, RATE);
        assertThat(result.tone(HERTZ, 15)).as(result.toString()).isTrue();
    }

    @Test
    void a_tone_after_silence_does_too() {
        short[] pcm = new short[300 * FRAME];
        System.arraycopy(tone(200), 0, pcm, 100 * FRAME, 200 * FRAME);
        short[] heard = new short[pcm.length];
        try (Decoder decoder = Codec.OPUS.newDecoder()) {
            int at = 0;
            for (byte[] packet : encode(pcm, EncoderLimits.NONE)) {
                at += decoder.decode(packet, 0, packet.length, heard, at);
            }
        }
        Heard result = ToneAnalyser.analyse(heard, 150 * FRAME, 150 * FRAME, RATE);
        assertThat(result.tone(HERTZ, 15)).as(result.toString()).isTrue();
    }

    @Test
    void SRTP_12_speech_silence_and_noise_have_packets_of_one_size() {
        short[] noise = new short[50 * FRAME];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt();
        }
        Set<Integer> sizes = new HashSet<>();
        for (short[] pcm : new short[][] {speech(100), new short[100 * FRAME], noise, tone(50)}) {
            for (byte[] packet : encode(pcm, EncoderLimits.NONE)) {
                sizes.add(packet.length);
            }
        }
        assertThat(sizes).containsExactly(180);
    }

    @ParameterizedTest(name = "{0}: {1} octets")
    @CsvSource({
        "maxaveragebitrate=16000, 40",
        "maxaveragebitrate=20000;stereo=1;cbr=0;usedtx=1, 50",
        "maxaveragebitrate=510000, 180",
        "maxaveragebitrate=1, 180",
        "maxaveragebitrate=6000, 15",
        "maxaveragebitrate=99999999999, 180",
        "maxaveragebitrate=-6000, 180",
        "useinbandfec=1; maxplaybackrate=8000, 180",
    })
    void ADV_88_the_other_side_may_ask_for_less_and_for_nothing_else(String parameters, int octets) {
        for (byte[] packet : encode(speech(20), EncoderLimits.of(parameters))) {
            assertThat(packet).hasSize(octets);
        }
    }

    @ParameterizedTest(name = "{0} bits in a second, complexity {1}, {2} ms: {3} octets")
    @CsvSource({"6000, 0, 20, 15", "24000, 10, 10, 30", "128000, 5, 60, 960", "64000, 9, 40, 320", "40000, 5, 20, 100"})
    void SRTP_12_whatever_is_chosen_the_size_is_one(int bitrate, int complexity, int milliseconds, int octets) {
        OpusSettings settings = new OpusSettings(bitrate, complexity);
        int samples = Codec.OPUS.frameSamples(milliseconds);
        short[] pcm = speech(60);
        byte[] room = new byte[1500];
        try (Encoder encoder = Codec.OPUS.newEncoder(EncoderLimits.NONE, settings);
                Decoder decoder = Codec.OPUS.newDecoder()) {
            for (int at = 0; at + samples <= pcm.length; at += samples) {
                assertThat(encoder.encode(pcm, at, samples, room, 0)).isEqualTo(octets);
                assertThat(decoder.samplesIn(room, 0, octets)).isEqualTo(samples);
            }
        }
    }

    @ParameterizedTest(name = "{0} bits in a second, complexity {1}")
    @CsvSource({"5999, 5", "128001, 5", "40000, -1", "40000, 11"})
    void settings_outside_their_ranges_are_refused(int bitrate, int complexity) {
        assertThatThrownBy(() -> new OpusSettings(bitrate, complexity)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} bits in a second, complexity {1}")
    @CsvSource({"6000, 5", "128000, 5", "40000, 0", "40000, 10"})
    void at_their_ends_they_are_not(int bitrate, int complexity) {
        assertThat(new OpusSettings(bitrate, complexity).bitrate()).isEqualTo(bitrate);
    }

    @Test
    void more_computing_makes_another_stream() {
        short[] pcm = speech(20);
        assertThat(encode(pcm, EncoderLimits.NONE, new OpusSettings(40_000, 0)))
                .isNotEqualTo(encode(pcm, EncoderLimits.NONE, new OpusSettings(40_000, 10)));
    }

    @Test
    void ADV_88_a_thousand_parameters_cost_no_more_than_thirty() {
        String bomb = "a=1;".repeat(1000) + "maxaveragebitrate=6000";
        assertThat(EncoderLimits.of(bomb)).isEqualTo(EncoderLimits.NONE);
        assertThat(EncoderLimits.of("a=1;".repeat(20) + "maxaveragebitrate=6000")
                        .maxAverageBitrate())
                .isEqualTo(6000);
        assertThat(EncoderLimits.of("MaxPlaybackRate = 16000 ").maxPlaybackRate())
                .isEqualTo(16_000);
        assertThat(EncoderLimits.of("=;;= ;x")).isEqualTo(EncoderLimits.NONE);
    }

    @Test
    void what_the_next_packet_repeats_is_closer_to_a_lost_one_than_what_is_made_up() {
        short[] original = speech(150);
        byte[][] packets = encode(original, EncoderLimits.NONE);
        double repeated = 0;
        double madeUp = 0;
        try (Decoder whole = Codec.OPUS.newDecoder();
                Decoder repeating = Codec.OPUS.newDecoder();
                Decoder concealing = Codec.OPUS.newDecoder()) {
            short[] wanted = new short[FRAME];
            short[] got = new short[FRAME];
            for (int i = 0; i < packets.length; i++) {
                whole.decode(packets[i], 0, packets[i].length, wanted, 0);
                boolean lost = i % 5 == 4 && i + 1 < packets.length;
                if (lost) {
                    byte[] next = packets[i + 1];
                    assertThat(repeating.recover(next, 0, next.length, got, 0, FRAME))
                            .isEqualTo(FRAME);
                    repeated += distance(wanted, got);
                    assertThat(concealing.conceal(got, 0, FRAME)).isEqualTo(FRAME);
                    madeUp += distance(wanted, got);
                } else {
                    repeating.decode(packets[i], 0, packets[i].length, got, 0);
                    concealing.decode(packets[i], 0, packets[i].length, got, 0);
                }
            }
        }
        assertThat(repeated).isLessThan(madeUp / 2);
    }

    private static double distance(short[] left, short[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.pow(left[i] - right[i], 2);
        }
        return sum;
    }

    @Test
    void making_up_for_long_fades_away() {
        short[] heard = new short[FRAME];
        try (Decoder decoder = Codec.OPUS.newDecoder()) {
            for (byte[] packet : encode(tone(20), EncoderLimits.NONE)) {
                decoder.decode(packet, 0, packet.length, heard, 0);
            }
            double before = distance(heard, new short[FRAME]);
            for (int i = 0; i < 50; i++) {
                assertThat(decoder.conceal(heard, 0, FRAME)).isEqualTo(FRAME);
            }
            assertThat(distance(heard, new short[FRAME])).isLessThan(before / 100);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void junk_never_throws_and_is_as_long_as_its_first_octets_say(long seed) {
        Random random = new Random(seed);
        short[] out = new short[5760];
        int decoded = 0;
        try (Decoder decoder = Codec.OPUS.newDecoder()) {
            for (int i = 0; i < 5000; i++) {
                byte[] junk = new byte[random.nextInt(i % 10 == 0 ? 1600 : 40)];
                random.nextBytes(junk);
                int samples = decoder.decode(junk, 0, junk.length, out, 0);
                if (samples > 0) {
                    decoded++;
                    assertThat(samples).isEqualTo(decoder.samplesIn(junk, 0, junk.length));
                }
                decoder.recover(junk, 0, junk.length, out, 0, FRAME);
            }
            assertThat(decoded).isGreaterThan(500);
        }
    }

    @Test
    void a_payload_longer_than_the_room_is_cut() {
        byte[] packet = encode(tone(1), EncoderLimits.NONE)[0];
        try (Decoder decoder = Codec.OPUS.newDecoder()) {
            assertThat(decoder.decode(packet, 0, packet.length, new short[100], 40))
                    .isEqualTo(60);
            assertThat(decoder.samplesIn(packet, 0, 0)).isZero();
            // Three frames of 60 ms are more than a packet may hold.
            assertThat(decoder.samplesIn(new byte[] {(byte) 0x1B, 3}, 0, 2)).isZero();
            assertThat(decoder.samplesIn(new byte[] {(byte) 0x1B, 2}, 0, 2)).isEqualTo(5760);
        }
    }

    @ParameterizedTest(name = "{0} ms become {1} ms")
    @CsvSource({"10, 10", "20, 20", "30, 20", "40, 40", "50, 40", "60, 60"})
    void CODEC_01_a_packet_has_a_length_that_opus_knows(int wished, int sent) {
        assertThat(Codec.OPUS.packetTime(wished)).isEqualTo(sent);
        assertThat(Codec.PCMU.packetTime(wished)).isEqualTo(wished);
        int samples = Codec.OPUS.frameSamples(sent);
        byte[] room = new byte[1500];
        try (Encoder encoder = Codec.OPUS.newEncoder();
                Decoder decoder = Codec.OPUS.newDecoder()) {
            int octets = encoder.encode(new short[samples], 0, samples, room, 0);
            assertThat(octets).isEqualTo(9 * sent);
            assertThat(decoder.samplesIn(room, 0, octets)).isEqualTo(samples);
        }
    }

    @Test
    void after_closing_nothing_native_is_touched() {
        Encoder encoder = Codec.OPUS.newEncoder();
        Decoder decoder = Codec.OPUS.newDecoder();
        encoder.close();
        encoder.close();
        decoder.close();
        assertThatIllegalStateException().isThrownBy(() -> encoder.encode(new short[FRAME], 0, FRAME, new byte[99], 0));
        assertThatIllegalStateException().isThrownBy(() -> decoder.conceal(new short[FRAME], 0, FRAME));
    }

    @Test
    void no_allocation_per_frame() {
        short[] pcm = speech(1);
        short[] out = new short[FRAME];
        byte[] packet = new byte[200];
        long before = 0;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Encoder encoder = Codec.OPUS.newEncoder();
                Decoder decoder = Codec.OPUS.newDecoder()) {
            for (int i = 0; i < 1100; i++) {
                if (i == 100) {
                    before = threads.getCurrentThreadAllocatedBytes();
                }
                int octets = encoder.encode(pcm, 0, FRAME, packet, 0);
                decoder.decode(packet, 0, octets, out, 0);
                decoder.conceal(out, 0, FRAME);
            }
        }
        // A thousand frames; a fixed few are what closing and reading the counter cost.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2000);
    }
}
