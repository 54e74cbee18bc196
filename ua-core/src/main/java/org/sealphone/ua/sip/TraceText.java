package org.sealphone.ua.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP message as it may be shown and kept: keys, credentials, nonces and proofs are blanked out, control characters escaped.
 *
 * <p>What may be shown is listed, not what must be hidden: of a challenge the realm, algorithm, qop and stale; of credentials the scheme;
 * of a body only SDP, and of its crypto lines tag and suite. Stateless.
 */
final class TraceText {
    private static final String BLANK = "[redacted]";
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "authentication-info", "proxy-authentication-info");
    private static final Set<String> CHALLENGES = Set.of("www-authenticate", "proxy-authenticate");
    private static final Pattern SHOWN = Pattern.compile(
            "(?i)\\b(realm|algorithm|qop|stale)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.){0,256}\"|[A-Za-z0-9-]{1,32})");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z]{1,16}");
    private static final Pattern CRYPTO = Pattern.compile("(?i)(a=crypto:[0-9]{1,9} [A-Za-z0-9_]{1,64})\\b.*");
    private static final Pattern INLINE = Pattern.compile("(?i)inline:\\S*");

    private TraceText() {}

    static String of(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String body = end < 0 ? "" : text.substring(end + 4);
        StringBuilder shown = new StringBuilder(text.length());
        String previous = "";
        boolean sdp = false;
        for (String line : head.split("\r\n", -1)) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            String name = folded
                    ? previous
                    : colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            previous = name;
            String value = folded ? line.strip() : line.substring(colon + 1).strip();
            sdp |= (name.equals("content-type") || name.equals("c"))
                    && value.toLowerCase(Locale.ROOT).startsWith("application/sdp");
            shown.append(header(line, name, value, folded)).append('\n');
        }
        shown.append('\n');
        if (!body.isEmpty()) {
            shown.append(sdp ? body(body) : "[" + body.length() + " characters of another type than SDP]\n");
        }
        return escape(shown.toString());
    }

    private static String header(String line, String name, String value, boolean folded) {
        if (CREDENTIALS.contains(name)) {
            return folded ? "  " + BLANK : name + ": " + scheme(value).orElse("") + " " + BLANK;
        }
        if (CHALLENGES.contains(name)) {
            return folded ? "  " + BLANK : challenge(name, value);
        }
        return INLINE.matcher(line).replaceAll("inline:" + BLANK);
    }

    private static Optional<String> scheme(String value) {
        Matcher scheme = SCHEME.matcher(value);
        return scheme.lookingAt() && value.startsWith(scheme.group() + " ")
                ? Optional.of(scheme.group())
                : Optional.empty();
    }

    private static String challenge(String name, String value) {
        StringBuilder shown =
                new StringBuilder(name).append(": ").append(scheme(value).orElse("?"));
        Matcher parameter = SHOWN.matcher(value);
        while (parameter.find()) {
            shown.append(' ')
                    .append(parameter.group(1))
                    .append('=')
                    .append(parameter.group(2))
                    .append(',');
        }
        return shown.append(' ').append(BLANK).toString();
    }

    private static String body(String body) {
        StringBuilder shown = new StringBuilder(body.length());
        for (String line : body.split("\r?\n|\r", -1)) {
            String bare = line.stripLeading();
            String lower = bare.toLowerCase(Locale.ROOT);
            if (lower.startsWith("a=crypto")) {
                Matcher crypto = CRYPTO.matcher(bare);
                shown.append(crypto.matches() ? crypto.group(1) : "a=crypto:")
                        .append(' ')
                        .append(BLANK);
            } else if (lower.startsWith("k=") || lower.startsWith("a=key-mgmt")) {
                shown.append(lower, 0, lower.startsWith("k=") ? 2 : 10)
                        .append(' ')
                        .append(BLANK);
            } else {
                shown.append(INLINE.matcher(line).replaceAll("inline:" + BLANK));
            }
            shown.append('\n');
        }
        return shown.toString();
    }

    /** ADV-79: what could move a terminal's cursor or turn its text round is shown as its code point. */
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean format = Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.CONTROL;
            if (c == '\n' || c == '\t' || !format) {
                safe.appendCodePoint(c);
            } else {
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return safe.toString();
    }
}
