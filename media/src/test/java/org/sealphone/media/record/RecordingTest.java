package org.sealphone.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
        return Recording.to(file, ended::add).fold(output -> output, refusal -> {
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
        WavClip clip = WavClip.read(file).fold(read -> read, refusal -> {
            throw new AssertionError(refusal.text());
        });
        assertThat(clip.sampleRate()).isEqualTo(8000);
        assertThat(clip.samples()).isEqualTo(pcm);
        assertThat(file).hasSize(44 + 48_000);
        assertThat(ended).isEmpty();
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
            Outcome<AudioOutput> outcome = Recording.to(file, ended::add);
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
        WavWriter writer = new WavWriter(channel, 8000, ended::add);
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
        WavWriter writer = new WavWriter(channel, 8000, ended::add).start();
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
