package org.sealphone.tui.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.harness.demo.Demo;
import org.sealphone.harness.demo.DemoReport;
import org.sealphone.harness.stage.Stage;
import org.sealphone.harness.stage.StageLauncher;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import picocli.CommandLine.Command;

/**
 * {@code demo}: two phones and a trunk on this machine, one sealed call, and a witness. Where the machine permits it, the program starts
 * itself again in a network namespace of its own and this process only lends its streams and passes on the exit code.
 */
@Command(
        name = "demo",
        header = "See a sealed call on this machine, watched from outside. Nothing to configure.",
        description = {"  sealphone demo", "  sealphone demo -o json", "  sealphone demo -v --pcap demo.pcap"})
final class DemoCommand extends Verb {
    private static final Duration TALK = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final StageLauncher launcher = new StageLauncher();

    DemoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    OptionalInt elsewhere() {
        if (launcher.current().isPresent() || !surroundings().ownProcess()) {
            return OptionalInt.empty();
        }
        Stage best = launcher.best();
        try {
            return best.captures()
                    ? OptionalInt.of(launcher.run(best, StageLauncher.ownCommandLine()))
                    : OptionalInt.empty();
        } catch (IOException cannot) {
            // The namespace was there a moment ago and is not now: the relays are a stage that always is.
            return OptionalInt.empty();
        }
    }

    @Override
    Report run(Talk talk) {
        Stage stage = launcher.current().orElse(Stage.LOOPBACK);
        WireTap tap = capture().isPresent() ? capture().get() : WireTap.none();
        CompletableFuture<DemoReport> played = new CompletableFuture<>();
        Thread player = new Thread(
                () -> {
                    try {
                        played.complete(Demo.play(
                                stage, TALK, tap, interrupt().wish(), words -> talk.say(Instant.now(), words)));
                    } catch (IOException | RuntimeException failure) {
                        played.completeExceptionally(failure);
                    }
                },
                "demo");
        player.setDaemon(true);
        player.start();
        return played.handle((report, failure) -> failure == null ? DemoFacts.report(name(), report) : failed(failure))
                .orTimeout(LONGEST.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .thenApply(this::orInterrupted)
                .join();
    }

    private Report failed(Throwable failure) {
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
        return Report.bare(
                name(), ExitCode.LOCAL, List.of(new Refusal(CliReason.CLI_44, String.valueOf(failure.getMessage()))));
    }

    private Report orInterrupted(Report report) {
        return interrupt().fired()
                ? report.with(ExitCode.INTERRUPTED, List.of(new Refusal(CliReason.CLI_24, "")))
                : report;
    }
}
