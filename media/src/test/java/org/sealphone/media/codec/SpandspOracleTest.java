package org.sealphone.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G.722 to the bit against Debian's spandsp: minutes of every kind of sound, and octets that no encoder made. Needs gcc and libspandsp-dev. */
@Tag("interop")
class SpandspOracleTest {
    private static final int SAMPLES = 16_000 * 120;

    @TempDir
    Path folder;

    private Spandsp spandsp;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        spandsp = new Spandsp(folder);
    }

    @ParameterizedTest
    @EnumSource(Sounds.class)
    @DisplayName("CODEC-01: what we encode is what spandsp encodes, and what we decode of it what spandsp decodes")
    void CODEC_01_both_ways(Sounds sound) throws IOException, InterruptedException {
        short[] pcm = sound.pcm(SAMPLES);
        byte[] octets = new byte[SAMPLES / 2];
        assertThat(Codec.G722.newEncoder().encode(pcm, 0, SAMPLES, octets, 0)).isEqualTo(octets.length);
        assertThat(octets).isEqualTo(spandsp.encode(pcm));
        short[] heard = new short[SAMPLES];
        assertThat(Codec.G722.newDecoder().decode(octets, 0, octets.length, heard, 0))
                .isEqualTo(SAMPLES);
        alike(heard, spandsp.decode(octets));
    }

    /**
     * The sum of both bands may be beyond 16 bits. Ours stays at their limit, as the recommendation wants; spandsp 0.0.6 wraps around, and
     * a loud sound cracks. The state of either does not see it.
     */
    private static void alike(short[] ours, short[] theirs) {
        short[] limited = theirs.clone();
        for (int i = 0; i < ours.length; i++) {
            boolean wrapped =
                    (ours[i] == Short.MAX_VALUE && theirs[i] < 0) || (ours[i] == Short.MIN_VALUE && theirs[i] >= 0);
            limited[i] = wrapped ? ours[i] : theirs[i];
        }
        assertThat(ours).isEqualTo(limited);
    }

    @Test
    @DisplayName("CODEC-01: octets that no encoder made are decoded alike")
    void CODEC_01_octets_of_chance() throws IOException, InterruptedException {
        for (int seed = 0; seed < 4; seed++) {
            byte[] octets = new byte[500_000];
            new Random(seed).nextBytes(octets);
            short[] heard = new short[2 * octets.length];
            Codec.G722.newDecoder().decode(octets, 0, octets.length, heard, 0);
            alike(heard, spandsp.decode(octets));
        }
    }
}
