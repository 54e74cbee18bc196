package org.sealphone.tui.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.harness.trunk.SdpPassage;
import org.sealphone.tui.config.CliReason;

/**
 * {@code trunk --keys}: what decrypts a capture of this trunk. TLS secrets in the NSS key log format that Wireshark reads, SDES keys in
 * comment lines between them. Every line is a secret, which is why the file has mode 0600 and the command has to be told to write it.
 * Thread: the trunk's loop.
 */
final class KeyFile implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private final Consumer<Refusal> ended;
    private boolean failed;

    KeyFile(Path file, OutputStream out, Consumer<Refusal> ended) {
        this.file = file;
        this.out = out;
        this.ended = ended;
    }

    void tls(String line) {
        write(line);
    }

    void sdp(SdpPassage passage) {
        for (String line : passage.sdp().split("\r?\n", -1)) {
            if (line.startsWith("a=crypto:")) {
                write("# SDES " + passage.callId() + " " + passage.from() + " to " + passage.to() + " "
                        + (passage.offer() ? "offer" : "answer") + " " + line);
            }
        }
    }

    private synchronized void write(String line) {
        if (failed) {
            return;
        }
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            failed = true;
            ended.accept(new Refusal(CliReason.CLI_11, file + ": " + full.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException full) {
            ended.accept(new Refusal(CliReason.CLI_11, file + ": " + full.getMessage()));
        }
    }
}
