package org.sealphone.tui.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.harness.prove.ProofReport;
import org.sealphone.harness.prove.Proving;
import org.sealphone.harness.prove.Soak;
import org.sealphone.harness.prove.Subject;
import org.sealphone.harness.prove.Tools;
import org.sealphone.harness.prove.Trial;
import org.sealphone.harness.prove.TrialResult;
import org.sealphone.harness.stage.Stage;
import org.sealphone.harness.stage.StageLauncher;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code prove}: a hostile trunk before a phone that is a process of its own, in a network namespace of its own. Where no namespace can be
 * had, or a witness is missing, it ends with 8: what nobody saw is not proved.
 */
@Command(
        name = "prove",
        header = "Show that nothing leaves in clear, whatever a trunk does: hostile scenarios, watched from outside.",
        description = {
            "  sealphone prove",
            "  sealphone prove -o html=proof.html -o junit=proof.xml --keep evidence",
            "  sealphone prove --scenario ADV-01 --scenario ADV-16 -o json",
            "  sealphone prove --full",
            "  sealphone prove --soak 1h",
            "  sealphone prove --subject 'phone --server {trunk} --user {user} ... {target}'"
        })
final class ProveCommand extends Verb {
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            description = "Play the scenarios of this rule only; may be given several times.")
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            converter = Parsing.Soak.class,
            description = {
                "In place of the scenarios: one phone for so long, a minute to an hour. Keys change, connections",
                "break, sequence numbers go round; every octet is accounted for, and its memory must not grow."
            })
    private @Nullable Duration soak;

    @Option(
            names = "--full",
            description = {
                "Take the time: each phone starts exactly as this program was started. Without it the virtual machine",
                "leaves its optimizing compiler out, which costs each start more than it gives to a call of seconds."
            })
    private boolean full;

    @Option(
            names = "--subject",
            paramLabel = "COMMAND",
            description = {
                "Another phone in the dock: a shell command that makes one call and ends.",
                "{trunk} {user} {password-file} {ca} {target} are filled in.",
                "With {phone} in it, it is one of this program, started in another way, and is held to all that",
                "this program promises: {phone} becomes the words of its command line."
            })
    private @Nullable String subject;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            converter = Parsing.FilePath.class,
            description = {
                "Keep capture and key log of each scenario that is not sealed, for Wireshark, in this folder.",
                "Who has both can read what was said in it (mode 0600)."
            })
    private @Nullable Path keep;

    @Spec
    private @Nullable CommandSpec own;

    private final StageLauncher launcher = new StageLauncher();

    ProveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> meaningless() {
        List<String> useless = new ArrayList<>();
        output().timeout().ifPresent(given -> useless.add("prove --timeout: each scenario has its own"));
        output().pcap().ifPresent(given -> useless.add("prove --pcap: this process sends nothing"));
        if (soak != null && !scenarios.isEmpty()) {
            useless.add("prove --soak with --scenario: it is a scenario of its own");
        }
        return useless;
    }

    @Override
    OptionalInt elsewhere() {
        return surroundings().ownProcess() && unknown().isEmpty() ? launcher.again() : OptionalInt.empty();
    }

    @Override
    Report run(Talk talk) {
        if (!unknown().isEmpty()) {
            return Report.bare(
                    name(),
                    ExitCode.USAGE,
                    List.of(new Refusal(
                            CliReason.CLI_46,
                            String.join(", ", unknown()) + "; there are "
                                    + String.join(", ", new TreeSet<>(known())))));
        }
        Optional<Stage> stage = launcher.current();
        if (stage.isEmpty()) {
            return cannot("no network namespace can be had here: run it as root, or permit user namespaces");
        }
        AtomicInteger over = new AtomicInteger();
        List<Trial> trials = asked();
        try {
            ProofReport proof = new Proving(
                            Tools.find(),
                            Optional.ofNullable(keep),
                            result -> {
                                talk.say(Instant.now(), line(result, over.incrementAndGet(), trials.size()));
                                result.figures().forEach(figure -> talk.say(Instant.now(), "  " + figure));
                            },
                            interrupt()::fired)
                    .play(inTheDock(), trials);
            return interrupted(ProveFacts.report(name(), stage.get(), proof));
        } catch (IOException cannot) {
            return interrupt().fired()
                    ? interrupted(Report.builder(name()).exit(ExitCode.INTERRUPTED))
                    : cannot(String.valueOf(cannot.getMessage()));
        }
    }

    private Report cannot(String why) {
        return Report.bare(name(), ExitCode.LOCAL, List.of(new Refusal(CliReason.CLI_44, why)));
    }

    private static String line(TrialResult result, int over, int all) {
        String verdict = ProveFacts.verdict(result);
        return String.format(Locale.ROOT, "%d of %d  %-7s %s", over, all, verdict, result.trial());
    }

    private List<String> unknown() {
        return scenarios.stream().filter(id -> !known().contains(id)).toList();
    }

    private static List<String> known() {
        return Trial.all().stream()
                .flatMap(trial -> Stream.of(trial.id(), trial.rule()))
                .toList();
    }

    private List<Trial> asked() {
        if (soak != null) {
            return List.of(Soak.trial(soak));
        }
        return Trial.all().stream()
                .filter(trial ->
                        scenarios.isEmpty() || scenarios.contains(trial.id()) || scenarios.contains(trial.rule()))
                .toList();
    }

    /** This program without its arguments is the phone, unless another is in the dock. */
    private Subject inTheDock() throws IOException {
        if (subject != null) {
            return Subject.of(subject);
        }
        CommandSpec spec = own;
        if (spec == null) {
            throw new IllegalStateException("the command line was not parsed");
        }
        int arguments =
                spec.root().commandLine().getParseResult().originalArgs().size();
        List<String> words = StageLauncher.ownCommandLine();
        List<String> program = new ArrayList<>(words.subList(0, words.size() - arguments));
        if (!full && soak == null) {
            program.add(1, QUICK_START);
        }
        return new Subject.Own(program);
    }
}
