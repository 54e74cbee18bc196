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
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One thread, {@code trunk-media}, that serves the media of all services: it receives, keeps the 20 ms clock by absolute deadlines, and
 * owns every stream. Whoever binds ports gives them back by {@link #release}, whether a stream was opened on them or not.
 */
public final class MediaLoop implements AutoCloseable {
    private static final long TICK_NANOS = 20_000_000;
    private static final int MOST_DATAGRAM = 2048;
    private static final int MOST_READS = 64;

    private final Selector selector;
    private final SecureRandom random;
    private final MediaCounters counters = new MediaCounters();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<MediaPorts, ServiceStream> streams = new HashMap<>();
    private final Thread thread;
    private volatile boolean closing;

    public MediaLoop(SecureRandom random) throws IOException {
        this.random = random;
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
        execute(() -> {
            ServiceStream stream = new ServiceStream(ports, plan, counters, random, System.nanoTime());
            if (streams.putIfAbsent(ports, stream) == null) {
                watch(ports.rtpChannel(), stream);
                watch(ports.rtcpChannel(), stream);
            }
        });
    }

    public void change(MediaPorts ports, StreamPlan plan) {
        execute(() -> with(ports, stream -> stream.change(plan)));
    }

    /** Says BYE where a stream was open, and closes the sockets. */
    public void release(MediaPorts ports) {
        execute(() -> {
            with(ports, stream -> stream.bye(System.nanoTime()));
            streams.remove(ports);
            ports.close();
            counters.ports.addAndGet(-2);
        });
    }

    private void with(MediaPorts ports, Consumer<ServiceStream> action) {
        ServiceStream stream = streams.get(ports);
        if (stream != null) {
            action.accept(stream);
        }
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void watch(DatagramChannel channel, ServiceStream stream) {
        try {
            channel.register(selector, SelectionKey.OP_READ, stream);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
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
                    receive(key, buffer);
                }
                selector.selectedKeys().clear();
                long now = System.nanoTime();
                if (nextTick - now <= 0) {
                    streams.values().forEach(stream -> stream.tick(now));
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

    private void receive(SelectionKey key, byte[] buffer) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        ServiceStream stream = (ServiceStream) key.attachment();
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
