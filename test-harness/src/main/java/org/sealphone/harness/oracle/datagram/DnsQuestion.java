package org.sealphone.harness.oracle.datagram;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one question of a DNS message (RFC 1035, 4.1), read strictly: a query may hold nothing else but an empty EDNS record (RFC 6891)
 * or one with a cookie or padding.
 */
public record DnsQuestion(boolean query, String name) {
    private static final Set<Integer> TYPES = Set.of(1, 28, 33, 35);
    private static final int OPT = 41;
    private static final Set<Integer> HARMLESS_OPTIONS = Set.of(10, 12);

    /** Empty where it is not a message of that kind. */
    public static Optional<DnsQuestion> parse(byte[] message) {
        if (message.length < 17 || half(message, 4) != 1 || (message[2] & 0x78) != 0) {
            return Optional.empty();
        }
        boolean query = (message[2] & 0x80) == 0;
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (at < message.length && message[at] != 0) {
            int length = message[at];
            if (length < 1 || length > 63 || at + length + 1 >= message.length || name.length() > 253) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(message, at + 1, length, StandardCharsets.ISO_8859_1));
            at += length + 1;
        }
        if (message.length - at < 5 || !TYPES.contains(half(message, at + 1)) || half(message, at + 3) != 1) {
            return Optional.empty();
        }
        at += 5;
        if (query && !endsCleanly(message, at)) {
            return Optional.empty();
        }
        return Optional.of(new DnsQuestion(query, name.toString().toLowerCase(Locale.ROOT)));
    }

    private static boolean endsCleanly(byte[] message, int from) {
        if (half(message, 6) != 0 || half(message, 8) != 0) {
            return false;
        }
        if (half(message, 10) == 0) {
            return from == message.length;
        }
        boolean opt = half(message, 10) == 1
                && message.length - from >= 11
                && message[from] == 0
                && half(message, from + 1) == OPT;
        if (!opt || half(message, from + 9) != message.length - from - 11) {
            return false;
        }
        int at = from + 11;
        while (message.length - at >= 4 && HARMLESS_OPTIONS.contains(half(message, at))) {
            at += 4 + half(message, at + 2);
        }
        return at == message.length;
    }

    private static int half(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
