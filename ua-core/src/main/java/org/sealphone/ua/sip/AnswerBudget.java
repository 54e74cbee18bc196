package org.sealphone.ua.sip;

import org.sealphone.ua.policy.TokenBucket;

/**
 * How many responses JAIN-SIP may send by itself: 400, 481, 482, 491, 500 to requests that fit no transaction or dialog. A flood of such
 * requests is answered at most this often and dropped beyond, so that the phone amplifies nothing. Owner: {@code ua-loop}.
 */
final class AnswerBudget {
    static final int BURST = 100;
    static final int PER_SECOND = 20;

    private final TokenBucket bucket = new TokenBucket(BURST, PER_SECOND, 0);
    private long sent;
    private long dropped;

    boolean take(long nowNanos) {
        boolean taken = bucket.take(nowNanos);
        if (taken) {
            sent++;
        } else {
            dropped++;
        }
        return taken;
    }

    long sent() {
        return sent;
    }

    long dropped() {
        return dropped;
    }
}
