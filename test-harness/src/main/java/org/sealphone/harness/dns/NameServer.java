package org.sealphone.harness.dns;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers questions that come as datagrams, on a thread of its own. What is no question it leaves alone. */
public final class NameServer implements Closeable {
    private static final int LONGEST = 512;

    private final DatagramSocket socket;
    private final DatagramSocket elsewhere;
    private final Tongue tongue;
    private final AtomicInteger heard = new AtomicInteger();

    private NameServer(DatagramSocket socket, DatagramSocket elsewhere, Tongue tongue) {
        this.socket = socket;
        this.elsewhere = elsewhere;
        this.tongue = tongue;
    }

    /** @param address port 0 takes any */
    public static NameServer start(InetSocketAddress address, Tongue tongue) throws IOException {
        DatagramSocket socket = new DatagramSocket(address);
        DatagramSocket elsewhere;
        try {
            elsewhere = new DatagramSocket(new InetSocketAddress(address.getAddress(), 0));
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        NameServer server = new NameServer(socket, elsewhere, tongue);
        Thread thread = new Thread(server::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** How many questions came. */
    public int heard() {
        return heard.get();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LONGEST);
                socket.receive(packet);
                Optional<Question> question = Question.read(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (question.isPresent()) {
                    heard.incrementAndGet();
                    answer(question.get(), (InetSocketAddress) packet.getSocketAddress());
                }
            } catch (IOException closedOrGone) {
                // Closed, or who asked is gone: the next question is another's.
            }
        }
    }

    private void answer(Question question, InetSocketAddress asker) throws IOException {
        for (Tongue.Saying saying : tongue.say(question)) {
            DatagramSocket from = saying.elsewhere() ? elsewhere : socket;
            from.send(new DatagramPacket(saying.message(), saying.message().length, asker));
        }
    }

    @Override
    public void close() {
        socket.close();
        elsewhere.close();
    }
}
