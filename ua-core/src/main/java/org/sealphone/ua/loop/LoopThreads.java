package org.sealphone.ua.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The two threads of one user agent: {@code ua-loop}, which owns engine, stack and tables, and {@code ua-send}, which connects, shakes hands
 * and writes, all of which may block. Each runs its tasks in order.
 *
 * @param loop runs what belongs to the owner of all state
 * @param sender runs what may block
 * @param ahead how many chunks of a flow may wait for the loop before the flow's reader waits too
 * @param end lets both finish what is queued and go
 */
record LoopThreads(Executor loop, Executor sender, int ahead, Runnable end) {
    private static final int CHUNKS_AHEAD = 256;

    static LoopThreads start() {
        ThreadPoolExecutor loop = single("ua-loop");
        ThreadPoolExecutor sender = single("ua-send");
        return new LoopThreads(loop, sender, CHUNKS_AHEAD, () -> {
            sender.shutdown();
            loop.shutdown();
        });
    }

    /** A bug in a task is given to the thread's handler, and the next task runs on a new thread of the same name. */
    private static ThreadPoolExecutor single(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
