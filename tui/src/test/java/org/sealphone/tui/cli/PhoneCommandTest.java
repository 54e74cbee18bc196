package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealphone.media.audio.SoundDevices;

class PhoneCommandTest {
    private final PipedOutputStream typing = new PipedOutputStream();
    private final Bench.Seen out = new Bench.Seen();

    private CompletableFuture<Integer> start(String... words) throws IOException {
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings around = new Surroundings(
                new PipedInputStream(typing),
                said,
                said,
                Map.of("LANG", "C.UTF-8"),
                false,
                false,
                false,
                new Interrupt(),
                RealPhone::open,
                SoundDevices.none(),
                false);
        return CompletableFuture.supplyAsync(() -> new Sealphone(around).execute(words), work -> {
            Thread thread = new Thread(work, "phone");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void type(String words) throws IOException {
        typing.write((words + "\n").getBytes(StandardCharsets.UTF_8));
        typing.flush();
    }

    /** The first minute of a person who has just cloned it. */
    @Test
    void without_an_account_echo_is_called_over_the_trunk_that_is_built_in() throws IOException {
        CompletableFuture<Integer> code = start("--line");
        out.await("Enter: try the trunk that is built in", code);
        type("");
        out.await("registered for", code);
        type("d echo");
        out.await("keys agreed", code);
        type("12");
        type("b");
        out.await("over, by local: ok", code);
        type("q");
        assertThat(code.orTimeout(60, TimeUnit.SECONDS).join())
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("unregistered").doesNotContain("\u001b");
        Secrets.absent(out.toString(), List.of());
    }

    @Test
    void what_a_person_has_no_use_for_is_refused() throws IOException {
        assertThat(start("phone", "-o", "json").join()).isEqualTo(2);
        assertThat(out.toString()).contains("it is for a person");
    }

    @Test
    void two_sounds_at_once_are_refused() throws IOException {
        assertThat(start("phone", "--mic", "USB", "--play", "silence").join()).isEqualTo(2);
        assertThat(out.toString()).contains("--mic");
    }
}
