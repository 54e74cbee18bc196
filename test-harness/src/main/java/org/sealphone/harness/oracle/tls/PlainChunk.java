package org.sealphone.harness.oracle.tls;

/** Application data of one record, decrypted. */
public final class PlainChunk {
    private final byte[] bytes;
    private final int streamEnd;

    PlainChunk(byte[] bytes, int streamEnd) {
        this.bytes = bytes;
        this.streamEnd = streamEnd;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Offset of the record's last octet in the TCP stream. */
    public int lastOctet() {
        return streamEnd - 1;
    }
}
