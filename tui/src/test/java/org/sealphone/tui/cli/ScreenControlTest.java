package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.media.audio.SoundDevices;

/** A script drives the phone with its screens, by the same commands as the keys. */
class ScreenControlTest {
    @TempDir
    Path folder;

    private final PipedOutputStream silent = new PipedOutputStream();
    private final Bench.Seen out = new Bench.Seen();

    @Test
    @Tag("privileged")
    void a_script_calls_looks_mutes_and_leaves() throws IOException {
        Path file = folder.resolve("run/control");
        try (Bench bench = Bench.open(folder)) {
            CompletableFuture<Integer> phone =
                    start(bench.as("alice", "phone"), "--line", "--play", "silence", "--control", file.toString());
            out.await("registered for", phone);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            try (ControlScript script = new ControlScript(file)) {
                assertThat(script.told("status")).contains("\"registered\":true", "\"calls\":[]");
                assertThat(script.told("hang-up")).contains("\"ok\":true", "there is no call");
                assertThat(script.told("sing")).contains("\"ok\":false", "no such command");
                assertThat(script.told("dial")).contains("\"ok\":false");
                assertThat(script.told("type x")).contains("nothing is asked for");
                assertThat(script.told("dial echo")).contains("\"ok\":true");
                assertThat(script.heard("\"established\"")).contains("\"srtp_suite\":\"AEAD_AES_256_GCM\"");
                assertThat(script.told("mute")).contains("\"view\":\"call\"");
                assertThat(script.told("screen")).contains("echo@", "muted", "in call");
                assertThat(script.told("ladder")).contains("\"view\":\"ladder\"");
                assertThat(script.told("search")).contains("\"asked\":\"Search\"");
                assertThat(script.told("type REGISTER")).contains("\"asked\":null");
                assertThat(script.told("screen")).contains("with 'REGISTER'").doesNotContain("inline:");
                assertThat(script.told("hold")).contains("\"ok\":true");
                script.heard("\"hold\":\"local\"");
                assertThat(script.told("hangup")).contains("\"ok\":true");
                script.heard("\"call-ended\"");
                assertThat(script.told("quit")).contains("\"ok\":true");
            }
            assertThat(phone.orTimeout(60, TimeUnit.SECONDS).join())
                    .as(out.toString())
                    .isZero();
        }
    }

    /** Somebody sits before it who types nothing. */
    private CompletableFuture<Integer> start(List<String> words, String... more) throws IOException {
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings around = new Surroundings(
                new PipedInputStream(silent),
                said,
                said,
                Map.of("LANG", "C.UTF-8", "SIP_PASSWORD", Bench.SECRET),
                false,
                false,
                false,
                new Interrupt(),
                RealPhone::open,
                SoundDevices.none(),
                false);
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return CompletableFuture.supplyAsync(() -> new Sealphone(around).execute(all.toArray(String[]::new)), work -> {
            Thread thread = new Thread(work, "phone");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Test
    void CLI_25_a_place_that_cannot_be_had_ends_the_phone_before_its_screen() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "no socket");
        Bench.run(Map.of("LANG", "C.UTF-8"), "phone", "--line", "--control", file.toString())
                .exits(8)
                .says("CLI-25", "no socket");
        assertThat(Files.readString(file)).isEqualTo("no socket");
    }
}
