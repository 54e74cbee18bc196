package org.sealphone.tui.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Spans;
import org.sealphone.tui.text.Tint;

/** A report for people: aligned, below 80 columns, every fact in words, colour only beside them. */
public final class HumanReport {
    /** So many codes are a list, fewer are explained. */
    private static final int MANY = 5;

    private static final int PROMPT_MILLIS = 10;

    private final Look look;
    private final Sheet sheet;

    private HumanReport(Look look) {
        this.look = look;
        this.sheet = new Sheet(look);
    }

    /** The whole text, with a line end. */
    public static String of(Report report, Look look) {
        HumanReport human = new HumanReport(look);
        if (!report.explained().isEmpty()) {
            human.explain(report.explained());
            return human.sheet.toString();
        }
        if (report.proof().isPresent()) {
            Report.Proof proof = report.proof().get();
            return proof.parties().isEmpty() ? ProveSheet.of(report, proof, look) : DemoSheet.of(report, proof, look);
        }
        if (report.text().isPresent()) {
            return report.text().get();
        }
        if (report.cases().isPresent()) {
            return CaseSheet.of(report, report.cases().get(), look);
        }
        if (report.settings().isPresent()) {
            return SettingSheet.of(report.settings().get(), look);
        }
        if (report.checks().isPresent()) {
            return CheckSheet.of(report, report.checks().get(), look);
        }
        if (report.certificates().isPresent()) {
            CertificateRows.write(human.sheet, report, report.certificates().get());
        } else {
            human.write(report);
        }
        human.sheet.line(human.verdict(report.exit()));
        return human.sheet.toString();
    }

    private void explain(List<ReasonCode> codes) {
        if (codes.size() > MANY) {
            codes.forEach(code -> sheet.line(Sheet.pad(code.code(), 10) + code.title()));
            return;
        }
        for (ReasonCode code : codes) {
            sheet.heading(code.code());
            sheet.text("what", code.title());
            sheet.text("why", code.why());
            sheet.text("do", code.advice());
        }
    }

    private void write(Report report) {
        sheet.heading(title(report));
        report.trunk().ifPresent(this::trunk);
        report.signalling().ifPresent(signalling -> signalling(sheet, signalling));
        report.registration().ifPresent(registration -> sheet.row("registered", registered(registration)));
        report.ping().ifPresent(this::ping);
        report.call().ifPresent(call -> {
            sheet.row("call", called(call));
            call.given().forEach(reason -> sheet.text("their reason", look.foreign(reason.toString())));
        });
        media(report.media(), report.heard());
        report.load().ifPresentOrElse(load -> LoadRows.write(sheet, load), () -> report.calls()
                .ifPresent(this::calls));
        report.wire().ifPresent(wire -> sheet.row("wire", wire(look, wire)));
        findings(report.reasons());
    }

    private String title(Report report) {
        String subject = report.call()
                .map(Report.Call::target)
                .or(() -> report.ping().map(Report.Ping::target))
                .or(() -> report.trunk().map(Report.Trunk::domain))
                .or(() -> report.signalling().map(Report.Signalling::identity))
                .orElse("");
        return (report.command() + " " + look.foreign(subject)).trim();
    }

    private void trunk(Report.Trunk trunk) {
        sheet.row("listened", trunk.listen() + " as " + look.foreign(trunk.domain()));
        sheet.row("served", plural(trunk.connections(), "connection") + ", " + plural(trunk.calls(), "call"));
    }

    static void signalling(Sheet sheet, Report.Signalling signalling) {
        Look look = sheet.look();
        sheet.row("signalling", signalling.protocol() + "  " + signalling.suite() + "  " + group(look, signalling));
        String until =
                signalling.notAfter().length() >= 10 ? signalling.notAfter().substring(0, 10) : "?";
        sheet.row(
                "peer",
                signalling.peer() + " is " + look.foreign(signalling.identity()) + ", certificate until " + until);
    }

    private static String group(Look look, Report.Signalling signalling) {
        boolean hybrid = signalling.group().toUpperCase(Locale.ROOT).contains("MLKEM");
        return hybrid ? look.paint(Tint.GOOD, signalling.group()) : signalling.group();
    }

    private String registered(Report.Registration registration) {
        StringBuilder words = new StringBuilder();
        words.append(registration.status().map(String::valueOf).orElse("no answer"));
        registration
                .expires()
                .ifPresent(seconds -> words.append(", for ").append(seconds).append(" s"));
        registration.digest().ifPresent(digest -> words.append(", digest ").append(digest));
        registration.mailbox().flatMap(Report.Mailbox::fresh).ifPresent(fresh -> words.append(", ")
                .append(plural(fresh, "new voice message")));
        return words.toString();
    }

    private void ping(Report.Ping ping) {
        String status = ping.status().map(String::valueOf).orElse("no answer");
        String phrase = ping.reasonPhrase().isEmpty() ? "" : " " + look.foreign(ping.reasonPhrase());
        String time = ping.roundTripMillis().map(ms -> " after " + ms + " ms").orElse("");
        sheet.row("answer", status + phrase + time);
        ping.server().ifPresent(server -> sheet.row("server", look.foreign(server)));
        ping.allow().ifPresent(allow -> sheet.text("allows", look.foreign(allow)));
    }

