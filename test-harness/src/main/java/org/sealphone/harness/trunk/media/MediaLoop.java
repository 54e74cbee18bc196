package org.sealphone.harness.trunk.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * One thread, {@code trunk-media}, that serves the media of all services: it receives, keeps the 20 ms clock by absolute deadlines, and
 * owns every stream. Whoever binds ports gives them back by {@link #release}, whether a stream was opened on them or not. A bug in one
 * stream ends that stream and is told to whoever watches; the others go on.
 */
public final class MediaLoop implements AutoCloseable {
    private static final long TICK_NANOS = 20_000_000;
    private static final int MOST_DATAGRAM = 2048;
    private static final int MOST_READS = 64;

    private final Selector selector;
    private final SecureRandom random;
    private final Faults faults;
    private final IntUnaryOperator firstSequence;
    private final MediaCounters counters = new MediaCounters();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<MediaPorts, ServiceStream> streams = new HashMap<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Hears of a bug in the media of one call, whose stream is gone then; on the media thread. */
    @FunctionalInterface
    public interface Faults {
        void fault(MediaPorts ports, RuntimeException bug);
    }

    public MediaLoop(SecureRandom random, Faults faults) throws IOException {
        this(random, faults, IntUnaryOperator.identity());
    }

    /** @param firstSequence makes the sequence number that a stream begins with, out of a random one; on the media thread */
    public MediaLoop(SecureRandom random, Faults faults, IntUnaryOperator firstSequence) throws IOException {
        this.random = random;
        this.firstSequence = firstSequence;
        this.faults = faults;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "trunk-media");
        thread.setDaemon(true);
        thread.start();
    }

    public MediaCounters counters() {
        return counters;
    }

    /** Binds a pair of ports; from any thread. Until a stream is opened nothing is read. */
    public MediaPorts bind(InetAddress address) throws IOException {
        MediaPorts ports = MediaPorts.bind(address);
        counters.ports.addAndGet(2);
        return ports;
    }

    public void open(MediaPorts ports, StreamPlan plan) {
        execute(ports, () -> {
            ServiceStream stream = new ServiceStream(ports, plan, counters, random, firstSequence, System.nanoTime());
            if (streams.putIfAbsent(ports, stream) == null) {
                watch(ports.rtpChannel(), stream);
                watch(ports.rtcpChannel(), stream);
            }
        });
    }

    public void change(MediaPorts ports, StreamPlan plan) {
        execute(ports, () -> with(ports, stream -> stream.change(plan)));
    }

    /** Says BYE where a stream was open, and closes the sockets. */
    public void release(MediaPorts ports) {
        execute(ports, () -> {
            try {
                with(ports, stream -> stream.bye(System.nanoTime()));
            } finally {
                streams.remove(ports);
                counters.ports.addAndGet(-2);
                ports.close();
            }
        });
    }

    private void with(MediaPorts ports, Consumer<ServiceStream> action) {
        ServiceStream stream = streams.get(ports);
        if (stream != null) {
            action.accept(stream);
        }
    }

    private void execute(MediaPorts ports, Runnable task) {
        tasks.add(() -> guarded(ports, task));
        selector.wakeup();
    }

    private void watch(DatagramChannel channel, ServiceStream stream) {
        try {
            channel.register(selector, SelectionKey.OP_READ, stream);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** The border between calls: a bug in one of them ends its stream, is counted and told; the others go on. */
    private void guarded(MediaPorts ports, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            streams.remove(ports);
            forget(ports.rtpChannel());
            forget(ports.rtcpChannel());
            faults.fault(ports, bug);
        }
    }

    private void forget(DatagramChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    private void run() {
        byte[] buffer = new byte[MOST_DATAGRAM];
        long nextTick = System.nanoTime();
        try {
            while (!closing || !tasks.isEmpty()) {
                drainTasks();
                select(nextTick);
                for (SelectionKey key : selector.selectedKeys()) {
                    ServiceStream stream = (ServiceStream) key.attachment();
                    guarded(stream.ports(), () -> receive(key, stream, buffer));
                }
                selector.selectedKeys().clear();
                long now = System.nanoTime();
                if (nextTick - now <= 0) {
                    for (ServiceStream stream : List.copyOf(streams.values())) {
                        guarded(stream.ports(), () -> stream.tick(now));
                    }
                    nextTick += Math.max(1, (now - nextTick) / TICK_NANOS + 1) * TICK_NANOS;
                }
            }
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            streams.keySet().forEach(MediaPorts::close);
        }
    }

    private void drainTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void select(long nextTick) throws IOException {
        if (streams.isEmpty()) {
            if (!closing && tasks.isEmpty()) {
                selector.select();
            }
            return;
        }
        long millis = (nextTick - System.nanoTime() + 999_999) / 1_000_000;
        if (millis > 0) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
    }

    private static void receive(SelectionKey key, ServiceStream stream, byte[] buffer) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            for (int reads = 0; reads < MOST_READS && key.isValid(); reads++) {
                ByteBuffer into = ByteBuffer.wrap(buffer);
                if (channel.receive(into) == null) {
                    return;
                }
                stream.datagram(buffer, into.position(), System.nanoTime());
            }
        } catch (IOException lost) {
            key.cancel();
        }
    }

    /** Closes every socket and waits for the thread's end. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
