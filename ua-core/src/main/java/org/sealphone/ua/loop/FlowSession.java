package org.sealphone.ua.loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.crypto.wire.FlowClosedException;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.VerifiedFlow;
import org.sealphone.ua.engine.SdpWriter;
import org.sealphone.ua.sip.SipPort;

/**
 * One attempt at a flow, and the flow that came of it. Bytes that arrive are handed to the loop at once; a flow that brings more than the
 * loop has taken waits, so that a flood fills the peer's buffers and not ours. Bytes to be sent go to the sending thread in order.
 *
 * <p>Threads: the flow's reader calls the listener; everything else is {@code ua-loop}'s.
 */
final class FlowSession implements FlowListener, SipPort.FlowLine, SdpWriter {
    /** What the owner does with what arrives; on the loop. */
    interface Owner {
        void received(FlowSession session, byte[] bytes);

        void lost(FlowSession session, Refusal cause);
    }

    private final Executor loop;
    private final Executor sender;
    private final Outbox outbox;
    private final Owner owner;
    private final Semaphore ahead;
    private final Deque<Runnable> early = new ArrayDeque<>();
    private @Nullable VerifiedFlow flow;
    private boolean over;

    FlowSession(LoopThreads threads, Outbox outbox, Owner owner) {
        this.loop = threads.loop();
        this.sender = threads.sender();
        this.ahead = new Semaphore(threads.ahead());
        this.outbox = outbox;
        this.owner = owner;
    }

    @Override
    public void received(byte[] bytes, int length) {
        ahead.acquireUninterruptibly();
        byte[] copy = Arrays.copyOf(bytes, length);
        hand(() -> {
            ahead.release();
            whenUp(() -> owner.received(this, copy));
        });
    }

    private void hand(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            // The phone is closed; nobody is left to hear it.
            ahead.release();
        }
    }

    @Override
    public void lost(Refusal cause) {
        hand(() -> whenUp(() -> owner.lost(this, cause)));
    }

    /** The reader may be quicker than the one who connected: what it brings waits for the flow to be known. */
    private void whenUp(Runnable act) {
        if (over) {
            return;
        }
        if (flow == null) {
            early.add(act);
        } else {
            act.run();
        }
    }

    boolean isUp() {
        return flow != null && !over;
    }

    void up(VerifiedFlow made) {
        flow = made;
    }

    /** Runs what came before the flow was known. */
    void catchUp() {
        while (!early.isEmpty() && !over) {
            early.poll().run();
        }
    }

    @Override
    public void send(byte[] message) throws IOException {
        VerifiedFlow live = live();
        if (over || !live.live()) {
            throw new IOException("the flow is gone");
        }
        outbox.send(live, message, this::lost);
    }

    @Override
    public Optional<byte[]> write(Function<CryptoWriter, String> description) {
        try {
            String text = description.apply(live().cryptoWriter());
            return Optional.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (FlowClosedException | IllegalStateException gone) {
            // A writer that outlives its flow refuses with the second: both mean that these keys have not become text
            // that could leave.
            return Optional.empty();
        }
    }

    /** Says goodbye after what is queued, and hears nothing more. */
    void close() {
        over = true;
        early.clear();
        VerifiedFlow live = flow;
        if (live != null) {
            sender.execute(live::close);
        }
    }

    @Override
    public InetSocketAddress local() {
        return live().local();
    }

    @Override
    public InetSocketAddress remote() {
        return live().remote();
    }

    private VerifiedFlow live() {
        VerifiedFlow live = flow;
        if (live == null) {
            throw new IllegalStateException("the flow is not up");
        }
        return live;
    }
}
