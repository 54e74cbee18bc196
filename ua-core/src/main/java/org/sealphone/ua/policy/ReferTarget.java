package org.sealphone.ua.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/**
 * Whom we are asked to call (RFC 3515 2.1, RFC 5589). Only a call can be asked for: another method, and every header in the URI but
 * Replaces, is refused (XFER-01), for that is how others let us send what they want (ADV-27).
 *
 * @param target who passed the guard
 * @param replaces the dialog to take the place of, when there is one
 */
public record ReferTarget(SipTarget target, Optional<Replaces> replaces) {
    private static final int LONGEST = 2048;
    private static final Pattern IN_BRACKETS =
            Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"<>]*)\\s*<([^<>]*)>\\s*(?:;.*)?");
    private static final Pattern BARE = Pattern.compile("([^;,?<>\"\\s]+)(?:;.*)?");

    /** Reads the value of a Refer-To header field; the URI in it passes {@link OutgoingGuard} like one that a person typed. */
    static Outcome<ReferTarget> of(String referTo, SipTarget trunk) {
        String value = referTo.strip();
        Matcher brackets = IN_BRACKETS.matcher(value);
        Matcher bare = BARE.matcher(value);
        boolean readable = value.length() <= LONGEST && (brackets.matches() || bare.matches());
        if (!readable) {
            return Outcome.refused(UaReason.XFER_01, Excerpt.of(value));
        }
        String uri = brackets.matches() ? brackets.group(1) : bare.group(1);
        int question = uri.indexOf('?');
        String place = (question < 0 ? uri : uri.substring(0, question)).replaceFirst("(?i);method=INVITE(?=;|$)", "");
        if (place.toLowerCase(Locale.ROOT).contains(";method=")) {
            return Outcome.refused(UaReason.XFER_01, Excerpt.of(uri));
        }
        Optional<Replaces> replaces = Optional.empty();
        if (question >= 0) {
            replaces = replaces(uri.substring(question + 1));
            if (replaces.isEmpty()) {
                return Outcome.refused(UaReason.XFER_01, Excerpt.of(uri));
            }
        }
        Optional<Replaces> found = replaces;
        return OutgoingGuard.check(place, trunk)
                .fold(
                        target -> Outcome.granted(new ReferTarget(target, found)),
                        ReferTarget::refused,
                        ReferTarget::refused);
    }

    private static Outcome<ReferTarget> refused(Refusal why) {
        return new Outcome.Refused<>(why);
    }

    private static Optional<Replaces> replaces(String headers) {
        int equals = headers.indexOf('=');
        boolean one = equals > 0
                && headers.indexOf('&') < 0
                && headers.substring(0, equals).equalsIgnoreCase("Replaces");
        return one ? unescaped(headers.substring(equals + 1)).flatMap(Replaces::parse) : Optional.empty();
    }

    private static Optional<String> unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                    return Optional.empty();
                }
                c = (char) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                i += 2;
            }
            if (c <= 0x20 || c >= 0x7F) {
                return Optional.empty();
            }
            plain.append(c);
        }
        return Optional.of(plain.toString());
    }
}
