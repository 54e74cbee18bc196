package org.sealphone.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Debian's baresip as bob: plays a tone, writes what it hears to a WAV file, insists on SRTP, and is driven by the keys of its own console.
 */
final class BaresipPhone {
    static final int TONE_HZ = 1000;

    private final Path folder;
    private final Path log;
    private final Process process;
    private final OutputStream keyboard;

    private BaresipPhone(Path folder, Path log, Process process) {
        this.folder = folder;
        this.log = log;
        this.process = process;
        this.keyboard = process.getOutputStream();
    }

    /** What it needs to know of a codec. */
    enum Sound {
        PCMU("PCMU/8000/1", 8000, 1),
        PCMA("PCMA/8000/1", 8000, 1),
        OPUS("opus/48000/2", 48_000, 2);

        private final String codec;
        private final int rate;
        private final int channels;

        Sound(String codec, int rate, int channels) {
            this.codec = codec;
            this.rate = rate;
            this.channels = channels;
        }
    }

    /** How it takes a call: at once, or by agreeing on keys with a 183 before somebody presses the key for it. */
    enum Manner {
        AUTO,
        EARLY
    }

    /** Registered when this returns. */
    static BaresipPhone start(PeerNamespace peers, Path parent, Sound sound, Manner manner, String password)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("baresip"));
        Path tone = folder.resolve("tone.wav");
        PeerNamespace.run(
                "sox",
                "-n",
                "-r",
                Integer.toString(sound.rate),
                "-c",
                Integer.toString(sound.channels),
                "-b",
                "16",
                tone.toString(),
                "synth",
                "120",
                "sine",
                Integer.toString(TONE_HZ),
                "vol",
                "0.3");
        Files.writeString(folder.resolve("config"), config(sound, tone, parent, folder));
        Files.writeString(
                folder.resolve("accounts"),
                "<sip:bob@" + KamailioServer.DOMAIN + ";transport=tls>;auth_pass=" + password + ";outbound=\"sip:"
                        + PeerNamespace.PEER + ":" + KamailioServer.PORT
                        + ";transport=tls\";mediaenc=srtp-mand;answermode="
                        + manner.name().toLowerCase(Locale.ROOT) + ";audio_codecs=" + sound.codec
                        + ";regint=600\n");
        Files.writeString(folder.resolve("contacts"), "");
        Path log = parent.resolve("baresip.log");
        BaresipPhone phone = new BaresipPhone(folder, log, peers.start(log, "baresip", "-f", folder.toString()));
        phone.says("registered successfully");
        return phone;
    }

    private static String config(Sound sound, Path tone, Path parent, Path folder) {
        return String.join(
                "\n",
                "poll_method epoll",
                "sip_trans_def tls",
                "sip_cafile " + parent.resolve("ca.crt"),
                "call_max_calls 4",
                "audio_player aubridge,nil",
                "audio_source aufile," + tone,
                "audio_alert aubridge,nil",
                "ausrc_srate " + sound.rate,
                "auplay_srate " + sound.rate,
                "ausrc_channels " + sound.channels,
                "auplay_channels " + sound.channels,
                "ausrc_format s16",
                "auplay_format s16",
                "auenc_format s16",
                "audec_format s16",
                "rtcp_mux yes",
                "jitter_buffer_delay 5-10",
                "module_path /usr/lib/baresip/modules",
                "module stdio.so",
                "module g711.so",
                "module opus.so",
                "module aufile.so",
                "module aubridge.so",
                "module sndfile.so",
                "module srtp.so",
                "module_tmp uuid.so",
                "module_tmp account.so",
                "module_app menu.so",
                "snd_path " + folder,
                "");
    }

    /** Presses keys of its console. */
    void types(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
    }

    /** Runs a long command of its console, such as {@code hold}. */
    void command(String words) throws IOException {
        types("/" + words + "\n");
    }

    /** Waits until it has said this. */
    void says(String words) throws IOException, InterruptedException {
        Waiting.until("baresip says " + words + ", in " + log, () -> said().contains(words));
    }

    String said() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    /** Ends it, so that its recording is whole. */
    void quits() throws IOException, InterruptedException {
        types("q");
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /** The recordings of what it decoded, one for each call, in the order of their names. */
    List<Path> heard() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("dump-.*-dec\\.wav"))
                    .sorted()
                    .toList();
        }
    }
}
