package org.sealphone.tui.report;

import java.time.Duration;
import java.util.List;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Spans;
import org.sealphone.tui.text.Tint;

/** The demonstration for a person: what was agreed, what was heard, what left to the last octet, and whether to believe it. */
final class DemoSheet {
    private static final int NAME = 10;
    private static final int NUMBER = 10;
    private static final int BAR = 14;

    private final Report report;
    private final Report.Proof proof;
    private final Look look;
    private final Sheet sheet;

    private DemoSheet(Report report, Report.Proof proof, Look look) {
        this.report = report;
        this.proof = proof;
        this.look = look;
        this.sheet = new Sheet(look);
    }

    static String of(Report report, Report.Proof proof, Look look) {
        return new DemoSheet(report, proof, look).write();
    }

    private String write() {
        agreed();
        heard();
        left();
        believed();
        verdict();
        return sheet.toString();
    }

    private void agreed() {
        sheet.heading("What was agreed");
        report.signalling().ifPresent(signalling -> HumanReport.signalling(sheet, signalling));
        for (Report.Party party : proof.parties()) {
            String digest = party.registration()
                    .flatMap(Report.Registration::digest)
                    .map(name -> ", digest " + name)
                    .orElse("");
            boolean registered = party.registration()
                    .flatMap(Report.Registration::status)
                    .filter(status -> status == 200)
                    .isPresent();
            sheet.row(
                    "phone", look.foreign(party.name()) + (registered ? " registered" + digest : " did not register"));
        }
        report.media()
                .ifPresent(media -> sheet.row(
                        "sound",
                        media.codec() + ", sealed as " + look.paint(Tint.GOOD, media.suite())
                                + ", keys inside that TLS"));
        report.call()
                .ifPresent(call -> sheet.row(
                        "call",
                        call.status().map(status -> status + "").orElse("no answer")
                                + call.setupMillis()
                                        .map(ms -> " after " + ms + " ms")
                                        .orElse("")
                                + call.durationMillis()
                                        .map(ms -> ", talked " + Spans.text(Duration.ofMillis(ms)))
                                        .orElse("")));
    }

    private void heard() {
        sheet.heading("What was heard");
        for (Report.Party party : proof.parties()) {
            sheet.row(
                    shortName(party.name()),
                    party.heard().map(HumanReport::heard).orElse(look.paint(Tint.BAD, "nothing")));
            party.media().ifPresent(media -> sheet.row("", HumanReport.packets(media)));
        }
    }

    /** The name without the token that makes it unique in this run. */
    private String shortName(String name) {
        int dash = name.indexOf('-');
        return look.foreign(dash > 0 ? name.substring(0, dash) : name);
    }

    private void left() {
        Report.Bytes bytes = proof.bytes();
        sheet.heading("What left: every octet of " + HumanReport.plural(proof.frames(), "frame"));
        octets("TLS", bytes.tls(), "decrypted with the trunk's keys, read to the end");
        octets("SRTP", bytes.srtp(), "authentic under keys from that TLS");
        octets("SRTCP", bytes.srtcp(), "the same");
        octets("DNS", bytes.dns(), "names that had to be asked for");
        octets("headers", bytes.link(), "addresses, ports, checksums");
        if (bytes.control() > 0) {
            octets("planted", bytes.control(), "leaks on purpose, caught");
        }
        if (bytes.peer() > 0) {
            octets("others", bytes.peer(), "not from these phones");
        }
        octets("in clear", bytes.unknown(), bytes.unknown() == 0 ? "nothing" : look.paint(Tint.BAD, "LEAK"));
        sheet.row("sum", Sheet.right(HumanReport.count(bytes.total()), NUMBER) + " octets");
    }

    private void octets(String name, long number, String words) {
        long total = Math.max(1, proof.bytes().total());
        sheet.row(
                Sheet.pad(name, NAME),
                Sheet.right(HumanReport.count(number), NUMBER) + " " + look.bar((double) number / total, BAR) + " "
                        + words);
    }

    private void believed() {
        sheet.heading("Why to believe it");
        boolean controls = proof.controlsTotal() > 0 && proof.controlsCaught() == proof.controlsTotal();
        sheet.row(
                "controls",
                sign(controls) + proof.controlsCaught() + " of " + proof.controlsTotal()
                        + " planted leaks were caught by the same witness");
        boolean canary = proof.canarySeenDecrypted() && proof.canarySeenInClear() == 0;
        sheet.row(
                "canary",
                sign(canary) + (proof.canarySeenDecrypted() ? "seen" : "not seen") + " after decryption, "
                        + times(proof.canarySeenInClear()) + " in clear");
        report.wire().ifPresent(wire -> {
            boolean agree = wire.agrees() && wire.datagramsOut() == proof.seenByWitness();
            sheet.row(
                    "counters",
                    sign(agree) + "sockets " + HumanReport.count(wire.datagramsOut()) + ", senders "
                            + HumanReport.count(wire.sealedOut()) + ", witness "
                            + HumanReport.count(proof.seenByWitness())
                            + " datagrams");
        });
        sheet.row("stage", proof.stage());
        proof.notSeen().forEach(what -> sheet.text("not seen", what));
    }

    private String sign(boolean holds) {
        return (holds ? look.tick() : look.cross()) + " ";
    }

    private static String times(long number) {
        return number == 0 ? "never" : number == 1 ? "once" : number + " times";
    }

    private void verdict() {
        sheet.gap();
        proof.leaks().stream().limit(5).forEach(leak -> sheet.text("leak", look.foreign(leak)));
        for (Refusal reason : report.reasons()) {
            List<String> lines =
                    Sheet.wrap(reason.reason().code() + "  " + reason.reason().title(), Sheet.WIDTH - 2);
            lines.forEach(line -> sheet.line("  " + line));
        }
        String took = " (" + Spans.text(Duration.ofMillis(proof.tookMillis())) + ")";
        sheet.line(
                proof.sealed()
                        ? look.paint(Tint.GOOD, "SEALED") + "  not one byte left in clear" + took
                        : look.paint(Tint.BAD, "NOT SEALED") + "  "
                                + report.exit().word() + ", exit "
                                + report.exit().code() + took);
    }
}
