package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sealphone.tui.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A verb of the contract that this build does not have yet: it is recognised, does nothing, and says so. */
@Command(header = "Not in this build yet.")
final class LaterCommand extends Verb {
    /** The verbs, with what they will do. */
    static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("test", "a declarative plan of calls with one report"),
            Map.entry("watch", "replay a journal as ladder and graphs"),
            Map.entry("prove", "hostile trunk, capture and oracle: does a byte leave in clear?"),
            Map.entry("audit", "grade a trunk against the security checklist"),
            Map.entry("load", "many sealed calls at once"),
            Map.entry("doctor", "check this machine"),
            Map.entry("certs", "a development CA; show and pin certificates"),
            Map.entry("config", "the configuration"),
            Map.entry("completion", "shell completion"));

    @Unmatched
    private List<String> rest = new ArrayList<>();

    LaterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> notYet() {
        return List.of("the command " + name() + " (" + VERBS.getOrDefault(name(), "") + ")");
    }

    @Override
    Report run(Talk talk) {
        throw new IllegalStateException("never run, with " + rest.size() + " arguments");
    }
}
