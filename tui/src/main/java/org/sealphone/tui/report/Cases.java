package org.sealphone.tui.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;

/**
 * A report of any command as a list of what was tried and how each came out, for JUnit XML and pages. Immutable.
 *
 * @param name what was tried
 * @param seconds how long it took; 0 where nobody measured
 * @param facts what was found, a line each
 * @param failure why it failed; empty when it did not
 */
record Cases(String name, double seconds, List<String> facts, Optional<String> failure) {
    Cases {
        facts = List.copyOf(facts);
    }

    /** The parts that the report has, or the whole as one. */
    static List<Cases> of(Report report) {
        List<Cases> cases = new ArrayList<>();
        report.cases().ifPresent(all -> all.forEach(one -> cases.add(of(one))));
        report.checks().ifPresent(all -> all.forEach(check -> cases.add(of(check))));
        report.proof().ifPresent(proof -> proof.scenarios().forEach(scenario -> cases.add(of(scenario))));
        if (cases.isEmpty()) {
            report.calls().ifPresent(all -> all.forEach(entry -> cases.add(of(entry))));
        }
        return cases.isEmpty() ? List.of(whole(report)) : cases;
    }

    private static Cases of(Report.Case one) {
        List<String> facts = new ArrayList<>();
        one.caller().ifPresent(entry -> facts.addAll(facts("caller", entry)));
        one.callee().ifPresent(entry -> facts.addAll(facts("callee", entry)));
        return new Cases(one.name(), one.millis() / 1000.0, facts, failure(one.exit(), one.reasons()));
    }

    private static Cases of(Report.CallEntry entry) {
        return new Cases(
                entry.call().target(),
                entry.call().durationMillis().orElse(0L) / 1000.0,
                facts("call", entry),
                failure(entry.exit(), entry.reasons()));
    }

    private static Cases of(Report.Check check) {
        String code =
                check.reason().map(ReasonCode::code).map(text -> text + ": ").orElse("");
        return new Cases(
                check.subject(),
                0,
                List.of(code + check.found()),
                check.health() == Health.FAULT
                        ? Optional.of(code
                                + check.found()
                                + check.advice().map(words -> "; " + words).orElse(""))
                        : Optional.empty());
    }

    private static Cases of(Report.Scenario scenario) {
        boolean sealed = scenario.verdict().equals("sealed");
        String found = scenario.verdict() + " " + scenario.detail();
        return new Cases(scenario.id(), 0, List.of(found), sealed ? Optional.empty() : Optional.of(found));
    }

    private static Cases whole(Report report) {
        List<String> facts = new ArrayList<>();
        report.signalling().ifPresent(flow -> facts.add(flow.protocol() + " " + flow.suite() + " " + flow.identity()));
        report.call().ifPresent(call -> facts.add(call(call)));
        report.media().ifPresent(media -> facts.add(media(media)));
        report.certificates()
                .ifPresent(all -> all.forEach(one -> facts.add(one.subject() + ", issued by " + one.issuer()
                        + ", until " + one.notAfter() + ", " + one.pin())));
        return new Cases(
                report.command(),
                report.call().flatMap(Report.Call::durationMillis).orElse(0L) / 1000.0,
                facts,
                failure(report.exit(), report.reasons()));
    }

    private static List<String> facts(String who, Report.CallEntry entry) {
        List<String> facts = new ArrayList<>(List.of(who + ": " + call(entry.call())));
        entry.media().ifPresent(media -> facts.add(who + ": " + media(media)));
        entry.heard().ifPresent(heard -> facts.add(who + " heard: " + HumanReport.heard(heard)));
        return facts;
    }

    private static String call(Report.Call call) {
        return call.target() + " " + call.status().map(String::valueOf).orElse("no answer")
                + call.setupMillis().map(ms -> " after " + ms + " ms").orElse("");
    }

    private static String media(Report.Media media) {
        return media.codec() + " in " + media.suite() + ", " + HumanReport.packets(media);
    }

    private static Optional<String> failure(ExitCode exit, List<Refusal> reasons) {
        return exit == ExitCode.OK
                ? Optional.empty()
                : Optional.of(exit.word()
                        + reasons.stream()
                                .findFirst()
                                .map(why -> ": " + why.text())
                                .orElse(""));
    }
}
