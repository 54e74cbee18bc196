package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Nearest;
import org.sealphone.ua.report.UaReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code explain}: what a reason code means, why there is such a rule, and what to do. */
@Command(
        name = "explain",
        header = "Explain a reason code: what it means, why the rule exists, what to do.",
        description = {"  sealphone explain SDES-11", "  sealphone explain"})
final class ExplainCommand extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "CODE", description = "A code; without one all are listed.")
    private @Nullable String code;

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Every code of every module, in order. A rule that two modules apply has two meanings beneath one code. */
    static Map<String, List<ReasonCode>> all() {
        List<ReasonCode> every = new ArrayList<>();
        Collections.addAll(every, CryptoReason.values());
        Collections.addAll(every, MediaReason.values());
        Collections.addAll(every, UaReason.values());
        Collections.addAll(every, CliReason.values());
        Map<String, List<ReasonCode>> byCode = new TreeMap<>();
        every.forEach(reason ->
                byCode.computeIfAbsent(reason.code(), key -> new ArrayList<>()).add(reason));
        return byCode;
    }

    @Override
    List<String> meaningless() {
        List<String> useless = new ArrayList<>();
        output().timeout().ifPresent(given -> useless.add("explain --timeout: it asks nobody"));
        output().pcap().ifPresent(given -> useless.add("explain --pcap: it puts nothing on a wire"));
        return useless;
    }

    @Override
    Report run(Talk talk) {
        Map<String, List<ReasonCode>> all = all();
        String wanted = code;
        if (wanted == null) {
            return Report.builder(name()).explained(flat(all)).build();
        }
        List<ReasonCode> found = all.get(wanted.toUpperCase(Locale.ROOT));
        if (found == null) {
            Refusal unknown = new Refusal(CliReason.CLI_30, "'" + wanted + "'" + Nearest.hint(wanted, all.keySet()));
            return Report.bare(name(), ExitCode.USAGE, List.of(unknown));
        }
        return Report.builder(name()).explained(found).build();
    }

    private static List<ReasonCode> flat(Map<String, List<ReasonCode>> all) {
        return all.values().stream().flatMap(List::stream).toList();
    }
}
