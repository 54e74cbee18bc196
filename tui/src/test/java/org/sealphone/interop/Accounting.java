package org.sealphone.interop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;

/** What a lab's capture shows of its phones, beside what their sockets and their senders counted. */
final class Accounting {
    private final List<String> failures = new ArrayList<>();
    private final long datagrams;
    private final long counted;
    private final long sealed;

    private Accounting(long datagrams, long counted, long sealed) {
        this.datagrams = datagrams;
        this.counted = counted;
        this.sealed = sealed;
    }

    /** Judges when the phones have ended. */
    static Accounting of(OracleRules rules, Capture seen, List<PhoneProgram> phones, List<String> passwords)
            throws IOException {
        Verdict verdict = Oracle.judge(rules, seen.packets()).withControls(PlantedControls.run(rules, seen.packets()));
        long counted = 0;
        long sealed = 0;
        for (PhoneProgram phone : phones) {
            counted += phone.number("datagrams_out");
            sealed += phone.number("sealed_out");
        }
        Accounting account = new Accounting(
                verdict.mediaFlows().stream().mapToLong(flow -> flow.packets()).sum(), counted, sealed);
        System.out.printf(
                "frames %d, octets %s, datagrams %d, ledgers %d, senders %d, findings on peers %d, controls %s%n",
                verdict.frames(),
                verdict.octets(),
                account.datagrams,
                counted,
                sealed,
                verdict.peerFindings().size(),
                verdict.controls());
        if (!seen.complete()) {
            account.failures.add(
                    "the capture is not complete: " + seen.dropped() + " dropped, " + seen.disagreements());
        }
        verdict.leaks().stream().limit(5).forEach(leak -> account.failures.add("leak: " + leak));
        if (!verdict.proven()) {
            account.failures.add("not proven: " + verdict.problems() + verdict.shortcomings());
        }
        for (PhoneProgram phone : phones) {
            account.failures.addAll(phone.secretsShown(passwords));
        }
        return account;
    }

    /** What does not hold, with at least so many datagrams of media on the wire. */
    List<String> failures(long least) {
        List<String> all = new ArrayList<>(failures);
        if (datagrams < least || datagrams != counted) {
            all.add("the oracle counts " + datagrams + " datagrams of media, the sockets " + counted);
        }
        return all;
    }

    /** The complaint, where not all that was sealed was sent. */
    Optional<String> unsent() {
        return counted == sealed
                ? Optional.empty()
                : Optional.of("the sockets count " + counted + " datagrams of media, the senders " + sealed);
    }
}
