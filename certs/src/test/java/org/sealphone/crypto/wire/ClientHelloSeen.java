package org.sealphone.crypto.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The ClientHello at the head of a stream that a client sent (RFC 8446 section 4.1.2).
 *
 * @param session the legacy session id as hexadecimal; empty when there is none
 * @param extensions their numbers
 * @param filledTicket whether there is a session ticket (RFC 5077) to resume with
 */
record ClientHelloSeen(String session, Set<Integer> extensions, boolean filledTicket) {
    private static final int SESSION_TICKET = 35;

    static ClientHelloSeen in(String stream) {
        ByteBuffer in = ByteBuffer.wrap(stream.getBytes(StandardCharsets.ISO_8859_1));
        // Record header, handshake header, version, random.
        in.position(5 + 4 + 2 + 32);
        byte[] session = new byte[in.get() & 0xFF];
        in.get(session);
        in.position(in.getShort() + in.position());
        in.position(in.get() + in.position());
        int end = in.getShort() + in.position();
        Set<Integer> extensions = new HashSet<>();
        boolean ticket = false;
        while (in.position() < end) {
            int number = in.getShort() & 0xFFFF;
            int length = in.getShort() & 0xFFFF;
            extensions.add(number);
            ticket |= number == SESSION_TICKET && length > 0;
            in.position(in.position() + length);
        }
        return new ClientHelloSeen(HexFormat.of().formatHex(session), extensions, ticket);
    }
}
