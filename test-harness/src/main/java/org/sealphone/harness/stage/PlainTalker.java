package org.sealphone.harness.stage;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sealphone.harness.oracle.ControlShot;

/**
 * The positive control: talks in clear on purpose, from a socket of its own to a socket of its own, and tells what it sent. An oracle
 * that does not find each of these datagrams is blind, and so is every verdict of that run.
 */
public final class PlainTalker {
    private static final int RTP_PACKETS = 5;
    private static final int FRAME = 160;

    private PlainTalker() {}

    /** Sends plain RTP, plain RTCP, SIP over UDP and a DNS query. Everything has been sent when it returns. */
    public static List<ControlShot> talk(InetAddress local, RandomGenerator random) throws IOException {
        try (DatagramSocket talker = new DatagramSocket(new InetSocketAddress(local, 0));
                DatagramSocket listener = new DatagramSocket(new InetSocketAddress(local, 0))) {
            InetSocketAddress from = new InetSocketAddress(local, talker.getLocalPort());
            InetSocketAddress to = new InetSocketAddress(local, listener.getLocalPort());
            List<ControlShot> shots = new ArrayList<>();
            int ssrc = random.nextInt();
            for (int i = 0; i < RTP_PACKETS; i++) {
                shots.add(new ControlShot("plain RTP talker", from, to, send(talker, to, rtp(i, ssrc))));
            }
            shots.add(new ControlShot("plain RTCP talker", from, to, send(talker, to, rtcp(ssrc))));
            shots.add(new ControlShot("SIP over UDP talker", from, to, send(talker, to, sip(random))));
            shots.add(new ControlShot("DNS talker", from, to, send(talker, to, dns())));
            return shots;
        }
    }

    private static byte[] send(DatagramSocket socket, InetSocketAddress to, byte[] payload) throws IOException {
        socket.send(new DatagramPacket(payload, payload.length, to));
        return payload;
    }

    /** PCMU, payload type 0, a 1 kHz square wave. */
    private static byte[] rtp(int sequence, int ssrc) {
        ByteBuffer packet = ByteBuffer.allocate(12 + FRAME);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(FRAME * sequence)
                .putInt(ssrc);
        for (int i = 0; i < FRAME; i++) {
            packet.put((byte) (i % 8 < 4 ? 0x90 : 0x10));
        }
        return packet.array();
    }

    private static byte[] rtcp(int ssrc) {
        return ByteBuffer.allocate(8)
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(ssrc)
                .array();
    }

    private static byte[] sip(RandomGenerator random) {
        String message = "OPTIONS sip:control.invalid SIP/2.0\r\nVia: SIP/2.0/UDP control.invalid;branch=z9hG4bK"
                + Long.toHexString(random.nextLong()) + "\r\nContent-Length: 0\r\n\r\n";
        return message.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] dns() {
        ByteBuffer query = ByteBuffer.allocate(33);
        query.putShort((short) 1)
                .putShort((short) 0x0100)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        query.put((byte) 7).put("control".getBytes(StandardCharsets.US_ASCII));
        query.put((byte) 7).put("invalid".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        return query.putShort((short) 1).putShort((short) 1).array();
    }
}
