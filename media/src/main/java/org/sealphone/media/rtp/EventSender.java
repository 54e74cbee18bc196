package org.sealphone.media.rtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Keys as named events of RFC 4733, in the place of sound: all packets of an event have the timestamp of its beginning,
 * its duration grows, the first has the marker, and the last is sent three times.
 *
 * <p>A repeated packet is a new RTP packet: its sequence number is stamped by the sender that seals it (SRTP-09), so
 * nothing here can bring the same index twice. All keys are held equally long, so that what is typed is not told by its
 * rhythm. One packet is filled again and again. Owned by the thread that sends.
 */
public final class EventSender {
    private static final int HELD_MILLIS = 100;
    /**
     * Not less: beside Opus many phones have events at 8000, under timestamps that run at 48000. A relay that paces
     * events by their own clock takes each key for one that lies ahead, by five times what lies between two keys, and
     * holds it back for so long, unless that is more than a second and so cannot be right. With 100 ms it is just that
     * second, and keys come late, out of order, or not at all.
     */
    private static final int BETWEEN_MILLIS = 140;

    private static final int PAUSE_MILLIS = 1000;
    private static final int ENDS = 3;
    private static final int END_BIT = 0x80;
    /** -10 dBm0, as section 2.3.4 writes it. */
    private static final int VOLUME = 10;

    private static final int OCTETS = 4;
    private static final int NONE = -1;

    private final RtpPacket packet = new RtpPacket();
    private final Deque<Digits> waiting = new ArrayDeque<>();
    private int payloadType = NONE;
    private int clockRate = 8000;
    private int milliseconds = 20;
    private IntPredicate agreed = event -> false;
    private int next;
    private int quiet;
    private int event = -1;
    private long begun;
    private int held;
    private int ends;
    private int sent;
    private int refused;
    private long octets;

    /**
     * How keys are sent from now on; those that wait go on waiting until then.
     *
     * @param clock of the event's durations
     * @param apart milliseconds between two packets
     * @param takes the events that the other side takes
     */
    public void agree(int type, int clock, int apart, IntPredicate takes) {
        payloadType = type;
        clockRate = clock;
        milliseconds = apart;
        agreed = takes;
    }

    /** Keys cannot be sent. */
    public void disagree() {
        payloadType = NONE;
    }

    /** Puts keys behind those that are still waiting. */
    public void add(Digits digits) {
        waiting.add(digits);
    }

    /** The packet that takes the place of the sound at {@code timestamp}; null when sound has the place. */
    public @Nullable RtpPacket next(int timestamp) {
        if (payloadType == NONE || (event < 0 && !begin(timestamp))) {
            return null;
        }
        boolean first = held == 0;
        if (held * milliseconds < HELD_MILLIS) {
            held++;
        }
        boolean over = held * milliseconds >= HELD_MILLIS;
        packet.begin(payloadType, first, Integer.toUnsignedLong((int) begun));
        byte[] out = packet.array();
        int at = packet.payloadOffset();
        int duration = held * milliseconds * (clockRate / 1000);
        out[at] = (byte) event;
        out[at + 1] = (byte) (VOLUME | (over ? END_BIT : 0));
        out[at + 2] = (byte) (duration >> 8);
        out[at + 3] = (byte) duration;
        packet.payloadLength(OCTETS);
        octets += OCTETS;
        if (over && ++ends == ENDS) {
            event = -1;
            sent++;
            quiet = Math.max(1, BETWEEN_MILLIS / milliseconds - (ENDS - 1));
        }
        return packet;
    }

    private boolean begin(int timestamp) {
        if (quiet > 0) {
            quiet--;
            return false;
        }
        Digits digits = waiting.peek();
        if (digits == null) {
            return false;
        }
        int step = digits.step(next++);
        if (next == digits.steps()) {
            waiting.remove();
            next = 0;
        }
        if (step < 0) {
            quiet = PAUSE_MILLIS / milliseconds - 1;
            return false;
        }
        if (!agreed.test(step)) {
            refused++;
            return false;
        }
        event = step;
        begun = timestamp;
        held = 0;
        ends = 0;
        return true;
    }

    /** Keys whose end was sent. */
    public int sent() {
        return sent;
    }

    /** Keys that have not been sent: still waiting, or of a kind that the other side does not take. */
    public int unsent() {
        int left = refused + (event < 0 ? 0 : 1) - passed();
        for (Digits digits : waiting) {
            left += digits.keys();
        }
        return left;
    }

    /** Keys of the first sequence that were taken out of it already. */
    private int passed() {
        Digits digits = waiting.peek();
        int passed = 0;
        for (int i = 0; digits != null && i < next; i++) {
            passed += digits.step(i) < 0 ? 0 : 1;
        }
        return passed;
    }

    /** Octets of payload so far, for sender reports. */
    public long octets() {
        return octets;
    }
}
