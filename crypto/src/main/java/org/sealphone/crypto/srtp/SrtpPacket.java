package org.sealphone.crypto.srtp;

/** One SRTP packet, sealed by a {@link SrtpSender} and lent by it until the next. */
public final class SrtpPacket implements ProtectedPacket {
    private final byte[] array;
    private final int offset;
    private final SealingContext context;
    private int length;

    SrtpPacket(byte[] array, int offset, SealingContext context) {
        this.array = array;
        this.offset = offset;
        this.context = context;
    }

    SrtpPacket sealed(int length) {
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
