package org.sealphone.crypto.srtp;

import java.util.Arrays;
import java.util.List;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;

/** {@link SrtcpReceiver#unprotect}. */
public final class UnprotectSrtcpFuzz extends UnprotectTarget {
    private static final RtcpCompound REPORT = RtcpCompound.of(new ReceiverReport(SSRC, List.of()), "c");

    public UnprotectSrtcpFuzz() {
        super(SrtpProtocol.SRTCP, 4, RtcpCompound.MAX_SIZE);
    }

    @Override
    public String name() {
        return "unprotect-srtcp";
    }

    @Override
    List<String> plain() {
        return List.of(
                "80c9000111223344",
                "80c900011122334481ca0003112233440102616200000000",
                "80c900011122334481cb000111223344",
                "81ca0003112233440102616200000000",
                "9fc9ffff11223344");
    }

    /** With the E bit where a tag of 16 octets puts it, and where one of 10 does. */
    @Override
    byte[] forged(byte[] plain) {
        byte[] datagram = Arrays.copyOf(plain, plain.length + 20);
        datagram[datagram.length - 4] = (byte) 0x80;
        datagram[datagram.length - 14] = (byte) 0x80;
        return datagram;
    }

    @Override
    int clear(byte[] plain) {
        return 8;
    }

    @Override
    long index(byte[] plain) {
        return plain.length;
    }

    @Override
    boolean sound(byte[] plain) {
        return RtcpCompound.read(plain, 0, plain.length).isPresent();
    }

    @Override
    Stream stream(SrtpKeys keys) {
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        SrtcpSender sender = new SrtcpSender(keys, SSRC);
        return new Stream() {
            @Override
            public byte[] next() {
                return Vector.octets(sender.protect(REPORT));
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
                return receiver.compound().ssrc() == SSRC;
            }

            @Override
            public void close() {
                sender.close();
                receiver.close();
            }
        };
    }
}
