package org.sealphone.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Debian's baresip with a microphone and a loudspeaker, registered at a trunk of this machine, for calls in PCMU under SRTP. */
final class BaresipAtCards implements AutoCloseable {
    private final String name;
    private final Path log;
    private final Process process;

    private BaresipAtCards(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Registered when this returns.
     *
     * @param delay its jitter buffer's, in frames of 20 ms: the smallest and the largest, as its configuration takes them
     */
    static BaresipAtCards start(
            Path parent, String name, String trunk, String password, String delay, Map<String, String> cards)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("baresip-" + name + "-" + delay));
        Files.writeString(
                folder.resolve("config"),
                String.join(
                        "\n",
                        "poll_method epoll",
                        "sip_trans_def tls",
                        "sip_cafile " + parent.resolve("ca.crt"),
                        "audio_player alsa,default",
                        "audio_source alsa,default",
                        "audio_alert alsa,default",
                        "jitter_buffer_delay " + delay,
                        "rtcp_mux yes",
                        "module_path /usr/lib/baresip/modules",
                        "module stdio.so",
                        "module g711.so",
                        "module alsa.so",
                        "module srtp.so",
                        "module_tmp uuid.so",
                        "module_tmp account.so",
                        "module_app menu.so",
                        ""));
        Files.writeString(
                folder.resolve("accounts"),
                "<sip:" + name + "@" + KamailioServer.DOMAIN + ";transport=tls>;auth_pass=" + password
                        + ";outbound=\"sip:" + trunk + ";transport=tls\";mediaenc=srtp-mand;answermode=auto"
                        + ";audio_codecs=PCMU/8000/1;regint=600\n");
        Files.writeString(folder.resolve("contacts"), "");
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder("baresip", "-4", "-f", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(cards);
        BaresipAtCards phone = new BaresipAtCards(name, log, builder.start());
        try {
            phone.says("registered successfully");
            return phone;
        } catch (IOException | InterruptedException failed) {
            phone.close();
            throw failed;
        }
    }

    void dials(String other) throws IOException, InterruptedException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(("/dial sip:" + other + "@" + KamailioServer.DOMAIN + "\n").getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
        says("Call established");
    }

    void says(String words) throws IOException, InterruptedException {
        Waiting.until(
                name + "'s baresip says " + words + ", in " + log,
                () -> Files.readString(log, StandardCharsets.ISO_8859_1).contains(words));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            throw new IOException(ended);
        }
    }
}
