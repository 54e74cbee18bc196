package org.sealphone.harness.prove;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sealphone.harness.hostile.Expected;
import org.sealphone.harness.hostile.HostileAnswer;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.trunk.Conduct;

/**
 * A scenario as it is put to a program.
 *
 * @param id of the rule, as it is asked for on the command line; several trials may have one
 * @param what the stimulus, in words
 * @param part what the phone does
 * @param trunk makes the trunk's conduct, afresh for each run
 * @param expected how the phone of this product comes out of it
 */
public record Trial(
        String id, String what, Part part, Supplier<Conduct> trunk, Expected expected, Circumstances circumstances) {
    /**
     * Every scenario that a program can be put to: where it rings and nobody takes it, a person is missing. Those that take long stand
     * first: they wait, and others are played beside them.
     */
    public static List<Trial> all() {
        return Stream.of(
                        LongTrials.all().stream(),
                        OrdinaryCalls.all().stream(),
                        HostileAnswer.all().stream().map(Trial::of),
                        BadCertificates.all().stream(),
                        HostileScenario.all().stream()
                                .filter(scenario -> scenario.part() != Part.RINGS)
                                .map(Trial::of),
                        OddPlaces.all().stream(),
                        LyingNames.all().stream())
                .flatMap(trials -> trials)
                .toList();
    }

    static Trial of(HostileScenario scenario) {
        boolean answers = scenario.part() == Part.ANSWERS;
        return new Trial(
                scenario.id(),
                scenario.what(),
                scenario.part(),
                answers ? () -> new BriefCalls(scenario.trunk().get()) : scenario.trunk(),
                scenario.expected(),
                circumstances(scenario));
    }

    private static Circumstances circumstances(HostileScenario scenario) {
        return switch (scenario.part()) {
            case REGISTERS -> Circumstances.registered(scenario.patience());
            case ANSWERS -> Circumstances.oneCall();
            case CALLS, CANCELS, RINGS -> Circumstances.waiting(scenario.patience());
        };
    }

    static Trial of(HostileAnswer answer) {
        return new Trial(
                answer.id(),
                answer.what(),
                Part.CALLS,
                () -> new Conduct() {
                    @Override
                    public String answer(String offer, String honest) {
                        return answer.bend().apply(offer, honest);
                    }
                },
                Expected.refused(answer.reason()).saying("^ACK [\\s\\S]*^BYE "),
                Circumstances.usual());
    }

    /** The rule alone: where one has many trials of a kind, a letter behind it tells them apart. */
    public String rule() {
        return id.replaceFirst("[a-z]$", "");
    }

    @Override
    public String toString() {
        return id + " " + what;
    }
}
