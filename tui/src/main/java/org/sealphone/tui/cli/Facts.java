package org.sealphone.tui.cli;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.RegistrationFacts;

/** From what the phone knows to the groups of a report. Pure. */
final class Facts {
    private Facts() {}

    static Optional<Report.Registration> registration(RegistrationFacts facts) {
        return facts.status().isEmpty() && !facts.registered()
                ? Optional.empty()
                : Optional.of(new Report.Registration(facts.status(), facts.expiresSeconds(), facts.digest()));
    }

    static Report.Signalling signalling(TlsFacts facts) {
        return new Report.Signalling(
                facts.protocol(),
                facts.suite(),
                facts.group(),
                address(facts.peerAddress()),
                facts.identity(),
                facts.identityMode().word(),
                facts.notAfter().toString(),
                facts.spkiPin());
    }

    /** Digits and port, never a name: asking for one would be a look-up. */
    static String address(InetSocketAddress address) {
        String digits = address.getAddress().getHostAddress();
        return (digits.indexOf(':') >= 0 ? "[" + digits + "]" : digits) + ":" + address.getPort();
    }

    static Report.Call call(CallReport report) {
        return new Report.Call(
                report.target(),
                report.status(),
                report.reasonPhrase(),
                report.setupMillis(),
                report.durationMillis(),
                report.endedBy().name().toLowerCase(Locale.ROOT));
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
                        known(media.mos())));
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
        report.findings().forEach(finding -> reasons.add(finding.what()));
        return reasons;
    }

    /** An end in words. */
    static String words(End end) {
        if (end instanceof End.RejectedByPeer rejected) {
            return rejected.status() + " " + rejected.reasonPhrase();
        }
        return end.reason().map(Refusal::text).orElse(exit(end).word());
    }
}
