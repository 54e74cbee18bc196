package org.sealphone.tui.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import picocli.CommandLine.Mixin;

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

    @Mixin
    private OpusOptions opus = new OpusOptions();

    DemoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    OptionalInt elsewhere() {
        return surroundings().ownProcess() ? launcher.again() : OptionalInt.empty();
    }

    @Override
    Report run(Talk talk) {
        return opus.ready(List.of()).fold(codecs -> play(talk), this::refused);
    }

    private Report play(Talk talk) {
        Stage stage = launcher.current().orElse(Stage.LOOPBACK);
        EventTalk eventTalk = new EventTalk(talk);
        Demo.Audience audience = new Demo.Audience(
                capture().isPresent() ? capture().get() : WireTap.none(),
                talk::message,
                eventTalk::steps,
                words -> talk.say(Instant.now(), words));
        CompletableFuture<DemoReport> played = new CompletableFuture<>();
        CompletableFuture<Void> stop = interrupt().wish();
        Thread player = new Thread(
                () -> {
                    try {
                        played.complete(Demo.play(stage, TALK, audience, stop));
                    } catch (IOException | RuntimeException failure) {
                        played.completeExceptionally(failure);
                    }
                },
                "demo");
        player.setDaemon(true);
        player.start();
        Report late =
                Report.bare(name(), ExitCode.UNREACHABLE, List.of(new Refusal(CliReason.CLI_23, "the whole demo")));
        Report report = played.handle(
                        (shown, failure) -> failure == null ? DemoFacts.report(name(), shown) : failed(failure))
                .completeOnTimeout(late, output().timeout().orElse(LONGEST).toMillis(), TimeUnit.MILLISECONDS)
                .join();
        stop.complete(null);
        return orInterrupted(report);
    }

    private Report failed(Throwable failure) {
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
        return Report.bare(
                name(), ExitCode.LOCAL, List.of(new Refusal(CliReason.CLI_44, String.valueOf(failure.getMessage()))));
    }

    private Report orInterrupted(Report report) {
        return interrupt().fired() && !interrupt().isBroken()
                ? report.with(ExitCode.INTERRUPTED, List.of(new Refusal(CliReason.CLI_24, "")))
                : report;
    }
}
