package org.sealphone.crypto.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Excerpt;

/**
 * Reads along what a server sends before encryption begins: whether it is TLS at all, and which group the key exchange uses (RFC
 * 8446 section 4.2.8, RFC 8422 section 5.4), which the engine does not tell. It decides nothing about security, is bounded, and
 * takes whatever bytes come in whatever pieces.
 */
final class ServerFlight {
    private static final int MOST_BYTES = 1 << 14;
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int SERVER_HELLO = 2;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int KEY_SHARE = 51;
    private static final int NAMED_CURVE = 3;
    private static final Map<Integer, String> GROUPS = Map.of(
            0x11ec, "X25519MLKEM768",
            29, "x25519",
            30, "x448",
            23, "secp256r1",
            24, "secp384r1",
            25, "secp521r1");

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private @Nullable String group;
    private boolean over;

    /** Takes the next bytes. */
    void read(byte[] bytes, int length) {
        if (over) {
            return;
        }
        records.write(bytes, 0, Math.min(length, MOST_BYTES - records.size()));
        byte[] flight = handshakeBytes(records.toByteArray());
        messages(flight);
        over = over || group != null || records.size() == MOST_BYTES;
    }

    /** The group by its IANA name, or its number when it is none that we offer. */
    Optional<String> group() {
        return Optional.ofNullable(group);
    }

    /** What came instead of a TLS record, if the first byte is none of TLS. */
    Optional<String> plainText() {
        byte[] first = records.toByteArray();
        if (first.length == 0 || first[0] == HANDSHAKE || first[0] == ALERT) {
            return Optional.empty();
        }
        String text = new String(first, 0, Math.min(first.length, 80), StandardCharsets.ISO_8859_1);
        String upper = text.toUpperCase(Locale.ROOT);
        String kind = upper.startsWith("SIP/2.0") ? "SIP in clear" : upper.startsWith("HTTP/") ? "HTTP" : "no TLS";
        return Optional.of(kind + ": " + Excerpt.of(text.lines().findFirst().orElse("")));
    }

    /** The handshake messages, without the record headers between their pieces; up to the first record of another kind. */
    private byte[] handshakeBytes(byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at + 5 <= input.length) {
            int length = u16(input, at + 3);
            if (input[at] != HANDSHAKE) {
                over = true;
                break;
            }
            out.write(input, at + 5, Math.min(length, input.length - at - 5));
            at += 5 + length;
        }
        return out.toByteArray();
    }

    /** The first message that names a group decides: what follows may still be on its way, and must not change what is told. */
    private void messages(byte[] flight) {
        int at = 0;
        while (group == null && at + 4 <= flight.length) {
            int length = (flight[at + 1] & 0xff) << 16 | u16(flight, at + 2);
            int end = at + 4 + length;
            if (end > flight.length) {
                return;
            }
            if (flight[at] == SERVER_HELLO) {
                serverHello(flight, at + 4, end);
            } else if (flight[at] == SERVER_KEY_EXCHANGE && length >= 3 && flight[at + 4] == NAMED_CURVE) {
                group = name(u16(flight, at + 5));
            }
            at = end;
        }
    }

    /** A HelloRetryRequest names the group of the ServerHello that follows, so the two need not be told apart. */
    private void serverHello(byte[] flight, int start, int end) {
        int session = start + 34;
        if (session >= end) {
            return;
        }
        int at = session + 1 + (flight[session] & 0xff) + 3 + 2;
        while (at + 4 <= end) {
            int length = u16(flight, at + 2);
            if (u16(flight, at) == KEY_SHARE && length >= 2 && at + 6 <= end) {
                group = name(u16(flight, at + 4));
            }
            at += 4 + length;
        }
    }

    private static String name(int id) {
        return GROUPS.getOrDefault(id, String.format("0x%04x", id));
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
