package org.sealphone.media.jitter;

/** What became of the packets, in counters that only grow. Owned by the thread that plays. */
public final class JitterStatistics {
    long played;
    long late;
    long duplicates;
    long dropped;
    long concealed;
    long recovered;
    long starved;
    long restarts;
    long stretched;
    long shortened;

    JitterStatistics() {}

    public long played() {
        return played;
    }

    /** Came after their time. */
    public long late() {
        return late;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Thrown away because the stream jumped or restarted. */
    public long dropped() {
        return dropped;
    }

    /** Packets whose sound was made up, because they were missing when they were due. */
    public long concealed() {
        return concealed;
    }

    /** Of the lost packets those whose sound the next one repeated. */
    public long recovered() {
        return recovered;
    }

    /** Times that there was nothing at all when something was due. */
    public long starved() {
        return starved;
    }

    public long restarts() {
        return restarts;
    }

    /** Times that sound was lengthened by a period, to gain delay. */
    public long stretched() {
        return stretched;
    }

    /** Times that sound was shortened by a period, to lose delay. */
    public long shortened() {
        return shortened;
    }
}
