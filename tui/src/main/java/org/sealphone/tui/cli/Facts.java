package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.report.Finding;

/** From what the phone knows to the groups of a report. Pure. */
final class Facts {
    private Facts() {}

    static Optional<Report.Registration> registration(RegistrationFacts facts) {
        return facts.status().isEmpty() && !facts.registered()
                ? Optional.empty()
                : Optional.of(new Report.Registration(
                        facts.status(),
                        facts.expiresSeconds(),
                        facts.digest(),
                        facts.path(),
                        facts.serviceRoute(),
                        Optional.empty()));
    }

    static Report.Signalling signalling(TlsFacts facts) {
        return new Report.Signalling(
                facts.protocol(),
                facts.suite(),
                facts.group(),
                PhoneWords.address(facts.peerAddress()),
                facts.identity(),
                facts.identityMode().word(),
                facts.notAfter().toString(),
                facts.spkiPin());
    }

    static Report.Call call(CallReport report) {
        return new Report.Call(
                report.target(),
                report.status(),
                report.reasonPhrase(),
                report.setupMillis(),
                report.durationMillis(),
                report.endedBy().name().toLowerCase(Locale.ROOT),
                report.caller(),
                report.given());
    }

    static Optional<Report.Media> media(CallReport report) {
        return report.media()
                .map(media -> new Report.Media(
                        media.codec().name().toLowerCase(Locale.ROOT),
                        media.suite().name(),
                        media.txPackets(),
                        media.rxPackets(),
                        media.rxLost(),
                        media.rxAuthFailed(),
                        media.rxReplayed(),
                        media.rtcpTx(),
                        media.rtcpRx(),
                        Optional.of(media.jitterMillis()),
                        known(media.mos()),
                        media.digits().received(),
                        known(media.roundTripMillis()),
                        known(media.remoteMos()),
                        media.sendLateness()));
    }

    static Optional<Report.Heard> heard(CallReport report) {
        return report.media()
                .flatMap(MediaReport::heard)
                .map(heard -> new Report.Heard(heard.rmsDbfs(), known(heard.toneHz()), known(heard.snrDb())));
    }

    private static Optional<Double> known(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    static Report.Ping ping(String target, PingReport report) {
        return new Report.Ping(
                target,
                report.status(),
                report.reasonPhrase(),
                report.roundTripMillis(),
                report.server(),
                report.allow());
    }

    /** What a witness saw, class by class. */
    static Report.Bytes bytes(ToLongFunction<OctetClass> octets) {
        return new Report.Bytes(
                octets.applyAsLong(OctetClass.TLS),
                octets.applyAsLong(OctetClass.SRTP),
                octets.applyAsLong(OctetClass.SRTCP),
                octets.applyAsLong(OctetClass.DNS),
                octets.applyAsLong(OctetClass.LINK),
                octets.applyAsLong(OctetClass.CONTROL),
                octets.applyAsLong(OctetClass.PEER),
                octets.applyAsLong(OctetClass.UNKNOWN));
    }

    /** The socket's count of all that left, and the senders' count of what they sealed. */
    static Report.Wire wire(WireLedger.Snapshot ledger, List<CallReport> calls) {
        long sealed = calls.stream()
                .flatMap(call -> call.media().stream())
                .mapToLong(MediaReport::sealedOut)
                .sum();
        return new Report.Wire(ledger.datagramsOut(), sealed, ledger.tlsBytesOut());
    }

    static ExitCode exit(End end) {
        return ExitCode.of(end.exitCode());
    }

    /** Why it ended so, and what was found on the way. */
    static List<Refusal> reasons(End end, CallReport report) {
        List<Refusal> reasons = new ArrayList<>();
        end.reason().ifPresent(reasons::add);
        reasons.addAll(findings(report));
        return reasons;
    }

    /** Of each code the first, which stands for all of its kind: a thousand calls that fail alike have one reason. */
    static Collection<Refusal> oneOfEachKind(List<Report.CallEntry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.reasons().stream())
                .collect(Collectors.toMap(Refusal::reason, why -> why, (first, later) -> first, LinkedHashMap::new))
                .values();
    }

    /** What was found on the way. */
    static List<Refusal> findings(CallReport report) {
        return report.findings().stream().map(Finding::what).toList();
    }
}
