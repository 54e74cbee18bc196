package org.sealphone.harness.prove;

import static org.sealphone.harness.hostile.Expected.goesOn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.oracle.MediaFlow;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/**
 * The trunk of a phone that runs for long: two calls to it, one after the other. For most of each call its keys stay, so that in an hour the
 * sequence number of each goes round, also on a machine that is late with every tenth packet, while its connection breaks again and again;
 * then keys, direction and connection change every few seconds. The trunk's own sound begins shortly before its sequence number goes round,
 * under each key anew.
 */
public final class Soak implements Conduct, Deeds {
    private static final int CALLS = 2;
    private static final int PACKETS_A_SECOND = 50;
    private static final Duration ONCE_ROUND = Duration.ofSeconds((1 << 16) / PACKETS_A_SECOND * 11 / 10);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    /** Starting, registering, and the time between calls. */
    private static final Duration AROUND = Duration.ofSeconds(20);

    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(270);
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(3);
    private static final int STEPS = 360;
    private static final int STEPS_BETWEEN_BREAKS = 6;
    private static final int NEAR_THE_WRAP = 65_400;

    private final Duration call;
    private final Duration steady;
    private final Duration step;
    private final Duration rest;
    private int calls;
    private int asked;
    private int changed;
    private long connection;
    private final Set<Long> connections = new HashSet<>();
    private final Set<String> over = new HashSet<>();

    private Soak(Duration length) {
        this.call = length.minus(AROUND).dividedBy(CALLS);
        Duration quarter = call.dividedBy(4);
        this.steady = call.minus(quarter.compareTo(LONGEST_CHANGE) < 0 ? quarter : LONGEST_CHANGE);
        Duration even = length.dividedBy(STEPS);
        this.step = even.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : even;
        Duration third = steady.dividedBy(3);
        Duration six = step.multipliedBy(STEPS_BETWEEN_BREAKS);
        this.rest = third.compareTo(six) < 0 ? third : six;
    }

    /** @param length a minute to an hour */
    public static Trial trial(Duration length) {
        return new Trial(
                "SOAK",
                "one phone for " + length.toSeconds() + " s: calls, keys, holds and connections that break",
                Part.ANSWERS,
                () -> new Soak(length),
                goesOn(),
                Circumstances.asking((int) length.toSeconds() + 60, "--calls", Integer.toString(CALLS))
                        .with(Circumstances.Oddity.LONG));
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public int firstSequence(int honest) {
        return NEAR_THE_WRAP;
    }

    @Override
    public void registered(Desk desk, long on, String user) {
        connection = on;
        connections.add(on);
        if (calls == 0) {
            call(desk);
        }
    }

    private void call(Desk desk) {
        if (calls < CALLS) {
            calls++;
            desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
        }
    }

    @Override
    public void established(Desk desk, ServiceLeg leg) {
        // The first offer after that finds a phone that has come back.
        for (Duration at = rest; at.plus(step).compareTo(steady) <= 0; at = at.plus(rest)) {
            desk.later(at, () -> desk.reset(connection));
        }
        desk.later(steady, () -> change(desk, leg, 0));
        desk.later(call, () -> {
            over.add(leg.callId());
            desk.hangUp(leg);
            desk.later(BETWEEN, () -> call(desk));
        });
    }

    /** One thing after another, until the call is over. */
    private void change(Desk desk, ServiceLeg leg, int count) {
        if (over.contains(leg.callId())) {
            return;
        }
        switch (count % 6) {
            case 1 -> offer(desk, leg, "sendonly");
            case 3 -> desk.reset(connection);
            case 5 -> desk.close(connection);
            default -> offer(desk, leg, "sendrecv");
        }
        desk.later(step, () -> change(desk, leg, count + 1));
    }

    private void offer(Desk desk, ServiceLeg leg, String direction) {
        asked++;
        desk.offer(leg, direction);
    }

    @Override
    public void hears(Desk desk, long on, SipResponse response) {
        if (response.success() && response.cseq().method().equals("INVITE")) {
            changed++;
        }
    }

    /** The first answer of each call changes nothing. */
    private int changes() {
        return changed - calls;
    }

    @Override
    public List<String> done(Verdict verdict) {
        return List.of(
                calls + " calls, " + changes() + " of " + asked + " offers of other keys or directions taken, "
                        + (connections.size() - 1) + " connections lost and made anew",
                "sequence numbers went round " + wraps(verdict, true) + " times for the phone, "
                        + wraps(verdict, false) + " times for the trunk; " + spoken(verdict)
                        + " packets of sound left the phone under " + keys(verdict) + " keys");
    }

    @Override
    public List<String> missing(Verdict verdict) {
        List<String> missing = new ArrayList<>();
        if (calls < CALLS) {
            missing.add("only " + calls + " calls were made");
        }
        if (changes() < asked * 3 / 4 || asked == 0) {
            missing.add("of " + asked + " offers of other keys or directions only " + changes() + " were taken");
        }
        if (connections.size() < 2 * CALLS) {
            missing.add("the phone spoke on " + connections.size() + " connections only");
        }
        long due = steady.compareTo(ONCE_ROUND) < 0 ? 0 : CALLS;
        if (wraps(verdict, true) < due) {
            missing.add("the phone's sequence numbers went round " + wraps(verdict, true) + " times, at least " + due
                    + " were due");
        }
        if (wraps(verdict, false) < CALLS) {
            missing.add("the trunk's sequence numbers went round " + wraps(verdict, false) + " times only");
        }
        long least = CALLS * call.toSeconds() * PACKETS_A_SECOND * 3 / 4;
        if (spoken(verdict) < least) {
            missing.add(spoken(verdict) + " packets of sound left the phone, at least " + least + " were due");
        }
        return missing;
    }

    private static List<MediaFlow> sound(Verdict verdict, boolean byPhone) {
        Set<Object> phones = new HashSet<>();
        verdict.tlsFlows().forEach(flow -> phones.add(flow.client().getAddress()));
        return verdict.mediaFlows().stream()
                .filter(flow -> !flow.rtcp() && phones.contains(flow.from().getAddress()) == byPhone)
                .toList();
    }

    private static long wraps(Verdict verdict, boolean byPhone) {
        return sound(verdict, byPhone).stream().mapToLong(MediaFlow::wraps).sum();
    }

    private static long spoken(Verdict verdict) {
        return sound(verdict, true).stream().mapToLong(MediaFlow::packets).sum();
    }

    private static long keys(Verdict verdict) {
        return sound(verdict, true).size();
    }
}
