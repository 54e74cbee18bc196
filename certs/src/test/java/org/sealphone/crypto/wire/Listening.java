package org.sealphone.crypto.wire;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sealphone.crypto.reason.Refusal;

/** Collects what a flow brings. */
public final class Listening implements FlowListener {
    private final StringBuilder text = new StringBuilder();
    final BlockingQueue<Refusal> losses = new LinkedBlockingQueue<>();

    @Override
    public synchronized void received(byte[] bytes, int length) {
        text.append(new String(bytes, 0, length, StandardCharsets.US_ASCII));
        notifyAll();
    }

    @Override
    public void lost(Refusal cause) {
        losses.add(cause);
    }

    public synchronized String await(int length) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (text.length() < length && System.nanoTime() < deadline) {
            wait(50);
        }
        return text.toString();
    }

    String loss() throws InterruptedException {
        Refusal cause = losses.poll(20, TimeUnit.SECONDS);
        return cause == null ? "none" : cause.reason().code();
    }
}
