package org.sealphone.harness.prove;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sealphone.harness.oracle.Verdict;

/**
 * What became of one trial.
 *
 * @param verdict the oracle's account of what the phone sent, controls included
 * @param forbidden what the phone did that it may not do even without a leak, a sentence each
 * @param failures where it came out otherwise than it must, or where two witnesses do not agree; a sentence each
 * @param datagrams of media that left the phone, by the oracle
 * @param keys digests of the keys that the phone made
 * @param figures what was measured or done, in words, where that is not the same each time
 */
public record TrialResult(
        Trial trial,
        Verdict verdict,
        List<String> forbidden,
        List<String> failures,
        long datagrams,
        Set<String> keys,
        List<String> figures,
        Duration took) {
    public TrialResult {
        figures = List.copyOf(figures);
        forbidden = List.copyOf(forbidden);
        failures = List.copyOf(failures);
        keys = Set.copyOf(keys);
    }

    /** Cleartext, or a forbidden act. */
    public boolean leaked() {
        return !verdict.sealed() || !forbidden.isEmpty();
    }

    /** Everything left sealed, everybody who watched agrees, and the phone came out as it must. */
    public boolean sealed() {
        return !leaked() && failures.isEmpty();
    }
}
