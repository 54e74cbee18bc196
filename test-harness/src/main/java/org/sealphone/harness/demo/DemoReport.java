package org.sealphone.harness.demo;

import java.time.Duration;
import java.util.List;
import org.sealphone.harness.oracle.Verdict;

/**
 * What the demonstration showed.
 *
 * @param stage {@code namespace}, {@code user-namespace} or {@code loopback}: what could be watched
 * @param notSeen what this stage cannot see, a sentence each; said beside every verdict
 * @param caller the phone that called
 * @param callee the phone that answered
 * @param verdict the oracle's account of every captured octet, the controls included
 * @param disagreements where two witnesses do not count the same, a sentence each; empty when all agree
 * @param failures what was to happen and did not (a registration, the call, a tone that was not heard), a sentence each
 * @param took from the first start to the verdict
 */
public record DemoReport(
        String stage,
        List<String> notSeen,
        DemoParty caller,
        DemoParty callee,
        Verdict verdict,
        List<String> disagreements,
        List<String> failures,
        Duration took) {
    public DemoReport {
        notSeen = List.copyOf(notSeen);
        disagreements = List.copyOf(disagreements);
        failures = List.copyOf(failures);
    }

    /** The oracle saw cleartext or a forbidden act. */
    public boolean leaked() {
        return !verdict.sealed();
    }

    /** Everything happened, every octet is accounted for, the witnesses agree, and the run had what it takes to say so. */
    public boolean sealed() {
        return verdict.proven() && disagreements.isEmpty() && failures.isEmpty();
    }
}
