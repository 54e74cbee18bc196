package org.sealphone.tui.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.SafeText;

/** Reads of a traced SIP message what a person wants to see at a glance. Never decides anything: that was done elsewhere. Pure. */
final class SipReading {
    /** Longer messages are shown up to here. */
    private static final int MOST_LINES = 200;

    private static final Pattern MEDIA =
            Pattern.compile("m=audio \\d{1,5}(?:/\\d{1,5})? (\\S{1,30})( [\\d ]{1,200})?.*");
    private static final Pattern FORMAT = Pattern.compile("a=rtpmap:\\d{1,3} ([^/\\s]{1,30})/.*");
    private static final Pattern KEYS = Pattern.compile("a=crypto:\\d{1,9} (\\S{1,40}) .*");

    private SipReading() {}

    static Snapshot.Message message(Instant at, boolean outgoing, String text) {
        List<String> lines = lines(text);
        List<SafeText> shown = lines.stream()
                .limit(MOST_LINES)
                .map(Redaction::of)
                .map(SafeText::of)
                .toList();
        return new Snapshot.Message(at, outgoing, SafeText.of(summary(lines)), shown);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String summary(List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0);
        String what = first.startsWith("SIP/2.0 ") ? first.substring(8) : first.replaceFirst(" SIP/2\\.0$", "");
        String request = first.startsWith("SIP/2.0 ") ? method(lines) : "";
        boolean keys = lines.stream().anyMatch(line -> KEYS.matcher(line).matches());
        boolean description = lines.stream().anyMatch(line -> line.startsWith("m="));
        return what + request + (keys ? "  (SDP, keys)" : description ? "  (SDP)" : "");
    }

    /** A response says what it answers in its CSeq. */
    private static String method(List<String> lines) {
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, "CSeq:", 0, 5))
                .findFirst()
                .map(line -> " to " + line.replaceFirst(".*\\s", ""))
                .orElse("");
    }

    /** The offer of an INVITE; empty when it is none or has none. */
    static Optional<Snapshot.Offer> offer(String text) {
        if (!text.startsWith("INVITE ")) {
            return Optional.empty();
        }
        List<SafeText> codecs = new ArrayList<>();
        List<SafeText> suites = new ArrayList<>();
        Optional<SafeText> profile = Optional.empty();
        for (String line : lines(text)) {
            Matcher media = MEDIA.matcher(line);
            Matcher format = FORMAT.matcher(line);
            Matcher keys = KEYS.matcher(line);
            if (media.matches() && profile.isEmpty()) {
                profile = Optional.of(SafeText.of(media.group(1)));
            } else if (format.matches() && !format.group(1).equalsIgnoreCase("telephone-event")) {
                codecs.add(SafeText.of(format.group(1)));
            } else if (keys.matches()) {
                suites.add(SafeText.of(keys.group(1)));
            }
        }
        return profile.map(named -> new Snapshot.Offer(named, codecs, suites));
    }
}
