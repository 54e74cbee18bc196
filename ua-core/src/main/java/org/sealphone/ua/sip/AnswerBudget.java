package org.sealphone.ua.sip;

/**
 * How many responses JAIN-SIP may send by itself: 400, 481, 482, 491, 500 to requests that fit no transaction or dialog. A flood of such
 * requests is answered at most this often and dropped beyond, so that the phone amplifies nothing. Owner: {@code ua-loop}.
 */
final class AnswerBudget {
    static final int BURST = 100;
    static final int PER_SECOND = 20;

    private double left = BURST;
    private long lastNanos;
    private long sent;
    private long dropped;

    boolean take(long nowNanos) {
        double earned = (nowNanos - lastNanos) / 1e9 * PER_SECOND;
        lastNanos = nowNanos;
        left = Math.min(BURST, left + Math.max(0, earned));
        if (left < 1) {
            dropped++;
            return false;
        }
        left--;
        sent++;
        return true;
    }

    long sent() {
        return sent;
    }

    long dropped() {
        return dropped;
    }
}
