package org.sealphone.crypto.srtp;

/** One SRTCP packet, sealed by a {@link SrtcpSender} and lent by it until the next. */
public final class SrtcpPacket implements ProtectedPacket {
    private final byte[] array;
    private final int offset;
    private final SealingContext context;
    private int length;

    SrtcpPacket(byte[] array, int offset, SealingContext context) {
        this.array = array;
        this.offset = offset;
        this.context = context;
    }

    SrtcpPacket sealed(int length) {
        this.length = length;
        return this;
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public SealingContext context() {
        return context;
    }
}
