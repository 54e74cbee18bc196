package org.sealphone.ua.loop;

import org.sealphone.ua.engine.Input;

/** The way onto {@code ua-loop} for what happens beside it. */
interface LoopQueue {
    /** Any thread, also one that outlives the loop, such as who connects or keeps time: what comes after its end is dropped, with false. */
    boolean post(Runnable task);

    /** On the loop: the engine takes it now. */
    void handle(Input input);

    /** Any thread. */
    default void post(Input input) {
        post(() -> handle(input));
    }
}
