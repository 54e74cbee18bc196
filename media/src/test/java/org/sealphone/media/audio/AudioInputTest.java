package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

class AudioInputTest {
    @TempDir
    Path folder;

    static byte[] wav(int rate, int channels, int seconds, double hertz) {
        short[] pcm = new short[rate * seconds];
        new ToneGenerator(rate, -10, hertz).read(pcm, 0, pcm.length);
        ByteBuffer out = ByteBuffer.allocate(44 + pcm.length * 2 * channels).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(out.capacity() - 8);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels);
        out.putInt(rate)
                .putInt(rate * 2 * channels)
                .putShort((short) (2 * channels))
                .putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length * 2 * channels);
        for (short sample : pcm) {
            for (int channel = 0; channel < channels; channel++) {
                out.putShort(sample);
            }
        }
        return out.array();
    }

    private Outcome<AudioInput> file(byte[] content) throws IOException {
        Path file = Files.createTempFile(folder, "sound", ".wav");
        Files.write(file, content);
        return AudioInput.file(file);
    }

    private static byte[] changed(byte[] wav, Consumer<ByteBuffer> change) {
        byte[] copy = wav.clone();
        change.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        return copy;
    }

    private static AudioInput granted(Outcome<AudioInput> outcome) {
        return outcome.fold(input -> input, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static Outcome<AudioInput> named(String text) {
        return AudioInput.named(text, () -> {
            throw new AssertionError("no microphone was asked for");
        });
    }

    private static ReasonCode refused(Outcome<?> outcome) {
        return outcome.fold(
                granted -> {
                    throw new AssertionError("granted");
                },
                refusal -> {
                    assertThat(refusal.detail()).isNotBlank();
                    return refusal.reason();
                });
    }

    private static Heard heard(AudioInput input, int rate, int samples) {
        try (AudioSource source = input.open(rate)) {
            short[] pcm = new short[samples];
            for (int at = 0; at < samples; at += 160) {
                source.read(pcm, at, Math.min(160, samples - at));
            }
            return ToneAnalyser.analyse(pcm, 0, samples, rate);
        }
    }

    @ParameterizedTest(name = "{0} Hz, {1} channels")
    @CsvSource({
        "8000,1", "8000,2", "16000,1", "22050,1", "32000,2", "44100,1", "44100,2", "48000,1", "48000,2", "96000,1"
    })
    void any_usual_file_is_played_at_the_rate_of_the_codec(int rate, int channels) throws IOException {
        Heard heard = heard(granted(file(wav(rate, channels, 1, 440))), 8000, 7500);
        assertThat(heard.toneHz().orElseThrow()).isCloseTo(440, within(0.3));
        assertThat(heard.snrDb().orElseThrow()).isGreaterThan(45);
        assertThat(heard.rmsDbfs()).isCloseTo(-13.0, within(0.1));
    }

    @Test
    void a_clip_knows_its_samples_and_ends_in_silence() throws IOException {
        Path file = folder.resolve("short.wav");
        Files.write(file, wav(8000, 1, 1, 440));
        WavClip clip = WavClip.read(file).fold(read -> read, refusal -> null);
        assertThat(clip.sampleRate()).isEqualTo(8000);
        assertThat(clip.samples()).hasSize(8000);
        AudioSource source = clip.open(8000);
        short[] pcm = new short[9000];
        source.read(pcm, 0, 9000);
        assertThat(Arrays.copyOf(pcm, 8000)).isEqualTo(clip.samples());
        assertThat(Arrays.copyOfRange(pcm, 8000, 9000)).containsOnly((short) 0);
        source.read(pcm, 0, 9000);
        assertThat(pcm).containsOnly((short) 0);
    }

    @Test
    void two_channels_are_mixed() throws IOException {
        byte[] stereo = wav(8000, 2, 1, 440);
        ByteBuffer pcm = ByteBuffer.wrap(stereo).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 44; at < stereo.length; at += 4) {
            pcm.putShort(at, (short) 1000).putShort(at + 2, (short) -3000);
        }
        short[] mixed = new short[8000];
        granted(file(stereo)).open(8000).read(mixed, 0, 8000);
        assertThat(mixed).containsOnly((short) -1000);
    }

    @Test
    void other_chunks_are_skipped() throws IOException {
        byte[] plain = wav(8000, 1, 1, 440);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 12);
        out.write(new byte[] {'L', 'I', 'S', 'T', 5, 0, 0, 0, 1, 2, 3, 4, 5, 0});
        out.write(plain, 12, plain.length - 12);
        assertThat(heard(granted(file(out.toByteArray())), 8000, 8000).tone(440, 60))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 0x7FFF_F000, 0x7FFF_FFFF})
    void a_length_that_a_pipe_could_not_know_means_to_the_end(int length) throws IOException {
        byte[] piped =
                changed(wav(22_050, 1, 1, 440), wav -> wav.putInt(40, length).putInt(4, length));
        assertThat(heard(granted(file(piped)), 8000, 7500).tone(440, 45)).isTrue();
    }

    @Test
    void the_extensible_format_of_linear_pcm_is_played_and_any_other_is_not() throws IOException {
        byte[] plain = wav(8000, 1, 1, 440);
        byte[] extensible = new byte[plain.length + 24];
        System.arraycopy(plain, 0, extensible, 0, 36);
        System.arraycopy(plain, 36, extensible, 60, plain.length - 36);
        ByteBuffer header = ByteBuffer.wrap(extensible).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(16, 40).putShort(20, (short) 0xFFFE).putShort(44, (short) 1);
        assertThat(heard(granted(file(extensible)), 8000, 8000).tone(440, 60)).isTrue();
        header.putShort(44, (short) 3);
        assertThat(refused(file(extensible))).isEqualTo(MediaReason.DEV_03);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "RIFF, 0, 0x58", "WAVE, 8, 0x58", "encoding, 20, 3", "three channels, 22, 3", "no channel, 22, 0",
        "8 bits, 34, 8", "block of three, 32, 3", "data too long, 42, 0x7F", "no data chunk, 36, 0x58",
                "short fmt, 16, 15",
        "long fmt, 17, 1",
    })
    void DEV_03_one_octet_away_from_a_good_file(String what, int at, String octet) throws IOException {
        byte[] good = wav(8000, 1, 1, 440);
        granted(file(good));
        byte[] bad =
                changed(good, wav -> wav.put(at, (byte) Integer.decode(octet).intValue()));
        assertThat(refused(file(bad))).as(what).isEqualTo(MediaReason.DEV_03);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3999, 7999, 192_001, 11_027, Integer.MAX_VALUE, -8000})
    void DEV_03_rates_that_no_filter_is_for(int rate) throws IOException {
        assertThat(refused(file(changed(wav(8000, 1, 1, 440), wav -> wav.putInt(24, rate)))))
                .isEqualTo(MediaReason.DEV_03);
    }

    @Test
    void DEV_03_files_that_end_too_early_or_hold_nothing() throws IOException {
        byte[] good = wav(8000, 1, 1, 440);
        for (int length : new int[] {0, 4, 11, 12, 19, 30, 36, 43, 100}) {
            assertThat(refused(file(Arrays.copyOf(good, length)))).isEqualTo(MediaReason.DEV_03);
        }
        assertThat(refused(file(changed(Arrays.copyOf(good, 44), wav -> wav.putInt(40, 0)))))
                .isEqualTo(MediaReason.DEV_03);
    }

    @Test
    void DEV_03_longer_than_an_hour_and_data_before_its_format() throws IOException {
        byte[] good = wav(8000, 1, 1, 440);
        assertThat(refused(file(changed(good, wav -> wav.putInt(40, 3600 * 16_000 + 2)))))
                .isEqualTo(MediaReason.DEV_03);
        byte[] early = new byte[20];
        System.arraycopy(good, 0, early, 0, 12);
        System.arraycopy(good, 36, early, 12, 8);
        assertThat(refused(file(early))).isEqualTo(MediaReason.DEV_03);
    }

    @Test
    void DEV_03_chunks_without_end() throws IOException {
        byte[] good = wav(8000, 1, 1, 440);
        byte[] endless = new byte[12 + 8 * 2000];
        System.arraycopy(good, 0, endless, 0, 12);
        assertThat(refused(file(endless))).isEqualTo(MediaReason.DEV_03);
    }

    @Test
    void DEV_02_missing_and_unreadable_files() {
        assertThat(refused(named(folder.resolve("none.wav").toString()))).isEqualTo(MediaReason.DEV_02);
        assertThat(refused(AudioInput.file(folder))).isEqualTo(MediaReason.DEV_02);
        assertThat(refused(named("no\0name"))).isEqualTo(MediaReason.DEV_02);
    }

    @Test
    void a_mutated_file_is_refused_or_played_and_never_throws() throws IOException {
        byte[] good = wav(16_000, 2, 1, 440);
        Path file = folder.resolve("mutant.wav");
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] mutant = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(200) : 2000);
            for (int i = 0; i < 1 + random.nextInt(4) && mutant.length > 0; i++) {
                mutant[random.nextInt(Math.min(64, mutant.length))] = (byte) random.nextInt();
            }
            Files.write(file, mutant);
            AudioInput.file(file).fold(input -> input.open(8000), refusal -> refusal);
        }
    }

    @Test
    void tones_silence_and_devices_by_name() {
        assertThat(heard(granted(named("tone:440")), 8000, 8000).tone(440, 60)).isTrue();
        assertThat(heard(granted(named("tone:1004.5")), 8000, 8000).tone(1004.5, 60))
                .isTrue();
        assertThat(heard(granted(named("tone:350+440")), 8000, 8000).rmsDbfs()).isCloseTo(-10.0, within(0.1));
        assertThat(heard(granted(named("silence")), 8000, 800).rmsDbfs()).isEqualTo(Heard.SILENCE_DBFS);
        assertThat(refused(AudioInput.named(
                        "mic", () -> SoundDevices.none().microphone(Optional.empty(), new FakeCards()))))
                .isEqualTo(MediaReason.DEV_07);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tone:", "tone:x", "tone:19", "tone:3901", "tone:440+", "tone:-440", "tone:1e3", "tone:99999"})
    void DEV_06_what_is_no_tone(String text) {
        assertThat(refused(named(text))).isEqualTo(MediaReason.DEV_06);
    }

    @Test
    void the_output_that_discards_takes_anything() {
        try (AudioOutput output = AudioOutput.discard();
                AudioSink sink = output.open(8000)) {
            sink.write(new short[160], 0, 160);
        }
    }
}
