package org.sealphone.ua.policy;

/**
 * So many at once, and so many a second after that. Time is an argument; one that goes backwards earns nothing. Owner: whoever holds it.
 */
public final class TokenBucket {
    private final double most;
    private final double perSecond;
    private double left;
    private long lastNanos;

    /**
     * A full one.
     *
     * @param most how many may be taken at once; at least 1
     * @param perSecond how many come back in a second
     * @param nowNanos the time by the clock that never jumps
     */
    public TokenBucket(double most, double perSecond, long nowNanos) {
        this.most = most;
        this.perSecond = perSecond;
        this.left = most;
        this.lastNanos = nowNanos;
    }

    /** Takes one, if there is one. */
    public boolean take(long nowNanos) {
        refill(nowNanos);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** Whether it could be thrown away and another be taken in its place. */
    public boolean full(long nowNanos) {
        refill(nowNanos);
        return left >= most;
    }

    private void refill(long nowNanos) {
        left = Math.min(most, left + Math.max(0, (nowNanos - lastNanos) / 1e9 * perSecond));
        lastNanos = nowNanos;
    }
}
