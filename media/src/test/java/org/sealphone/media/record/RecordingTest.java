package org.sealphone.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.audio.WavClip;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.tone.ToneGenerator;

class RecordingTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Refusal> ended = new LinkedBlockingQueue<>();

    private AudioOutput granted(Path file) {
        return Recording.to(file, Sides.HEARD, ended::add).fold(output -> output, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static WavClip read(Path file) {
        return WavClip.read(file).fold(read -> read, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static short[] tone(int samples) {
        short[] pcm = new short[samples];
        new ToneGenerator(8000, -10, 440).read(pcm, 0, samples);
        return pcm;
    }

    @Test
    void what_is_written_can_be_played_again() {
        Path file = folder.resolve("call.wav");
        short[] pcm = tone(24_000);
        try (AudioSink sink = granted(file).open(8000)) {
            for (int at = 0; at < pcm.length; at += 160) {
                sink.write(pcm, at, 160);
            }
        }
        WavClip clip = read(file);
        assertThat(clip.sampleRate()).isEqualTo(8000);
        assertThat(clip.samples()).isEqualTo(pcm);
        assertThat(file).hasSize(44 + 48_000);
        assertThat(ended).isEmpty();
    }

    private Path both(BiConsumer<AudioSink, AudioSink> call) {
        Path file = folder.resolve("both.wav");
        AudioOutput output = Recording.to(file, Sides.BOTH, ended::add).fold(granted -> granted, refusal -> {
            throw new AssertionError(refusal.text());
        });
        AudioSink heard = output.open(8000);
        AudioSink said = output.openSpoken(8000).orElseThrow();
        call.accept(heard, said);
        said.close();
        heard.close();
        return file;
    }

    /** The samples of one channel. */
    private static short[] channel(Path file, int number) {
        try {
            byte[] octets = Files.readAllBytes(file);
            ByteBuffer frames = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(frames.getShort(22)).isEqualTo((short) 2);
            assertThat(frames.getInt(40)).isEqualTo(octets.length - 44);
            short[] samples = new short[(octets.length - 44) / 4];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = frames.getShort(44 + 4 * i + 2 * number);
            }
            return samples;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void both_sides_are_heard_apart_whatever_the_pieces_they_come_in() {
        short[] voice = tone(8000);
        short[] loud = voice.clone();
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) (voice[i] / 2);
        }
        Path file = both((heard, said) -> {
            for (int at = 0; at < 8000; at += 160) {
                said.write(loud, at, 160);
                for (int piece = 0; piece < 160; piece += 40) {
                    heard.write(voice, at + piece, 40);
                }
            }
        });
        assertThat(channel(file, 0)).isEqualTo(voice);
        assertThat(channel(file, 1)).isEqualTo(loud);
        assertThat(read(file).sampleRate()).isEqualTo(8000);
        assertThat(ended).isEmpty();
    }

    @Test
    void a_side_that_falls_behind_is_silent_and_stops_nobody() {
        short[] voice = tone(24_000);
        Path file = both((heard, said) -> {
            said.write(voice, 0, 1600);
            heard.write(voice, 0, 24_000);
            said.write(voice, 0, 800);
        });
        assertThat(channel(file, 0)).isEqualTo(voice);
        short[] right = channel(file, 1);
        assertThat(Arrays.copyOf(right, 1600)).isEqualTo(Arrays.copyOf(voice, 1600));
        assertThat(Arrays.copyOfRange(right, 1600, 22_400)).containsOnly((short) 0);
        assertThat(Arrays.copyOfRange(right, 22_400, 23_200)).isEqualTo(Arrays.copyOf(voice, 800));
        assertThat(Arrays.copyOfRange(right, 23_200, 24_000)).containsOnly((short) 0);
    }

    @Test
    void what_is_said_alone_is_kept_as_long_as_anything_is_heard() {
        short[] voice = tone(8000);
        Path file = both((heard, said) -> {
            said.write(voice, 0, 8000);
            heard.write(new short[6400], 0, 6400);
        });
        short[] left = channel(file, 0);
        assertThat(left).containsOnly((short) 0);
        assertThat(Arrays.copyOf(channel(file, 1), 6400)).isEqualTo(Arrays.copyOf(voice, 6400));
    }

    @Test
    void only_its_owner_can_read_it_even_where_an_open_file_stood() throws IOException {
        Path file = folder.resolve("call.wav");
        Files.writeString(file, "what was here before, longer than a header: ".repeat(10));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        granted(file).open(8000).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasSize(44);
    }

    @Test
    void a_recording_that_no_call_came_to_leaves_nothing() {
        Path file = folder.resolve("call.wav");
        AudioOutput output = granted(file);
        assertThat(file).exists();
        output.close();
        output.close();
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> output.open(8000)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void DEV_04_places_that_cannot_be_written() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.wav"), folder.resolve("elsewhere.wav"));
        for (Path file : List.of(folder, folder.resolve("none/call.wav"), link)) {
            Outcome<AudioOutput> outcome = Recording.to(file, Sides.HEARD, ended::add);
            Refusal refusal = outcome.fold(output -> null, refused -> refused);
            assertThat(refusal.reason()).isEqualTo(MediaReason.DEV_04);
            assertThat(refusal.detail()).contains(folder.toString());
        }
        assertThat(folder.resolve("elsewhere.wav")).doesNotExist();
    }

    @Test
    void DEV_05_a_full_disk_ends_the_recording_and_nothing_else() throws Exception {
        Path full = Path.of("/dev/full");
        AudioOutput output = granted(full);
        AudioSink sink = output.open(8000);
        short[] pcm = tone(160);
        for (int i = 0; i < 100; i++) {
            sink.write(pcm, 0, 160);
        }
        Refusal refusal = ended.poll(10, TimeUnit.SECONDS);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(MediaReason.DEV_05);
        assertThat(refusal.detail()).contains("after 0 s");
        sink.write(pcm, 0, 160);
        sink.close();
        assertThat(ended).isEmpty();
        assertThat(full).exists();
    }

    @Test
    void a_device_is_written_to_and_left_where_it_is() {
        Path device = Path.of("/dev/null");
        AudioOutput output = granted(device);
        output.close();
        try (AudioSink sink = granted(device).open(8000)) {
            sink.write(tone(160), 0, 160);
        }
        assertThat(device).exists();
        assertThat(ended).isEmpty();
    }

    @Test
    void a_call_never_waits_for_the_disk_what_does_not_fit_is_dropped() throws IOException {
        Path file = folder.resolve("slow.wav");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WavWriter writer = new WavWriter(channel, 8000, 1, ended::add);
        short[] pcm = tone(8000);
        for (int second = 0; second < 7; second++) {
            writer.write(pcm, 0, 8000);
        }
        assertThat(writer.dropped()).isEqualTo(2 * 8000);
        writer.start().close();
        writer.write(pcm, 0, 8000);
        assertThat(writer.dropped()).isEqualTo(3 * 8000);
        int recorded = WavClip.read(file).<Integer>fold(clip -> clip.samples().length, refusal -> -1);
        assertThat(recorded).isEqualTo(5 * 8000);
    }

    @Test
    void a_disk_that_fails_in_the_middle_is_reported_once() throws Exception {
        Path file = folder.resolve("gone.wav");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WavWriter writer = new WavWriter(channel, 8000, 1, ended::add).start();
        writer.write(tone(160), 0, 160);
        channel.close();
        for (int i = 0; i < 10; i++) {
            writer.write(tone(160), 0, 160);
        }
        writer.close();
        List<Refusal> all = new ArrayList<>();
        ended.drainTo(all);
        assertThat(all).hasSize(1);
    }

    @Test
    void an_interrupted_close_keeps_the_interrupt() {
        AudioSink sink = granted(folder.resolve("interrupted.wav")).open(8000);
        Thread.currentThread().interrupt();
        sink.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Arrays.asList(ended.toArray())).isEmpty();
        sink.close();
    }
}
