package org.sealphone.crypto.srtp;

import java.util.Arrays;
import java.util.List;
import org.sealphone.crypto.rtp.RtpPacket;

/** {@link SrtpReceiver#unprotect}. */
public final class UnprotectSrtpFuzz extends UnprotectTarget {
    public UnprotectSrtpFuzz() {
        super(SrtpProtocol.SRTP, 8, RtpPacket.MAX_SIZE);
    }

    @Override
    public String name() {
        return "unprotect-srtp";
    }

    @Override
    List<String> plain() {
        return List.of(
                "800000010000000a11223344d5d5d5d5d5d5d5d5",
                "a00000010000000a1122334401020304",
                "a00000010000000a11223344010203ff",
                "90007fff000000aa11223344bede000110ff0000d5d5",
                "9000ffff000000aa11223344bedeffff");
    }

    @Override
    byte[] forged(byte[] plain) {
        return Arrays.copyOf(plain, plain.length + 16);
    }

    @Override
    int clear(byte[] plain) {
        int header = RtpPacket.headerLength(plain, 0, plain.length);
        return header < 0 ? plain.length : header;
    }

    @Override
    long index(byte[] plain) {
        return (plain[2] & 0xFF) << 8 | plain[3] & 0xFF;
    }

    @Override
    boolean sound(byte[] plain) {
        return new RtpPacket().read(plain, 0, plain.length);
    }

    @Override
    Stream stream(SrtpKeys keys) {
        SrtpReceiver receiver = new SrtpReceiver(keys);
        SrtpSender sender = new SrtpSender(keys, SSRC, 1);
        return new Stream() {
            @Override
            public byte[] next() {
                return Vector.next(sender, 20);
            }

            @Override
            public Unprotected offer(byte[] datagram) {
                return Vector.offer(receiver, datagram);
            }

            @Override
            public int sources() {
                return receiver.sources();
            }

            @Override
            public boolean sound() {
                return receiver.packet().payloadLength() == 20;
            }

            @Override
            public void close() {
                sender.close();
                receiver.close();
            }
        };
    }
}
