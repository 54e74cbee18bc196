package org.sealphone.ua.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.FlowClosedException;
import org.sealphone.crypto.wire.VerifiedFlow;

/**
 * What is said to the trunk, in order, on the thread that may block; and what may happen only when all of it has been written. Owner: {@code
 * ua-loop}.
 */
final class Outbox {
    private final Executor sender;
    private final LoopQueue loop;
    private final AtomicInteger unwritten = new AtomicInteger();

    Outbox(Executor sender, LoopQueue loop) {
        this.sender = sender;
        this.loop = loop;
    }

    /** @param lost is told on the sending thread that the flow is no more */
    void send(VerifiedFlow flow, byte[] message, Consumer<Refusal> lost) {
        unwritten.incrementAndGet();
        sender.execute(() -> {
            try {
                flow.send(message);
            } catch (FlowClosedException gone) {
                lost.accept(gone.refusal());
            } finally {
                unwritten.decrementAndGet();
            }
        });
    }

    /** Whether nothing waits to be written. */
    boolean isEmpty() {
        return unwritten.get() == 0;
    }

    /** Has this run on the loop when what was said before has been written, or could not be. */
    void then(Runnable task) {
        sender.execute(() -> loop.post(task));
    }
}
