package org.sealphone.crypto.reason;

/**
 * Foreign text made fit for a detail: printable ASCII alone, short, and with everything else shown as a dot, so that a peer can
 * place neither an escape sequence nor a line break nor ten kilobytes into a log or onto a screen.
 */
public final class Excerpt {
    private static final int LIMIT = 64;

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
        return foreign.length() > limit ? out.append("...").toString() : out.toString();
    }
}
