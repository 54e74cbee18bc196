package org.sealphone.tui.cli;

import java.util.List;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.harness.demo.DemoParty;
import org.sealphone.harness.demo.DemoReport;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;

/** From what the demonstration showed to the groups of a report. Pure. */
final class DemoFacts {
    private DemoFacts() {}

    static Report report(String command, DemoReport demo) {
        DemoParty caller = demo.caller();
        Report.Builder report = Report.builder(command)
                .registration(Facts.registration(caller.registration()))
                .signalling(caller.signalling().map(Facts::signalling))
                .media(caller.call().flatMap(Facts::media))
                .heard(caller.call().flatMap(Facts::heard))
                .wire(both(caller, demo.callee()))
                .proof(proof(demo));
        caller.call().ifPresent(call -> report.call(Facts.call(call)));
        judge(report, demo);
        return report.build();
    }

    private static void judge(Report.Builder report, DemoReport demo) {
        if (demo.leaked()) {
            report.atLeast(ExitCode.LEAK);
            leaks(demo.verdict()).limit(3).forEach(leak -> report.reason(new Refusal(CliReason.CLI_40, leak)));
        }
        demo.disagreements().forEach(what -> add(report, CliReason.CLI_41, what));
        demo.failures().forEach(what -> add(report, CliReason.CLI_42, what));
        demo.verdict().shortcomings().forEach(what -> add(report, CliReason.CLI_43, what));
        demo.caller().call().map(call -> call.end()).filter(end -> !end.isOk()).ifPresent(end -> {
            report.atLeast(Facts.exit(end));
            end.reason().ifPresent(report::reason);
        });
    }

    private static void add(Report.Builder report, CliReason reason, String what) {
        report.atLeast(ExitCode.CHECK_FAILED);
        report.reason(new Refusal(reason, what));
    }

    private static Stream<String> leaks(Verdict verdict) {
        return Stream.concat(
                verdict.leaks().stream().map(leak -> leak + "\n" + leak.hexdump()),
                Stream.concat(
                        verdict.problems().stream(),
                        verdict.canary().forbidden().stream().map(name -> name + " was found inside TLS")));
    }

    private static Report.Proof proof(DemoReport demo) {
        Verdict verdict = demo.verdict();
        return new Report.Proof(
                demo.stage(),
                List.of(party(demo.caller()), party(demo.callee())),
                verdict.frames(),
                Facts.bytes(verdict::octets),
                verdict.canary().seenDecrypted(),
                verdict.canary().seenInClear(),
                verdict.controls().total(),
                verdict.controls().caught(),
                verdict.mediaFlows().stream().mapToLong(flow -> flow.packets()).sum(),
                List.of(),
                leaks(verdict).toList(),
                demo.notSeen(),
                demo.sealed(),
                demo.took().toMillis());
    }

    private static Report.Party party(DemoParty party) {
        return new Report.Party(
                party.name(),
                Facts.registration(party.registration()),
                party.call().flatMap(Facts::media),
                party.call().flatMap(Facts::heard),
                wire(party));
    }

    private static Report.Wire wire(DemoParty party) {
        return Facts.wire(party.ledger(), party.call().map(List::of).orElseGet(List::of));
    }

    private static Report.Wire both(DemoParty caller, DemoParty callee) {
        Report.Wire one = wire(caller);
        Report.Wire other = wire(callee);
        return new Report.Wire(
                one.datagramsOut() + other.datagramsOut(),
                one.sealedOut() + other.sealedOut(),
                one.tlsBytesOut() + other.tlsBytesOut());
    }
}
