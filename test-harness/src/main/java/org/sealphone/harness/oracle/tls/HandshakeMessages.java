package org.sealphone.harness.oracle.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins handshake messages that lie across records (RFC 8446, 5.1). Bounded. */
final class HandshakeMessages {
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int NEW_SESSION_TICKET = 4;
    static final int FINISHED = 20;
    static final int KEY_UPDATE = 24;

    private static final int MAX_LENGTH = 1 << 17;

    private byte[] pending = new byte[0];

    /** The messages, each with its four octets of header, that this content completes. */
    List<byte[]> add(byte[] content) throws Malformed {
        int had = pending.length;
        pending = Arrays.copyOf(pending, had + content.length);
        System.arraycopy(content, 0, pending, had, content.length);
        List<byte[]> complete = new ArrayList<>();
        int at = 0;
        while (pending.length - at >= 4) {
            int length = ((pending[at + 1] & 0xff) << 16) | ((pending[at + 2] & 0xff) << 8) | (pending[at + 3] & 0xff);
            if (length > MAX_LENGTH) {
                throw new Malformed("a handshake message of " + length + " octets");
            }
            if (pending.length - at - 4 < length) {
                break;
            }
            complete.add(Arrays.copyOfRange(pending, at, at + 4 + length));
            at += 4 + length;
        }
        pending = Arrays.copyOfRange(pending, at, pending.length);
        return complete;
    }

    boolean isPartWay() {
        return pending.length > 0;
    }

    static byte[] body(byte[] message) {
        return Arrays.copyOfRange(message, 4, message.length);
    }
}
