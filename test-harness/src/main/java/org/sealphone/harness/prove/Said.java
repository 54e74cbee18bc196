package org.sealphone.harness.prove;

import java.util.List;

/** The messages that a phone of this product sent, out of the log that it keeps: each line of a message is indented behind a bar. */
final class Said {
    private static final String LINE = "    | ";

    private Said() {}

    /** One after the other, as they went out. */
    static String in(List<String> log) {
        StringBuilder said = new StringBuilder();
        boolean outgoing = false;
        for (String line : log) {
            if (!line.startsWith(LINE)) {
                outgoing = line.stripTrailing().endsWith("SIP >");
            } else if (outgoing) {
                said.append(line, LINE.length(), line.length()).append('\n');
            }
        }
        return said.toString();
    }
}
