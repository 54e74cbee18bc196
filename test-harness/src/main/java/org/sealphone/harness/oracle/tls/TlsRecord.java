package org.sealphone.harness.oracle.tls;

import java.util.Arrays;
import java.util.List;

/** One TLS record and its place in the stream (RFC 8446, 5.1). */
final class TlsRecord {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    private static final int HEADER = 5;
    private static final int MAX_BODY = (1 << 14) + 2048;

    private final int offset;
    private final byte[] header;
    private final byte[] body;

    private TlsRecord(int offset, byte[] header, byte[] body) {
        this.offset = offset;
        this.header = header;
        this.body = body;
    }

    /** Splits a stream as far as it is made of records; returns how many octets that is. */
    static int split(byte[] stream, List<TlsRecord> records) {
        int at = 0;
        while (stream.length - at >= HEADER) {
            int type = stream[at];
            int version = ((stream[at + 1] & 0xff) << 8) | (stream[at + 2] & 0xff);
            int length = ((stream[at + 3] & 0xff) << 8) | (stream[at + 4] & 0xff);
            boolean valid =
                    type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA && version >= 0x0301 && version <= 0x0303;
            if (!valid || length == 0 || length > MAX_BODY || stream.length - at - HEADER < length) {
                break;
            }
            int end = at + HEADER + length;
            records.add(new TlsRecord(
                    at, Arrays.copyOfRange(stream, at, at + HEADER), Arrays.copyOfRange(stream, at + HEADER, end)));
            at = end;
        }
        return at;
    }

    int type() {
        return header[0];
    }

    int version() {
        return ((header[1] & 0xff) << 8) | (header[2] & 0xff);
    }

    byte[] header() {
        return header;
    }

    byte[] body() {
        return body;
    }

    int offset() {
        return offset;
    }

    int end() {
        return offset + HEADER + body.length;
    }
}
