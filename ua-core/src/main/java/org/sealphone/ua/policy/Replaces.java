package org.sealphone.ua.policy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names the dialog whose place a new call takes (RFC 3891 6.1), from the point of view of the one who gets that call.
 *
 * @param callId its Call-ID
 * @param toTag the tag of the one who gets the call
 * @param fromTag the tag of the other side
 * @param earlyOnly whether a dialog that stands already is to be left alone
 */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {
    private static final Pattern CALL_ID = Pattern.compile(
            "[A-Za-z0-9.!%*_+`'~()<>:/\\[\\]?{}-]{1,128}(@[A-Za-z0-9.!%*_+`'~()<>:/\\[\\]?{}-]{1,128})?");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,128}");

    /** The value of a Replaces header field; empty when it is none. */
    public static Optional<Replaces> parse(String value) {
        String[] parts = value.strip().split("\\s*;\\s*", -1);
        String to = "";
        String from = "";
        boolean early = false;
        for (int i = 1; i < parts.length; i++) {
            String name = parts[i].replaceAll("\\s*=.*", "").toLowerCase(Locale.ROOT);
            String text = parts[i].indexOf('=') < 0
                    ? ""
                    : parts[i].substring(parts[i].indexOf('=') + 1).strip();
            boolean twice = (name.equals("to-tag") && !to.isEmpty()) || (name.equals("from-tag") && !from.isEmpty());
            if (twice) {
                return Optional.empty();
            }
            switch (name) {
                case "to-tag" -> to = text;
                case "from-tag" -> from = text;
                case "early-only" -> early = true;
                default -> {}
            }
        }
        boolean whole = CALL_ID.matcher(parts[0]).matches()
                && TAG.matcher(to).matches()
                && TAG.matcher(from).matches();
        return whole ? Optional.of(new Replaces(parts[0], to, from, early)) : Optional.empty();
    }

    /** The value of a Replaces header field. */
    public String value() {
        return callId + ";to-tag=" + toTag + ";from-tag=" + fromTag + (earlyOnly ? ";early-only" : "");
    }

    /** The same inside a URI (RFC 3261 19.1.1): whatever could be syntax there is escaped. */
    public String escaped() {
        StringBuilder text = new StringBuilder("Replaces=");
        for (byte octet : value().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.!~*'()".indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return text.toString();
    }
}
