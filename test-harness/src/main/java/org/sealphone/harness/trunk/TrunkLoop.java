package org.sealphone.harness.trunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipMessage;
import org.sealphone.harness.tls.TlsSession;
import org.sealphone.harness.tls.TlsSettings;

/**
 * One thread, {@code trunk-loop}, that accepts, reads, writes, keeps the timers and owns every flow, transaction and call: nothing of the
 * trunk's signalling is locked, because nothing is shared. At most 4096 connections; one that has not finished its handshake after ten
 * seconds is closed.
 */
final class TrunkLoop implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 4096;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final TrunkSettings settings;
    private final TrunkCounters counters;
    private final TlsSettings tls;
    private final SecureRandom random;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Set<Flow> flows = new LinkedHashSet<>();
    private final byte[] buffer = new byte[32 * 1024];
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable Listener listener;
    private long timerOrder;

    /** Hears what happens on flows; on the loop thread. */
    interface Listener {
        void received(Flow flow, SipMessage message);

        void lost(Flow flow);
    }

    TrunkLoop(TrunkSettings settings, TrunkCounters counters, SecureRandom random) throws IOException {
        this.settings = settings;
        this.counters = counters;
        this.random = random;
        this.tls = settings.tls();
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open();
        this.thread = new Thread(this::run, "trunk-loop");
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(settings.address(), settings.port()), 256);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            this.address = (InetSocketAddress) server.getLocalAddress();
        } catch (IOException refused) {
            server.close();
            selector.close();
            throw refused;
        }
    }

    void start(Listener heard) {
        this.listener = heard;
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return address;
    }

    Listener listener() {
        if (listener == null) {
            throw new IllegalStateException("not started");
        }
        return listener;
    }

    Set<Flow> flows() {
        return flows;
    }

    /** Runs the task on the loop thread; from any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs the task on the loop thread after the delay; from the loop thread. */
    Timer later(Duration delay, Runnable task) {
        Timer timer = new Timer(System.nanoTime() + delay.toNanos(), timerOrder++, task);
        timers.add(timer);
        return timer;
    }

    private void run() {
        try {
            while (!closing || !tasks.isEmpty()) {
                waitForWork();
                for (SelectionKey key : selector.selectedKeys()) {
                    guarded(() -> ready(key), () -> broken(key));
                }
                selector.selectedKeys().clear();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    guarded(task);
                }
                fireTimers();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            shutDown();
        }
    }

    /** The boundary: a bug in the handling of one message must not take the other calls with it; it is counted, and tests look. */
    private void guarded(Runnable step, Runnable otherwise) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            counters.fault(bug);
            settings.observer().connection("fault in the trunk: " + bug);
            otherwise.run();
        }
    }

    private void guarded(Runnable step) {
        guarded(step, () -> {});
    }

    /** What a bug left of the connection it happened on is not known: the peer is told so by its end. */
    private void broken(SelectionKey key) {
        if (key.attachment() instanceof Flow flow) {
            guarded(() -> flow.lost("a fault in the trunk"));
        }
    }

    private void waitForWork() throws IOException {
        Timer next = timers.peek();
        if (!tasks.isEmpty() || closing) {
            selector.selectNow();
        } else if (next == null) {
            selector.select();
        } else {
            long millis = (next.deadline() - System.nanoTime() + 999_999) / 1_000_000;
            if (millis > 0) {
                selector.select(millis);
            } else {
                selector.selectNow();
            }
        }
    }

    private void fireTimers() {
        for (Timer timer = timers.peek();
                timer != null && (timer.cancelled() || timer.deadline() - System.nanoTime() <= 0);
                timer = timers.peek()) {
            Timer due = timers.remove();
            if (!due.cancelled()) {
                guarded(due::run);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
            return;
        }
        Flow flow = (Flow) key.attachment();
        try {
            if (key.isReadable()) {
                flow.readable(buffer);
            }
            if (key.isValid() && key.isWritable()) {
                flow.flush();
            }
        } catch (IOException lost) {
            flow.lost("lost");
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            if (flows.size() >= MOST_CONNECTIONS) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Flow flow = new Flow(counters.connection(), channel, new TlsSession(tls, random), this, settings);
            flow.watchedBy(channel.register(selector, SelectionKey.OP_READ, flow));
            flows.add(flow);
            counters.connections(flows.size());
            later(HANDSHAKE, () -> {
                if (flow.open()
                        && !flow.established()
                        && settings.conduct().greeting(flow.number()).isTls()) {
                    flow.lost("no handshake within ten seconds");
                }
            });
        } catch (IOException gone) {
            settings.observer().connection("a connection was gone before it was accepted");
        }
    }

    void gone(Flow flow) {
        if (flows.remove(flow)) {
            counters.connections(flows.size());
            if (!closing) {
                listener().lost(flow);
            }
        }
    }

    private void shutDown() {
        List<Flow> open = new ArrayList<>(flows);
        open.forEach(flow -> guarded(() -> flow.close("the trunk closes")));
        try {
            server.close();
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the loop after the tasks that are queued; waits for the thread's end. */
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
