package org.sealphone.harness.hostile;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sealphone.harness.trunk.Conduct;

/**
 * One thing that a hostile trunk does to a phone, and how the phone must come out of it (standards 4.3). A scenario is a line in the table
 * of its family; a family is a class with a method {@code all}, named in {@link #all}.
 *
 * @param id the rule
 * @param what the stimulus, in words
 * @param part what the phone does meanwhile
 * @param trunk makes the trunk's conduct, afresh for each run
 * @param patience how long the phone waits for a silent trunk by its own rules; zero where it need not wait
 */
public record HostileScenario(
        String id, String what, Part part, Supplier<Conduct> trunk, Expected expected, Duration patience) {
    public HostileScenario(String id, String what, Part part, Supplier<Conduct> trunk, Expected expected) {
        this(id, what, part, trunk, expected, Duration.ZERO);
    }

    HostileScenario waiting(Duration time) {
        return new HostileScenario(id, what, part, trunk, expected, time);
    }

    /** The user that the phone of every scenario is. */
    public static final String USER = "alice";

    /** What the phone is doing when it happens. */
    public enum Part {
        /** It registers. */
        REGISTERS,
        /** It calls the service {@code tone}, and hangs up when the script is over. */
        CALLS,
        /** It calls and gives up while it rings. */
        CANCELS,
        /** It is registered; its person takes every call that rings. */
        ANSWERS,
        /** It is registered; its person takes no call. */
        RINGS
    }

    /** Every family. */
    public static List<HostileScenario> all() {
        return Stream.of(
                        HostileOffers.all(),
                        HostileChanges.all(),
                        HostileRoutes.all(),
                        HostileFlows.all(),
                        HostileChallenges.all(),
                        HostilePackets.all(),
                        HostileStreams.all(),
                        HostileCalls.all(),
                        HostileHellos.all(),
                        HostileTexts.all(),
                        HostileFloods.all(),
                        HostileCallers.all(),
                        HostileRefusals.all(),
                        HostilePracks.all())
                .flatMap(List::stream)
                .toList();
    }

    /** What a report of the test is called by. */
    @Override
    public String toString() {
        return id + " " + what;
    }
}
