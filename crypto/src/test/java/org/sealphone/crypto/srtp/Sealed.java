package org.sealphone.crypto.srtp;

import java.util.Arrays;
import org.sealphone.crypto.rtp.RtpPacket;

/** Any octets sealed as a peer that holds the key could seal them: what no sender of ours would make. */
final class Sealed {
    private Sealed() {}

    static byte[] octets(SrtpKeys keys, SrtpProtocol protocol, byte[] plain, int clear, int ssrc, long index) {
        byte[] array = new byte[RtpPacket.HEAD_ROOM + plain.length + PacketCipher.ROOM];
        int start = RtpPacket.HEAD_ROOM;
        System.arraycopy(plain, 0, array, start, plain.length);
        try (PacketCipher cipher = PacketCipher.of(SessionKeys.derive(keys, protocol))) {
            int end = cipher.seal(array, start, start + clear, start + plain.length, ssrc, index);
            return Arrays.copyOfRange(array, start, end);
        }
    }
}
