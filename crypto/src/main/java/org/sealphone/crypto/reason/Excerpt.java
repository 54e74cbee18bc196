package org.sealphone.crypto.reason;

import java.util.regex.Pattern;

/**
 * Foreign text made fit for a detail: printable ASCII alone, short, and with everything else shown as a dot, so that a peer can
 * place neither an escape sequence nor a line break nor ten kilobytes into a log or onto a screen. Nor a key: what stands behind
 * {@code inline:} is left out wherever somebody has put it.
 */
public final class Excerpt {
    private static final int LIMIT = 64;
    private static final Pattern KEY = Pattern.compile("(?i)(inline:)[A-Za-z0-9+/=]+");

    private Excerpt() {}

    /** The text, cut to 64 characters and cleaned. */
    public static String of(String foreign) {
        return of(foreign, LIMIT);
    }

    /** The text, cut to a length of the caller's choice and cleaned. */
    public static String of(String foreign, int limit) {
        StringBuilder out = new StringBuilder(Math.min(foreign.length(), limit) + 3);
        for (int i = 0; i < foreign.length() && i < limit; i++) {
            char c = foreign.charAt(i);
            out.append(c >= 0x20 && c < 0x7f ? c : '.');
        }
        String clean = KEY.matcher(out).replaceAll("$1...");
        return foreign.length() > limit ? clean + "..." : clean;
    }
}
