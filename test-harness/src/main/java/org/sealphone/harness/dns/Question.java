package org.sealphone.harness.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client wants to know (RFC 1035 section 4.1.2).
 *
 * @param number by which the client knows its answer, 0 to 65535
 * @param name in lower case, without a final dot
 * @param type of the records, 0 to 65535
 */
public record Question(int number, String name, int type) {
    private static final int HEADER = 12;
    private static final int LONGEST_LABEL = 63;

    /** Empty where these octets are no query with one question. */
    static Optional<Question> read(byte[] message) {
        if (message.length < HEADER || message[2] < 0 || half(message, 4) != 1) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (at < message.length && message[at] != 0) {
            int length = message[at];
            if (length < 0 || length > LONGEST_LABEL || at + length >= message.length) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(
                            Arrays.copyOfRange(message, at + 1, at + 1 + length), StandardCharsets.ISO_8859_1));
            at += 1 + length;
        }
        return message.length - at < 5
                ? Optional.empty()
                : Optional.of(new Question(
                        half(message, 0), name.toString().toLowerCase(Locale.ROOT), half(message, at + 1)));
    }

    private static int half(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }
}
