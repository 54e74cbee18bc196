package org.sealphone.media.jitter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sealphone.media.rtp.ReceivedPacket;

/**
 * Brings packets into their order and says when each is due.
 *
 * <p>Late, repeated and impossible packets are dropped and counted; a gap is reported only when it is to be heard, so
 * that a reordered packet has all the time there is. A stream that restarts (another SSRC, or two packets in a row far
 * from the expected number, RFC 3550 A.1) begins anew. Slots are pooled. Time is an argument; owned by the thread that
 * plays.
 */
public final class JitterBuffer {
    /** What there is to play. */
    public enum Next {
        /** Nothing has begun, or sound is being held back until its time. */
        WAITING,
        /** {@link #packet()} is due. */
        PACKET,
        /** {@link #missing()} ticks are due that have not come, while later ones have. */
        LOST,
        /** Nothing is here; what is due may only be late. */
        STARVED
    }

    private static final int SLOTS = 64;
    private static final int MOST_DROPOUT = 3000;
    private static final int MOST_MISORDER = 100;
    /** A stream that stands still for this long is not concealed any further; it starts again with a fresh delay. */
    private static final int STARVED_MILLIS = 500;

    private static final int LONGEST_GAP_SECONDS = 2;

    private final int clockRate;
    private final DelayEstimator delay;
    private final ReceivedPacket[] slots = new ReceivedPacket[SLOTS];
    private final boolean[] filled = new boolean[SLOTS];
    /** Numbers that arrived and carry no sound. */
    private final boolean[] soundless = new boolean[SLOTS];

    private final JitterStatistics statistics = new JitterStatistics();

    private boolean begun;
    private boolean playing;
    private int ssrc;
    private int nextSequence;
    private int nextTimestamp;
    private int held;
    private int highest;
    private long reference;
    private boolean untouched;
    private int strange = -1;
    private int missing;
    private boolean gaveUp;
    private int passedOver;
    private int jumpedOver;
    private boolean elsewhere;
    private boolean jumped;
    private int playedPayload;
    private long credit;
    private long excess;
    private @Nullable ReceivedPacket current;
    private @Nullable ReceivedPacket follower;

