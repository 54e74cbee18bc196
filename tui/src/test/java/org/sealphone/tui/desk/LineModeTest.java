package org.sealphone.tui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.tui.book.Book;

class LineModeTest {
    @Test
    void a_line_is_a_key_and_its_end_is_the_end() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Desk desk = new Desk(
                () -> Instant.parse("2026-11-27T10:00:00Z"),
                ZoneOffset.UTC,
                (account, listener, trace) -> {
                    throw new AssertionError("no account, no line");
                },
                () -> {
                    throw new AssertionError("nobody asked for a trunk");
                },
                Book.forgetful(),
                CompletableFuture.completedFuture(
                        SoundPath.playing(SoundDevices.none(), AudioInput.silence(), "silence", Optional.empty())))) {
            new LineMode(desk, new PrintStream(out, true, StandardCharsets.UTF_8))
                    .run(
                            new ByteArrayInputStream("?\nx\n".getBytes(StandardCharsets.UTF_8)),
                            new CompletableFuture<>());
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "A line is a key",
                        "[NOT CONNECTED]",
                        "Enter: Try. start the trunk that is built in",
                        "q: Quit. hang up, unregister, leave.")
                .doesNotContain("\u001b");
    }
}
