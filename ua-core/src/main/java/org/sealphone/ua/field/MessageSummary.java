package org.sealphone.ua.field;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mailbox holds (RFC 3842 5.2): the status line that must be there, and the count of voice messages where there is one.
 *
 * @param waiting whether something is new
 * @param fresh voice messages nobody has heard; empty when it is not told
 * @param heard voice messages somebody has
 */
public record MessageSummary(boolean waiting, Optional<Integer> fresh, Optional<Integer> heard) {
    /** The package that its NOTIFYs name. */
    public static final String EVENT = "message-summary";

    /** The type of its body. */
    public static final String TYPE = "application/simple-message-summary";

    private static final int MOST_LINES = 32;
    private static final Pattern STATUS = Pattern.compile("(?i)Messages-Waiting[ \t]*:[ \t]*(yes|no)[ \t]*");
    private static final Pattern VOICE = Pattern.compile(
            "(?i)Voice-Message[ \t]*:[ \t]*([0-9]{1,6})[ \t]*/[ \t]*([0-9]{1,6})(?:[ \t]*\\([^)]{0,64}\\))?[ \t]*");

    /** Empty when the first line is no status line. */
    public static Optional<MessageSummary> parse(String body) {
        List<String> lines = body.lines().limit(MOST_LINES).toList();
        Matcher status = STATUS.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!status.matches()) {
            return Optional.empty();
        }
        Optional<Matcher> voice =
                lines.stream().map(VOICE::matcher).filter(Matcher::matches).findFirst();
        return Optional.of(new MessageSummary(
                status.group(1).toLowerCase(Locale.ROOT).equals("yes"),
                voice.map(counts -> Integer.parseInt(counts.group(1))),
                voice.map(counts -> Integer.parseInt(counts.group(2)))));
    }

    /** Whether an Event header field names this package, whatever parameters it has. */
    public static boolean isNamedBy(String event) {
        int end = event.indexOf(';');
        return (end < 0 ? event : event.substring(0, end)).strip().equalsIgnoreCase(EVENT);
    }
}
