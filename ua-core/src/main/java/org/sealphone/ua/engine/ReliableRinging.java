package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A provisional response of ours to a caller who demands that it is acknowledged (RFC 3262 3): sent again after T1, twice T1 and so on until the
 * PRACK that names it, and for 64*T1 at most. Owner: the engine.
 */
final class ReliableRinging {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration LONGEST = T1.multipliedBy(64);

    private final Exchange invite;
    private final SipAnswer answer;
    private final Outbox out;
    private final TimerKey timer;
    private final String rack;
    private final boolean described;
    private Duration interval = T1;
    private Duration waited = Duration.ZERO;
    private boolean acknowledged;

    /** @param cseq the number of the INVITE */
    ReliableRinging(Exchange invite, long cseq, SipAnswer plain, Outbox out, TimerKey timer, RandomGenerator random) {
        int number = 1 + random.nextInt(Integer.MAX_VALUE);
        this.invite = invite;
        this.answer = plain.and("Require", "100rel").and("RSeq", Integer.toString(number));
        this.out = out;
        this.timer = timer;
        this.rack = number + " " + cseq + " INVITE";
        this.described = plain.sdp().isPresent();
    }

    void send() {
        out.add(new Output.Respond(invite, answer));
        out.arm(timer, interval);
    }

    /** RFC 3262 3: with a description on its way, no 2xx is sent before it is known to have arrived. */
    boolean holdsBack() {
        return described && !acknowledged;
    }

    /** Whether this PRACK is for it; the first one ends its repetition. */
    boolean acknowledgedBy(RequestView prack) {
        boolean matches = prack.fields()
                .first("rack")
                .map(value -> value.strip().replaceAll("[ \t]+", " "))
                .equals(Optional.of(rack));
        if (matches && !acknowledged) {
            acknowledged = true;
            out.disarm(timer);
        }
        return matches;
    }

    /** Time for it to be sent again; false when it was sent long enough. */
    boolean again() {
        waited = waited.plus(interval);
        if (waited.compareTo(LONGEST) >= 0) {
            return false;
        }
        Duration doubled = interval.multipliedBy(2);
        Duration left = LONGEST.minus(waited);
        interval = doubled.compareTo(left) < 0 ? doubled : left;
        send();
        return true;
    }
}
