package org.sealphone.ua.api;

import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.ua.report.Finding;

/**
 * The whole phone at one moment; immutable, free of secrets, safe to keep and to read on any thread.
 *
 * @param takenNanos the monotonic clock when it was taken
 * @param flow facts of the verified flow; the last one's after it was lost; empty before the first
 * @param connected whether the flow is up
 * @param registration what the registrar last said
 * @param calls calls that are going on, oldest first
 * @param ended reports of the calls that are over, oldest first; the last thousand
 * @param findings what was tolerated or noticed outside calls
 */
public record UaSnapshot(
        long takenNanos,
        Optional<TlsFacts> flow,
        boolean connected,
        RegistrationFacts registration,
        List<CallSnapshot> calls,
        List<CallReport> ended,
        List<Finding> findings) {
    public UaSnapshot {
        calls = List.copyOf(calls);
        ended = List.copyOf(ended);
        findings = List.copyOf(findings);
    }
}
