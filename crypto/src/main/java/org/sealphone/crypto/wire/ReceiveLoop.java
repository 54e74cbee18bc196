package org.sealphone.crypto.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.sealphone.crypto.time.Timeline;

/**
 * The one thread that receives datagrams, for all ports of the process. It allocates nothing for a packet of its own.
 *
 * <p>Thread: "wire-receive", a daemon; it starts with the first port.
 */
final class ReceiveLoop implements AutoCloseable {
    private static final int LARGEST = 65536;
    private static final int TURN = 64;
    /** With so many sockets datagrams come so densely that to look for several at a time costs a fraction of waking up for each. */
    private static final int CROWD = 128;
    /** Short beside the frame of a call, for which nobody is kept waiting. */
    private static final long BREATH_NANOS = 1_000_000;

    private final Timeline timeline;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.wrap(new byte[LARGEST]);
    private final Consumer<SelectionKey> reader = this::ready;
    /** How many datagrams of one socket are read at a time; what is left behind one is found again after the next breath. */
    private int most = TURN;

    private ReceiveLoop(Timeline timeline, Selector selector) {
        this.timeline = timeline;
        this.selector = selector;
    }

    static ReceiveLoop start(Timeline timeline) throws IOException {
        ReceiveLoop loop = new ReceiveLoop(timeline, Selector.open());
        Thread thread = new Thread(loop::run, "wire-receive");
        thread.setDaemon(true);
        thread.start();
        return loop;
    }

    SelectionKey register(DatagramChannel channel, DatagramPath.Arrival arrival) throws IOException {
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, arrival);
        selector.wakeup();
        return key;
    }

    /** A closed channel keeps its port until the selector has let go of it. */
    void release() {
        selector.wakeup();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                boolean crowd = selector.keys().size() >= CROWD;
                most = crowd ? 1 : TURN;
                selector.select(reader);
                if (crowd) {
                    LockSupport.parkNanos(this, BREATH_NANOS);
                }
            }
        } catch (ClosedSelectorException closed) {
            // The wire was closed while this waited: the end of the thread.
        } catch (IOException broken) {
            throw new IllegalStateException("the selector is broken", broken);
        }
    }

    private void ready(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        DatagramPath.Arrival arrival = (DatagramPath.Arrival) key.attachment();
        try {
            for (int i = 0; i < most; i++) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                deliver(arrival, from);
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    /** A bug in the receiver of one call must not silence all others: it is heard, and the loop goes on. */
    private void deliver(DatagramPath.Arrival arrival, InetSocketAddress from) {
        try {
            arrival.datagram(buffer.array(), buffer.position(), from, timeline.nanoTime());
        } catch (RuntimeException bug) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException gone) {
            // The thread ends either way.
        }
    }
}