    public JitterBuffer(int clockRate, JitterSettings settings) {
        this.clockRate = clockRate;
        delay = new DelayEstimator(settings);
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new ReceivedPacket();
        }
    }

    /** Takes a copy of the packet, if it still has a use. */
    public void put(ReceivedPacket packet, long now) {
        if (!begun || packet.ssrc() != ssrc) {
            restart(packet);
        }
        int ahead = (short) (packet.sequence() - nextSequence);
        if (ahead >= MOST_DROPOUT || ahead < -MOST_MISORDER) {
            if (packet.sequence() != strange) {
                strange = (packet.sequence() + 1) & 0xFFFF;
                statistics.dropped++;
                return;
            }
            restart(packet);
            ahead = 0;
        }
        strange = -1;
        if (ahead >= SLOTS) {
            jumpedOver += ahead;
            empty(packet);
            ahead = 0;
        }
        if (ahead < 0 && !reopen(packet)) {
            statistics.late++;
            return;
        }
        int slot = packet.sequence() % SLOTS;
        if (filled[slot]) {
            statistics.duplicates++;
            return;
        }
        slots[slot].take(packet);
        filled[slot] = true;
        held++;
        if ((short) (packet.sequence() - highest) > 0) {
            highest = packet.sequence();
        }
        long before = reference;
        reference = extended(packet.timestamp());
        if (Math.abs(reference - before) > (long) clockRate * LONGEST_GAP_SECONDS) {
            delay.restart();
        }
        delay.arrived(packet.arrival() - nanos(packet.timestamp()), now);
    }

    /** The packet of that number is here and carries no sound: it is not lost, and what it stands for is not repeated. */
    public void arrivedWithoutSound(int source, int sequence) {
        int ahead = (short) (sequence - nextSequence);
        if (begun && source == ssrc && ahead >= 0 && ahead < SLOTS) {
            soundless[sequence % SLOTS] = true;
        }
    }

    /**
     * What is due now.
     *
     * @param ahead nanoseconds of sound that are decoded already and play before it
     */
    public Next poll(long now, long ahead) {
        current = null;
        follower = null;
        passedOver = 0;
        if (held == 0) {
            return starved();
        }
        int head = nextSequence;
        while (!filled[head % SLOTS]) {
            head = (head + 1) & 0xFFFF;
        }
        ReceivedPacket first = slots[head % SLOTS];
        excess = now + ahead - nanos(first.timestamp()) - delay.minimum() - delay.target();
        if (!playing) {
            if (excess < 0) {
                return Next.WAITING;
            }
            playing = true;
            if (!untouched) {
                passOver(head);
            }
            untouched = false;
            nextSequence = head;
            elsewhere |= nextTimestamp != first.timestamp();
            nextTimestamp = first.timestamp();
            credit = 0;
        }
        int gap = first.timestamp() - nextTimestamp;
        if (gap <= 0 || gap > clockRate * LONGEST_GAP_SECONDS) {
            return play(head, first);
        }
        return gap(head, first, gap);
    }

    /**
     * Part of the sound between what was played and the next packet will never come, or was never sent. One packet's
     * worth is given up at a time: the packets behind it may still arrive.
     */
    private Next gap(int head, ReceivedPacket first, int gap) {
        if (credit >= gap) {
            return play(head, first);
        }
        int left = (int) (gap - credit);
        int packets = (short) (head - nextSequence);
        int each = packets > 0 ? gap / packets : Math.max(playedPayload, clockRate / 50);
        packets -= coveredByCredit(packets, each);
        credit = 0;
        missing = Math.max(1, Math.min(left, Math.min(each, clockRate / 10)));
        nextTimestamp = first.timestamp() - left + missing;
        gaveUp = packets > 0 && !soundless[nextSequence % SLOTS];
        follower = packets == 1 && missing == left && gaveUp ? first : null;
        // The number of a packet that is given up: should it come now, it is late.
        if (packets > 0) {
            soundless[nextSequence % SLOTS] = false;
            nextSequence = (nextSequence + 1) & 0xFFFF;
            statistics.concealed += gaveUp ? 1 : 0;
            if (gaveUp) {
                delay.missed();
            }
        }
        return Next.LOST;
    }

    /** What was made up while nothing was here stands for the first of several lost packets. */
    private int coveredByCredit(int packets, int each) {
        int covered = packets > 1 ? (int) Math.min(packets - 1, credit / each) : 0;
        for (int i = 0; i < covered; i++) {
            if (!soundless[nextSequence % SLOTS]) {
                statistics.concealed++;
                delay.missed();
                jumpedOver++;
            }
            soundless[nextSequence % SLOTS] = false;
            nextSequence = (nextSequence + 1) & 0xFFFF;
        }
        return covered;
    }

    private Next play(int head, ReceivedPacket first) {
        filled[head % SLOTS] = false;
        held--;
        passOver(head);
        statistics.concealed += passedOver;
        passedOver += jumpedOver;
        jumpedOver = 0;
        nextSequence = (head + 1) & 0xFFFF;
        jumped = elsewhere || first.timestamp() != nextTimestamp;
        elsewhere = false;
        nextTimestamp = first.timestamp();
        credit = 0;
        current = first;
        statistics.played++;
        return Next.PACKET;
    }

    /** What lies before the packet at {@code head} is not waited for any more. */
    private void passOver(int head) {
        for (int passed = nextSequence; passed != head; passed = (passed + 1) & 0xFFFF) {
            passedOver += soundless[passed % SLOTS] ? 0 : 1;
            soundless[passed % SLOTS] = false;
        }
    }

    private Next starved() {
        if (!playing) {
            return Next.WAITING;
        }
        if (credit > (long) clockRate * STARVED_MILLIS / 1000) {
            playing = false;
            return Next.WAITING;
        }
        statistics.starved++;
        return Next.STARVED;
    }

    /** After {@link Next#PACKET}: valid until the next call of any method here. */
    public ReceivedPacket packet() {
        if (current == null) {
            throw new IllegalStateException("there is no packet to play");
        }
        return current;
    }

    /** After {@link Next#PACKET}: how many ticks of sound it turned out to hold. */
    public void decoded(int ticks) {
        nextTimestamp += ticks;
        playedPayload = ticks;
        for (int i = 0; i < Math.min(passedOver, SLOTS); i++) {
            delay.missed();
        }
        delay.played(ticks * 1_000_000_000L / clockRate);
    }

    /** After {@link Next#PACKET}: whether it does not go on where what was played before it ended. */
    public boolean jumped() {
        return jumped;
    }

    /** After {@link Next#LOST}: ticks of sound to make up. */
    public int missing() {
        return missing;
    }

    /** After {@link Next#LOST}: whether it was a packet with sound that is given up, and not a pause of the sender. */
    public boolean gaveUp() {
        return gaveUp;
    }

    /** After {@link Next#PACKET}: packets before it that were made up for before anybody knew that they would not come. */
    public int passedOver() {
        return passedOver;
    }

    /** After {@link Next#LOST}: the packet right behind the one that is given up, when it is here. */
    public @Nullable ReceivedPacket follower() {
        return follower;
    }

    /** After {@link Next#STARVED}: ticks of sound were made up for packets that may yet come. */
    public void madeUp(int ticks) {
        credit += ticks;
    }

    /** Ticks of the last packet; 0 before the first. */
    public int packetTicks() {
        return playedPayload;
    }

    /** By how much sound is played later than the network demands, in nanoseconds; negative when it should be later. */
    public long excess() {
        return excess;
    }

    /** The delay aimed at, in nanoseconds behind the fastest packets. */
    public long target() {
        return delay.target();
    }

    public JitterStatistics statistics() {
        return statistics;
    }

    /** Before anything is played the stream may turn out to begin earlier than its first packet to arrive. */
    private boolean reopen(ReceivedPacket packet) {
        if (!untouched || (short) (highest - packet.sequence()) >= SLOTS) {
            return false;
        }
        nextSequence = packet.sequence();
        return true;
    }

    private void restart(ReceivedPacket packet) {
        if (begun) {
            statistics.restarts++;
        }
        begun = true;
        ssrc = packet.ssrc();
        reference = packet.timestamp();
        delay.restart();
        empty(packet);
    }

    private void empty(ReceivedPacket packet) {
        statistics.dropped += held;
        Arrays.fill(filled, false);
        Arrays.fill(soundless, false);
        held = 0;
        playing = false;
        nextSequence = packet.sequence();
        highest = nextSequence;
        untouched = true;
        elsewhere = true;
        strange = -1;
        credit = 0;
    }

    /** The timestamp without its wraps, near the newest one. */
    private long extended(int timestamp) {
        return reference + (timestamp - (int) reference);
    }

    private long nanos(int timestamp) {
        long ticks = extended(timestamp);
        return ticks / clockRate * 1_000_000_000L + ticks % clockRate * 1_000_000_000L / clockRate;
    }
}
