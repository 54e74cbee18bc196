package org.sealphone.crypto.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.time.Timeline;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * Questions to name servers and what comes back: a datagram each, or a connection where the answer does not fit (RFC 7766). Each has a
 * socket of its own, so that whoever forges an answer has to guess its port besides the number of the question.
 *
 * <p>Blocks its caller, who may give up by interrupting it. Any thread.
 */
final class DnsPath implements IoClientFactory, UdpIoClient, TcpIoClient {
    private static final int LOOK_UP_MILLIS = 100;

    private final Timeline timeline;
    private final WireTap tap;
    private final WireLedger ledger;

    DnsPath(Timeline timeline, WireTap tap, WireLedger ledger) {
        this.timeline = timeline;
        this.tap = tap;
        this.ledger = ledger;
    }

    @Override
    public UdpIoClient createOrGetUdpClient() {
        return this;
    }

    @Override
    public TcpIoClient createOrGetTcpClient() {
        return this;
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveUdp(
            @Nullable InetSocketAddress from,
            InetSocketAddress server,
            Message question,
            byte[] octets,
            int most,
            Duration atMost) {
        try (DatagramSocket socket = new DatagramSocket(from)) {
            // Connected: only what comes from the server is received, and a closed port is known at once.
            socket.connect(server);
            InetSocketAddress local = (InetSocketAddress) socket.getLocalSocketAddress();
            socket.send(new DatagramPacket(octets, octets.length));
            ledger.dnsLeft(octets.length);
            tap.datagramOut(local, server, octets, 0, octets.length, timeline.now());
            return CompletableFuture.completedFuture(answer(socket, local, server, octets, most, atMost));
        } catch (IOException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private byte[] answer(
            DatagramSocket socket,
            InetSocketAddress local,
            InetSocketAddress server,
            byte[] question,
            int most,
            Duration atMost)
            throws IOException {
        Limit limit = new Limit(atMost);
        DatagramPacket packet = new DatagramPacket(new byte[most], most);
        while (true) {
            socket.setSoTimeout(limit.left(LOOK_UP_MILLIS));
            packet.setLength(most);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException silence) {
                continue;
            }
            ledger.dnsCame(packet.getLength());
            tap.datagramIn(server, local, packet.getData(), 0, packet.getLength(), timeline.now());
            byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
            if (answer.length > 12 && answer[0] == question[0] && answer[1] == question[1]) {
                return answer;
            }
            // The answer to another question: late, or forged. The own one may still come.
        }
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveTcp(
            @Nullable InetSocketAddress from,
            InetSocketAddress server,
            Message question,
            byte[] octets,
            Duration atMost) {
        try (Socket socket = new Socket()) {
            Limit limit = new Limit(atMost);
            socket.bind(from);
            socket.connect(server, limit.left(Integer.MAX_VALUE));
            InetSocketAddress local = (InetSocketAddress) socket.getLocalSocketAddress();
            byte[] framed = framed(octets);
            socket.getOutputStream().write(framed);
            ledger.dnsLeft(framed.length);
            tap.streamOut(local, server, framed, 0, framed.length, timeline.now());
            byte[] size = octets(socket, 2, limit);
            byte[] answer =
                    octets(socket, Short.toUnsignedInt(ByteBuffer.wrap(size).getShort()), limit);
            byte[] came = framed(answer);
            ledger.dnsCame(came.length);
            tap.streamIn(local, server, came, 0, came.length, timeline.now());
            tap.streamClosed(local, server, timeline.now());
            return CompletableFuture.completedFuture(answer);
        } catch (IOException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /** So many octets, however slowly they drip: the limit is that of the whole answer. */
    private static byte[] octets(Socket socket, int count, Limit limit) throws IOException {
        byte[] octets = new byte[count];
        int at = 0;
        while (at < count) {
            socket.setSoTimeout(limit.left(LOOK_UP_MILLIS));
            try {
                int read = socket.getInputStream().read(octets, at, count - at);
                if (read < 0) {
                    throw new EOFException("the name server broke off");
                }
                at += read;
            } catch (SocketTimeoutException silence) {
                // Looked up; whether it was too long, the next turn finds out.
            }
        }
        return octets;
    }

    /** How long a question may take, and whether its caller still waits. */
    private static final class Limit {
        private final long deadline;

        Limit(Duration atMost) {
            deadline = System.nanoTime() + atMost.toNanos();
        }

        /** Milliseconds that are left, 1 to {@code most}; throws when there are none. */
        int left(int most) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted");
            }
            long left = Math.floorDiv(deadline - System.nanoTime(), 1_000_000L);
            if (left <= 0) {
                throw new SocketTimeoutException("no answer");
            }
            return (int) Math.min(most, left);
        }
    }

    private static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }
}