    private String called(Report.Call call) {
        StringBuilder words =
                new StringBuilder(call.status().map(String::valueOf).orElse("no answer"));
        if (!call.reasonPhrase().isEmpty()) {
            words.append(' ').append(look.foreign(call.reasonPhrase()));
        }
        call.setupMillis().ifPresent(ms -> words.append(" after ").append(ms).append(" ms"));
        call.durationMillis().ifPresent(ms -> words.append(", ").append(Spans.text(Duration.ofMillis(ms))));
        return words.append(", ended by ").append(endedBy(call.endedBy())).toString();
    }

    private static String endedBy(String word) {
        return switch (word) {
            case "local" -> "us";
            case "remote" -> "the other side";
            default -> "the " + word;
        };
    }

    private void media(Optional<Report.Media> media, Optional<Report.Heard> heard) {
        media.ifPresent(known -> {
            sheet.row("media", known.codec() + " in " + look.paint(Tint.GOOD, known.suite()));
            sheet.row("packets", packets(known));
            sheet.text("quality", quality(known));
            pace(known.sendLateness()).ifPresent(words -> sheet.text("pace", words));
            known.dtmfReceived()
                    .filter(keys -> !keys.isEmpty())
                    .ifPresent(keys -> sheet.row("digits", keys + " received"));
        });
        heard.ifPresent(known -> sheet.row("heard", heard(known)));
    }

    static String packets(Report.Media media) {
        return count(media.txPackets()) + " out, " + count(media.rxPackets()) + " in, " + count(media.rxLost())
                + " lost; RTCP " + media.rtcpTx() + " out, " + media.rtcpRx() + " in";
    }

    static String quality(Report.Media media) {
        String jitter = media.jitterMillis()
                .map(ms -> "jitter " + decimal(ms) + " ms, ")
                .orElse("");
        String roundTrip = media.roundTripMillis()
                .map(ms -> "there and back " + decimal(ms) + " ms, ")
                .orElse("");
        String remote = media.remoteMos()
                .map(value -> " (" + decimal(value) + " on the other side)")
                .orElse("");
        String mos = media.mos()
                .map(value -> "MOS " + decimal(value) + remote + ", ")
                .orElse("");
        return jitter + roundTrip + mos + count(media.rxAuthFailed()) + " not authentic, " + count(media.rxReplayed())
                + " replayed";
    }

    /** How late packets left; nothing where none did. */
    private static Optional<String> pace(SendLateness lateness) {
        long all = lateness.buckets().stream()
                .mapToLong(SendLateness.Bucket::packets)
                .sum();
        long late = lateness.buckets().stream()
                .filter(bucket -> bucket.milliseconds() > PROMPT_MILLIS)
                .mapToLong(SendLateness.Bucket::packets)
                .sum();
        return all == 0
                ? Optional.empty()
                : Optional.of(count(late) + " of " + count(all) + " packets more than " + PROMPT_MILLIS
                        + " ms late, at most " + decimal(lateness.mostMillis()) + " ms");
    }

    static String heard(Report.Heard heard) {
        String level = decimal(heard.rmsDbfs()) + " dBFS";
        return heard.toneHz()
                .map(hz -> "a tone of " + decimal(hz) + " Hz at " + level
                        + heard.snrDb()
                                .map(db -> ", " + decimal(db) + " dB above all else")
                                .orElse(""))
                .orElse(level + ", no single tone");
    }

    private void calls(List<Report.CallEntry> calls) {
        int number = 0;
        for (Report.CallEntry entry : calls) {
            number++;
            String from = entry.remoteName().isEmpty() ? entry.call().target() : entry.remoteName();
            sheet.row(
                    "call " + number,
                    look.foreign(from) + ": " + called(entry.call()) + " ("
                            + entry.exit().word() + ")");
            CallerWords.of(entry.call().caller()).forEach(words -> sheet.text("caller", look.foreign(words)));
            entry.call().given().forEach(reason -> sheet.text("their reason", look.foreign(reason.toString())));
            media(entry.media(), entry.heard());
        }
        if (calls.isEmpty()) {
            sheet.row("calls", "none");
        }
    }

    static String wire(Look look, Report.Wire wire) {
        return sent(look, wire) + "; " + count(wire.tlsBytesOut()) + " bytes of TLS";
    }

    /** More sealed than sent is a network that was away; more sent than sealed must not be. */
    private static String sent(Look look, Report.Wire wire) {
        String left = plural(wire.datagramsOut(), "datagram") + " out ";
        if (wire.datagramsOut() < wire.sealedOut()) {
            return left + "of " + count(wire.sealedOut()) + " sealed, the rest "
                    + look.paint(Tint.CARE, "could not be sent");
        }
        return left + (wire.agrees() ? "= " : look.paint(Tint.BAD, "but only ")) + count(wire.sealedOut()) + " sealed";
    }

    private void findings(List<Refusal> reasons) {
        String label = "reasons";
        for (Refusal reason : reasons) {
            for (String line :
                    Sheet.wrap(reason.reason().code() + "  " + reason.reason().title(), 60)) {
                sheet.row(label, line);
                label = "";
            }
        }
    }

    private String verdict(ExitCode exit) {
        Tint tint = exit == ExitCode.OK ? Tint.GOOD : Tint.BAD;
        return look.paint(tint, exit.word()) + (exit == ExitCode.OK ? "" : " (exit " + exit.code() + ")");
    }

    static String plural(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** With a comma at each thousand. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** One decimal, unless it is a whole number. */
    static String decimal(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
