package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report.CallEntry;

/** Which tones many calls should bring: one for all, or to each its own, which shows that no two were mixed up. Immutable. */
final class ExpectedTones {
    private static final double CLEAR_DB = 10.0;
    private static final double SAME_HZ = 2.0;

    private final OptionalDouble hertz;

    private ExpectedTones(OptionalDouble hertz) {
        this.hertz = hertz;
    }

    /** The same in each call. */
    static ExpectedTones always(double hertz) {
        return new ExpectedTones(OptionalDouble.of(hertz));
    }

    /** A clear one in each call, and another in every other. */
    static ExpectedTones another() {
        return new ExpectedTones(OptionalDouble.empty());
    }

    /** The same calls, in their order; those without their tone have failed. */
    List<CallEntry> judge(List<CallEntry> calls) {
        NavigableMap<Double, Integer> heard = new TreeMap<>();
        List<CallEntry> judged = new ArrayList<>();
        for (CallEntry call : calls) {
            judged.add(missed(call, heard).map(why -> failed(call, why)).orElse(call));
        }
        return judged;
    }

    private Optional<Refusal> missed(CallEntry call, NavigableMap<Double, Integer> heard) {
        if (hertz.isPresent()) {
            return Expectation.tone(hertz.getAsDouble(), call.heard());
        }
        Optional<Double> clear = call.heard()
                .filter(sound -> sound.snrDb().orElse(Double.NEGATIVE_INFINITY) >= CLEAR_DB)
                .flatMap(sound -> sound.toneHz());
        if (clear.isEmpty()) {
            return Optional.of(new Refusal(CliReason.CLI_21, "wanted a tone, heard none that is clear"));
        }
        double tone = clear.get();
        boolean again =
                !heard.subMap(tone - SAME_HZ, true, tone + SAME_HZ, true).isEmpty();
        heard.merge(tone, 1, Integer::sum);
        return again
                ? Optional.of(new Refusal(
                        CliReason.CLI_21,
                        String.format(Locale.ROOT, "wanted another tone in each call, heard %.1f Hz again", tone)))
                : Optional.empty();
    }

    private static CallEntry failed(CallEntry call, Refusal why) {
        List<Refusal> reasons = new ArrayList<>(call.reasons());
        reasons.add(why);
        return new CallEntry(
                call.exit().or(ExitCode.CHECK_FAILED),
                call.call(),
                call.remoteName(),
                call.media(),
                call.heard(),
                reasons);
    }

    /** In how many of the calls that were judged the tone was right. */
    static long right(List<CallEntry> judged) {
        return judged.stream()
                .filter(call -> call.reasons().stream().noneMatch(why -> why.reason() == CliReason.CLI_21))
                .count();
    }
}
