package org.sealphone.interop;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for other programs, which tell of what they did by files alone. */
final class Waiting {
    private static final int TRIES = 900;

    private Waiting() {}

    interface Condition {
        boolean holds() throws IOException;
    }

    static void until(String what, Condition condition) throws IOException, InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (condition.holds()) {
                return;
            }
            pause(50);
        }
        throw new IOException("waited in vain: " + what);
    }

    static void pause(long milliseconds) throws InterruptedException {
        new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS);
    }
}
