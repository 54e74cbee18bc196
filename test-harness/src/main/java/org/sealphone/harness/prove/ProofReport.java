package org.sealphone.harness.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.oracle.Verdict;

/**
 * What a proof showed.
 *
 * @param results of the trials that were played, in their order
 * @param asked how many were asked for
 */
public record ProofReport(List<TrialResult> results, int asked, Duration took) {
    public ProofReport {
        results = List.copyOf(results);
    }

    public boolean leaked() {
        return results.stream().anyMatch(TrialResult::leaked) || !repeatedKeys().isEmpty();
    }

    /** Trials in which the phone made a key that it had made in another one: who has seen one call can then read another. */
    public List<Trial> repeatedKeys() {
        Set<String> known = new HashSet<>();
        List<Trial> repeated = new ArrayList<>();
        for (TrialResult result : results) {
            if (!Collections.disjoint(known, result.keys())) {
                repeated.add(result.trial());
            }
            known.addAll(result.keys());
        }
        return repeated;
    }

    /** Each trial was played and is sealed, and there was something to see: a run without a phone proves nothing. */
    public boolean sealed() {
        return asked > 0
                && results.size() == asked
                && results.stream().allMatch(TrialResult::sealed)
                && repeatedKeys().isEmpty()
                && canarySeenDecrypted();
    }

    /** Whether what must travel inside TLS was found there, in at least one trial: some end before anything was said. */
    public boolean canarySeenDecrypted() {
        return results.stream().anyMatch(result -> result.verdict().canary().seenDecrypted());
    }

    public long octets(OctetClass octetClass) {
        return sum(verdict -> verdict.octets(octetClass));
    }

    /** Over the verdicts of all trials. */
    public long sum(ToLongFunction<Verdict> number) {
        return results.stream().map(TrialResult::verdict).mapToLong(number).sum();
    }

    /** Datagrams of media that left the phones, by the oracle. */
    public long datagrams() {
        return results.stream().mapToLong(TrialResult::datagrams).sum();
    }
}
