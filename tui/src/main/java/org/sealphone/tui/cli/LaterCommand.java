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
    static final Map<String, String> VERBS = Map.of("audit", "grade a trunk against the security checklist");

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
