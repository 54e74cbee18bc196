package org.sealphone.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's opus-tools, on a libopus of their own, hear of our packets what we hear of them, and we of theirs what they do. */
@Tag("privileged")
class OpusToolsOracleTest {
    private static final int FRAME = 960;
    private static final int FRAMES = 200;
    private static final int HEADER = 44;

    @TempDir
    Path folder;

    /** A buzz that swells and fades three times a second. */
    private static short[] sound() {
        short[] pcm = new short[FRAMES * FRAME];
        double low = 0;
        for (int i = 0; i < pcm.length; i++) {
            double loud = Math.max(0.1, Math.sin(2 * Math.PI * 3 * i / 48_000));
            low += ((i % 400) / 200.0 - 1 - low) * (0.05 + 0.2 * loud);
            pcm[i] = (short) (12_000 * loud * low);
        }
        return pcm;
    }

    @Test
    void theirs_hears_what_ours_sends() throws Exception {
        List<byte[]> packets = new ArrayList<>();
        byte[] room = new byte[1500];
        short[] pcm = sound();
        try (Encoder encoder = Codec.OPUS.newEncoder()) {
            for (int at = 0; at < pcm.length; at += FRAME) {
                packets.add(Arrays.copyOf(room, encoder.encode(pcm, at, FRAME, room, 0)));
            }
        }
        OggOpus ours = new OggOpus(312, packets);
        Path file = Files.write(folder.resolve("ours.opus"), ours.written());
        assertThat(signalToNoise(decodedByUs(ours), decodedByThem(file))).isGreaterThan(40);
    }

    @Test
    void ours_hears_what_theirs_sends() throws Exception {
        short[] pcm = sound();
        ByteBuffer raw = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asShortBuffer().put(pcm);
        Path input = Files.write(folder.resolve("sound.raw"), raw.array());
        Path file = folder.resolve("theirs.opus");
        run(
                "opusenc",
                "--quiet",
                "--raw",
                "--raw-rate",
                "48000",
                "--raw-chan",
                "1",
                "--bitrate",
                "64",
                input.toString(),
                file.toString());
        OggOpus theirs = OggOpus.read(Files.readAllBytes(file));
        assertThat(theirs.packets()).hasSizeGreaterThanOrEqualTo(FRAMES);
        assertThat(signalToNoise(decodedByUs(theirs), decodedByThem(file))).isGreaterThan(40);
    }

    private static short[] decodedByUs(OggOpus file) {
        short[] heard = new short[file.packets().size() * FRAME];
        int at = 0;
        try (Decoder decoder = Codec.OPUS.newDecoder()) {
            for (byte[] packet : file.packets()) {
                at += decoder.decode(packet, 0, packet.length, heard, at);
            }
        }
        return Arrays.copyOfRange(heard, file.preSkip(), at);
    }

    private short[] decodedByThem(Path file) throws Exception {
        Path wav = folder.resolve("heard.wav");
        run("opusdec", "--quiet", "--no-dither", "--rate", "48000", "--force-wav", file.toString(), wav.toString());
        byte[] octets = Files.readAllBytes(wav);
        short[] heard = new short[(octets.length - HEADER) / 2];
        ByteBuffer.wrap(octets, HEADER, 2 * heard.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(heard);
        return heard;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static double signalToNoise(short[] left, short[] right) {
        int length = Math.min(left.length, right.length);
        assertThat(length).isGreaterThan((FRAMES - 2) * FRAME);
        double signal = 0;
        double noise = 1;
        for (int i = 0; i < length; i++) {
            signal += (double) left[i] * left[i];
            noise += Math.pow(left[i] - right[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }
}
