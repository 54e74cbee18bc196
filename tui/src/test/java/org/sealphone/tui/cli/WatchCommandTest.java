package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.DigitReport;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.UaSnapshot;

/** {@code watch}: a journal as it is drawn, compared with files that a person can look at; {@code -Dscreens.write=true} writes them anew. */
class WatchCommandTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "tui/src/test/resources/watch");

    @TempDir
    Path folder;

    private Path journal(String text) throws IOException {
        return Files.writeString(folder.resolve("two-calls.jsonl"), text);
    }

    private static String golden() throws IOException {
        return Files.readString(RESOURCES.resolve("two-calls.jsonl"));
    }

    private static void compare(String name, String drawn) throws IOException {
        Path file = RESOURCES.resolve(name);
        if (Boolean.getBoolean("screens.write")) {
            Files.writeString(file, drawn);
        }
        assertThat(drawn).isEqualTo(Files.readString(file));
    }

    private Bench.Ran watch(String... words) {
        List<String> all = new ArrayList<>(
                List.of("watch", folder.resolve("two-calls.jsonl").toString()));
        all.addAll(List.of(words));
        return Bench.run(all);
    }

    /** Without the name of the file, which lies elsewhere each time. */
    private static String drawn(Bench.Ran ran) {
        return ran.out().lines().skip(1).map(line -> line + "\n").reduce("", String::concat);
    }

    @Test
    void a_journal_looks_as_it_did() throws IOException {
        journal(golden());
        Bench.Ran ran = watch().exits(0);
        compare("two-calls.txt", drawn(ran));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).doesNotContain("\u001b", "\u202e");
        Bench.Ran ascii = watch("--ascii").exits(0);
        compare("two-calls-ascii.txt", drawn(ascii));
        assertThat(drawn(ascii)).matches("[\\x20-\\x7e\\n]*");
        assertThat(watch("-o", "json").exits(0).out()).contains("\"command\":\"watch\"", "\"text\":\"Journal ");
    }

    @Test
    void CLI_36_CLI_37_what_is_damaged_is_named_and_what_is_newer_is_counted() throws IOException {
        String newer = "{\"v\":1,\"type\":\"teleported\",\"at\":\"2026-11-23T12:00:00Z\"}\n";
        journal(newer + golden());
        watch().exits(0).says("CLI-37", "teleported (1)", "1 line of the unknown type teleported");
        journal(golden() + "{\"v\":1,\"ty");
        watch().exits(1)
                .says("[CLI-36]", "1 of 17: line 17", "line 17: it is no JSON", "#1 calls sips:echo@pbx.example");
    }

    @Test
    void CLI_38_CLI_13_what_holds_no_event_is_no_journal() throws IOException {
        journal("");
        watch().exits(8).says("[CLI-38]", "is empty");
        journal("2026-11-23T12:00:00Z  TALK   calling\n");
        watch().exits(8).says("[CLI-38]", "none of its 1 lines");
        Bench.run("watch", folder.resolve("none").toString()).exits(8).says("[CLI-13]");
        Bench.run("watch", folder.toString()).exits(8).says("[CLI-13]");
        Bench.run("watch").exits(2).says("FILE.jsonl");
    }

    @Test
    void CLI_15_speed_is_for_those_who_look() throws IOException {
        journal(golden());
        watch("--speed", "10x").exits(2).says("[CLI-15]", "whole at once");
        watch("--speed", "0").exits(2).says("0.1 to 1000");
        assertThat(WatchCommand.wait(Instant.EPOCH, Instant.EPOCH.plusSeconds(3), 10))
                .isEqualTo(Duration.ofMillis(300));
        assertThat(WatchCommand.wait(Instant.EPOCH, Instant.EPOCH.plusSeconds(3000), 10))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(WatchCommand.wait(Instant.EPOCH, Instant.EPOCH.minusSeconds(3), 10))
                .isZero();
    }

    @Test
    void on_a_terminal_it_ends_as_the_same_picture_and_an_interrupt_ends_it_at_once() throws IOException {
        String file = journal(golden()).toString();
        assertThat(onTerminal(new Interrupt(), 0, "watch", file, "--speed", "1000", "--color", "never"))
                .isEqualTo(watch().out());
        Interrupt fired = new Interrupt();
        fired.fire();
        assertThat(onTerminal(fired, 130, "watch", file, "--speed", "0.1", "--color", "never"))
                .contains("Journal")
                .doesNotContain("Calls:");
    }

    private static String onTerminal(Interrupt interrupt, int exit, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(),
                stream,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of("LANG", "C.UTF-8"),
                true,
                true,
                true,
                interrupt,
                RealPhone::open,
                SoundDevices.none(),
                false);
        assertThat(new Sealphone(around).execute(words)).isEqualTo(exit);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("privileged")
    void what_a_call_writes_is_known_to_the_last_line() throws IOException {
        try (Bench bench = Bench.open(folder)) {
            String written = Bench.run(
                            bench.as("alice", "call", "echo"), "--play", "tone:440", "--for", "300ms", "-o", "jsonl")
                    .exits(0)
                    .out();
            List<String> lines = new ArrayList<>();
            QualityLines.look(sounding(100), Instant.now(), lines::add);
            QualityLines.look(sounding(200), Instant.now(), lines::add);
            journal(written + String.join("\n", lines));
            watch().exits(0)
                    .says("sealed: opus in", "ends: ok", "call ended: ok", "How call #1 sounded", "MOS", "at least 4.2")
                    .saysNot("Not drawn", "CLI-36", "CLI-37");
        }
    }

    private static UaSnapshot sounding(long received) {
        CallSnapshot call = new CallSnapshot(
                new CallId(1),
                CallDirection.OUTGOING,
                CallState.ESTABLISHED,
                "sips:echo@pbx.example",
                "",
                Optional.of(SrtpSuite.AEAD_AES_256_GCM),
                Optional.of(Codec.OPUS),
                Hold.NONE,
                Optional.of(0L),
                Optional.of(media(received)));
        return new UaSnapshot(
                0,
                Optional.empty(),
                true,
                new RegistrationFacts(false, Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(call),
                List.of(),
                List.of());
    }

    private static MediaReport media(long received) {
        return new MediaReport(
                Codec.OPUS,
                SrtpSuite.AEAD_AES_256_GCM,
                received,
                received,
                1,
                0,
                0,
                0,
                0,
                5,
                5,
                received,
                6.0,
                OptionalDouble.empty(),
                OptionalDouble.of(4.2),
                OptionalDouble.empty(),
                new SendLateness(List.of(), 0),
                new DigitReport(Optional.empty(), 0, 0),
                Optional.empty());
    }
}
