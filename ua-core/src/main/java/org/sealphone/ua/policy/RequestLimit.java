package org.sealphone.ua.policy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests outside dialogs are taken, from each source and from all together (ADV-75): a flood costs whoever sends it, and neither the
 * phone nor the other callers. The first ones beyond are refused, so that an honest sender learns when to ask again; what comes on all the same
 * is passed over in silence, so that nobody is sent more than they send.
 *
 * <p>A source is what a request says it comes from. That may be invented, so the table of sources is bounded, and all together have a limit of
 * their own. Pure; owner: {@code ua-loop}.
 */
public final class RequestLimit {
    /** What becomes of a request. */
    public enum Verdict {
        /** It is looked at. */
        TAKEN,
        /** It is answered with 503 and Retry-After (RFC 3261 21.5.4), and nothing else happens. */
        REFUSED,
        /** Nothing at all happens. */
        IGNORED
    }

    /** Requests that one source may send at once, and in a second after that, besides those for the calls that the phone takes at once. */
    public static final int BURST = 50;

    public static final int PER_SECOND = 10;
    /** How much more all sources together may send. */
    public static final int ALL = 4;

    public static final int REFUSALS = 20;
    public static final int REFUSALS_PER_SECOND = 5;
    /** When to ask again, in seconds. */
    public static final int RETRY_AFTER = 10;

    /** Sources that are told apart; beyond them, those that come new share one share. */
    public static final int MOST_SOURCES = 256;

    private final int burst;
    private final int perSecond;
    private final Map<String, TokenBucket> sources = new LinkedHashMap<>(64, 0.75f, true);
    private final TokenBucket others;
    private final TokenBucket all;
    private final TokenBucket refusals;

    /** @param calls how many calls the phone takes at once: who takes thousands is asked thousands of times */
    public RequestLimit(int calls, long nowNanos) {
        this.burst = BURST + 2 * calls;
        this.perSecond = PER_SECOND + calls;
        this.others = fresh(nowNanos);
        this.all = new TokenBucket((double) ALL * burst, (double) ALL * perSecond, nowNanos);
        this.refusals = new TokenBucket(REFUSALS, REFUSALS_PER_SECOND, nowNanos);
    }

    private TokenBucket fresh(long nowNanos) {
        return new TokenBucket(burst, perSecond, nowNanos);
    }

    /** What becomes of one more request from there. */
    public Verdict take(String source, long nowNanos) {
        if (of(source, nowNanos).take(nowNanos) && all.take(nowNanos)) {
            return Verdict.TAKEN;
        }
        return refusals.take(nowNanos) ? Verdict.REFUSED : Verdict.IGNORED;
    }

    private TokenBucket of(String source, long nowNanos) {
        TokenBucket known = sources.get(source);
        if (known != null) {
            return known;
        }
        if (sources.size() >= MOST_SOURCES && !forgetsEldest(nowNanos)) {
            return others;
        }
        TokenBucket fresh = fresh(nowNanos);
        sources.put(source, fresh);
        return fresh;
    }

    /** Only one that has all of its share: otherwise whoever used it up would get another by a detour. */
    private boolean forgetsEldest(long nowNanos) {
        Iterator<TokenBucket> eldest = sources.values().iterator();
        boolean full = eldest.next().full(nowNanos);
        if (full) {
            eldest.remove();
        }
        return full;
    }

    /** How many sources are told apart now. */
    public int sources() {
        return sources.size();
    }
}
