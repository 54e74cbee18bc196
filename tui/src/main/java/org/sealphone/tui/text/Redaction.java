package org.sealphone.tui.text;

import java.util.regex.Pattern;

/**
 * The last barrier before a log: blanks what looks like a key, a digest or a password, wherever it stands. What reaches a log is free
 * of them already; this holds when somebody errs.
 */
public final class Redaction {
    private static final Pattern KEY = Pattern.compile("(?i)(inline:)[A-Za-z0-9+/=]{4,}");
    /** A quoted value ends at a quote that no backslash stands before: rather a word too many than half a secret. */
    private static final Pattern DIGEST = Pattern.compile(
            "(?i)\\b((?:response|cnonce|nonce|nextnonce|opaque|rspauth)\\s*=\\s*)(\"[\\s\\S]*?(?<!\\\\)(?:\"|\\z)|[^\\s,;]+)");

    private static final Pattern BASIC = Pattern.compile("(?i)\\b(Basic\\s+)[A-Za-z0-9+/=]{4,}");
    private static final Pattern USERINFO = Pattern.compile("(?i)\\b(sips?:[^\\s:@<>;]+):[^\\s@<>]+@");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)");

    private Redaction() {}

    /** The text with every secret blanked. */
    public static String of(String text) {
        String out = KEY.matcher(text).replaceAll("$1[redacted]");
        out = DIGEST.matcher(out).replaceAll("$1[redacted]");
        out = BASIC.matcher(out).replaceAll("$1[redacted]");
        out = USERINFO.matcher(out).replaceAll("$1:[redacted]@");
        return PEM.matcher(out).replaceAll("[redacted private key]");
    }
}
