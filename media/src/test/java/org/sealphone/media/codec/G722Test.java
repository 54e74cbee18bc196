package org.sealphone.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;

/** G.722 against what spandsp makes of the same sound, and by what must hold of any codec. */
class G722Test {
    private static final int RATE = 16_000;
    private static final int FRAME = 320;

    private static byte[] encode(short[] pcm) {
        byte[] octets = new byte[pcm.length / 2];
        Encoder encoder = Codec.G722.newEncoder();
        for (int at = 0; at < pcm.length; at += FRAME) {
            assertThat(encoder.encode(pcm, at, FRAME, octets, at / 2)).isEqualTo(FRAME / 2);
        }
        return octets;
    }

    private static short[] decode(byte[] octets) {
        short[] pcm = new short[2 * octets.length];
        Decoder decoder = Codec.G722.newDecoder();
        for (int at = 0; at < octets.length; at += FRAME / 2) {
            assertThat(decoder.decode(octets, at, FRAME / 2, pcm, 2 * at)).isEqualTo(FRAME);
        }
        return pcm;
    }

    private static String checksum(byte[] octets) {
        CRC32 checksum = new CRC32();
        checksum.update(octets);
        return String.format("%08x", checksum.getValue());
    }

    private static byte[] linear(short[] pcm) {
        byte[] octets = new byte[2 * pcm.length];
        LinearPcm.BIG_ENDIAN.encode(pcm, 0, pcm.length, octets, 0);
        return octets;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SILENCE, fafafafafafafafafafafafafafafafa, 959e4601, d17f300e",
        "FAINT_NOISE, de7af7f0f7f7ba7aba9eb2b4f8deb7f1, 89ae51e9, 8dc1d19d",
        "NOISE, 2384228e2d84ac20368a9ba009919d0a, 08d0b245, 9bb8c9e6",
        "LOUDEST_SQUARE, 872084208420a020a020a0e060e0e0e0, 09ded2d1, b8d4b46c",
        "HIGHEST, 8420842289201a3b3d3e3c3e3d3f3d3f, 4c8fa727, 4a134344",
        "SWEEP, 25842084208404840484440545464748, 2333f2dc, 8a95bea0",
        "CLICKS, 8520842084202f9f3f3dbffdfdfffdfd, c9d4ce1e, 560c3c2c",
        "SPEECH, 2e8420852284048c0d8e8f1012d29495, 80ed7390, 3dff438d",
    })
    @DisplayName(
            "CODEC-01: a second of sound is coded and decoded to the bit as by spandsp 0.0.6, but saturates where that wraps around")
    void CODEC_01_vectors(Sounds sound, String first, String coded, String decoded) {
        byte[] octets = encode(sound.pcm(RATE));
        assertThat(HexFormat.of().formatHex(octets, 0, 16)).isEqualTo(first);
        assertThat(checksum(octets)).isEqualTo(coded);
        assertThat(checksum(linear(decode(octets)))).isEqualTo(decoded);
    }

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {100, 440, 1004, 3000, 3900})
    void a_tone_survives(int hertz) {
        Heard heard = heard(hertz);
        assertThat(heard.tone(hertz, 25)).as(heard.toString()).isTrue();
    }

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {4500, 6000, 7000})
    void a_tone_that_no_telephone_ever_carried_survives_as_well(int hertz) {
        Heard heard = heard(hertz);
        assertThat(heard.tone(hertz, 8)).as(heard.toString()).isTrue();
    }

    private static Heard heard(int hertz) {
        short[] pcm = new short[2 * RATE];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.rint(8000 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return ToneAnalyser.analyse(decode(encode(pcm)), RATE, RATE, RATE);
    }

    @Test
    void a_decoder_that_missed_packets_finds_back() {
        byte[] octets = encode(Sounds.SWEEP.pcm(4 * RATE));
        short[] whole = decode(octets);
        byte[] torn = octets.clone();
        java.util.Arrays.fill(torn, RATE / 2, RATE / 2 + 800, (byte) 0);
        short[] found = decode(torn);
        int strange = 0;
        for (int i = 3 * RATE; i < 4 * RATE; i++) {
            strange = Math.max(strange, Math.abs(whole[i] - found[i]));
        }
        assertThat(strange).isLessThan(64);
    }

    @Test
    void a_payload_longer_than_the_room_is_cut() {
        Decoder decoder = Codec.G722.newDecoder();
        assertThat(decoder.samplesIn(new byte[100], 0, 100)).isEqualTo(200);
        assertThat(decoder.decode(new byte[100], 0, 100, new short[11], 4)).isEqualTo(6);
    }

    @Test
    void nothing_is_allocated_for_a_frame() {
        Encoder encoder = Codec.G722.newEncoder();
        Decoder decoder = Codec.G722.newDecoder();
        short[] pcm = Sounds.SPEECH.pcm(FRAME);
        byte[] octets = new byte[FRAME / 2];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 400; i++) {
            if (i == 200) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            encoder.encode(pcm, 0, FRAME, octets, 0);
            decoder.decode(octets, 0, octets.length, pcm, 0);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 200).isZero();
    }
}
