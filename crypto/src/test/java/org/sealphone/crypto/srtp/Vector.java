package org.sealphone.crypto.srtp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.sealphone.crypto.rtp.RtpPacket;

/** What the tests of this package are made of: octets out of hexadecimal text, keys and packets out of a seed. */
final class Vector {
    private Vector() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    static byte[] master(SrtpSuite suite, long seed) {
        byte[] master = new byte[suite.masterLength()];
        new Random(seed).nextBytes(master);
        return master;
    }

    static SrtpKeys keys(SrtpSuite suite, long seed) {
        return SrtpKeys.of(suite, master(suite, seed));
    }

    static RtpPacket plain(byte[] payload) {
        return fill(new RtpPacket(), payload);
    }

    static RtpPacket fill(RtpPacket packet, byte[] payload) {
        packet.begin(8, false, 160);
        System.arraycopy(payload, 0, packet.array(), packet.payloadOffset(), payload.length);
        packet.payloadLength(payload.length);
        return packet;
    }

    static byte[] payload(RtpPacket packet) {
        return Arrays.copyOfRange(
                packet.array(), packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
    }

    static byte[] octets(ProtectedPacket sealed) {
        return Arrays.copyOfRange(sealed.array(), sealed.offset(), sealed.offset() + sealed.length());
    }

    /** The next packet of this sender with so many octets of payload, as a datagram. */
    static byte[] next(SrtpSender sender, int payloadLength) {
        byte[] payload = new byte[payloadLength];
        Arrays.fill(payload, (byte) 0xD5);
        return octets(sender.protect(plain(payload)));
    }

    static Unprotected offer(SrtpReceiver receiver, byte[] datagram) {
        return receiver.unprotect(datagram, datagram.length);
    }

    static Unprotected offer(SrtcpReceiver receiver, byte[] datagram) {
        return receiver.unprotect(datagram, datagram.length);
    }
}
