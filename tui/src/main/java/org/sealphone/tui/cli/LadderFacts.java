package org.sealphone.tui.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.harness.oracle.MediaFlow;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Redaction;

/** From what the oracle decrypted to the steps of a ladder: without a key, a credential or a nonce. Pure. */
final class LadderFacts {
    private static final int MOST = 80;
    private static final int LONGEST = 8_000;
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 (.*)");
    private static final Pattern CSEQ = Pattern.compile("(?im)^cseq: *\\d+ +(\\w+)");

    private LadderFacts() {}

    private record Moment(Instant at, boolean fromPhone, String label, String text) {}

    static List<Report.Step> steps(Verdict verdict) {
        List<Moment> moments = new ArrayList<>();
        verdict.said()
                .forEach(said -> moments.add(
                        new Moment(said.at(), said.fromClient(), label(said.text()), Redaction.of(cut(said.text())))));
        Optional<InetAddress> phone = verdict.tlsFlows().stream()
                .map(flow -> flow.client().getAddress())
                .findFirst();
        for (MediaFlow flow : verdict.mediaFlows()) {
            boolean fromPhone = phone.filter(flow.from().getAddress()::equals).isPresent();
            String label = (flow.rtcp() ? "SRTCP, " : "SRTP, ") + flow.packets() + " packets, " + flow.suite();
            moments.add(new Moment(flow.first(), fromPhone, label, ""));
        }
        moments.sort(Comparator.comparing(Moment::at));
        return moments.stream()
                .limit(MOST)
                .map(moment -> new Report.Step(
                        Duration.between(moments.get(0).at(), moment.at()).toMillis(),
                        moment.fromPhone(),
                        moment.label(),
                        moment.text()))
                .toList();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "\n[" + text.length() + " characters]" : text;
    }

    /** The method and whom it is for, or the status and what it answers. */
    private static String label(String text) {
        String first = text.lines().findFirst().orElse("");
        Matcher status = STATUS.matcher(first);
        Matcher method = CSEQ.matcher(text);
        if (status.matches()) {
            return status.group(1) + (method.find() ? " (" + method.group(1) + ")" : "");
        }
        return Redaction.of(first.replaceFirst(" SIP/2\\.0$", ""));
    }
}
