package org.sealphone.harness.prove;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.InterfaceCounters;
import org.sealphone.harness.oracle.TlsFlow;
import org.sealphone.harness.oracle.Verdict;

/**
 * What the witnesses of one trial counted, each on its own. They must count the same, and one that has seen nothing where another has seen
 * something is blind, which is not the same as a phone that does nothing.
 *
 * @param seen the capture at the room's only door
 * @param sent the count of the phone's own interface, by its kernel
 * @param calls the trace of system calls
 * @param ledger the datagrams that the phone says it has sent; empty where it says nothing
 * @param verdict the oracle's account of the capture
 * @param media datagrams of media that the phone sent, by the oracle
 * @param phone the phone's address
 * @param ours whether the phone is held to a ledger
 */
record Testimony(
        Capture seen,
        InterfaceCounters.Sent sent,
        SystemCalls calls,
        OptionalLong ledger,
        Verdict verdict,
        long media,
        InetAddress phone,
        boolean ours) {
    /** Where two do not agree, a sentence each that names them. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>(seen.disagreements());
        if (seen.dropped() > 0) {
            found.add("the kernel dropped " + seen.dropped() + " frames of the capture");
        }
        if (!sent.equals(seen.incoming())) {
            found.add("the phone's interface counted " + sent.packets() + " frames of " + sent.octets()
                    + " octets, captured were " + seen.incoming().packets() + " of "
                    + seen.incoming().octets());
        }
        if (verdict.controls().caught() < verdict.controls().total()) {
            found.add("controls not caught: "
                    + String.join(", ", verdict.controls().missed()));
        }
        systemCalls(found);
        if (ours) {
            own(found);
        }
        return found;
    }

    private void systemCalls(List<String> found) {
        long captured = captured();
        if (calls.datagrams() != captured) {
            found.add("the trace of system calls has " + calls.datagrams() + " datagrams of the phone, captured were "
                    + captured);
        }
        long flows = verdict.tlsFlows().stream()
                .map(TlsFlow::client)
                .filter(client -> client.getAddress().equals(phone))
                .count();
        if (flows > 0 && calls.connections() == 0) {
            found.add("the trace of system calls has no connection of the phone, captured were " + flows);
        }
    }

    private void own(List<String> found) {
        long questions = ofThePhone(verdict.questions());
        if (captured() != media + questions) {
            found.add(captured() + " datagrams left the phone, the oracle found " + media + " of media and " + questions
                    + " questions for names");
        }
        if (ledger.isEmpty() && media > 0) {
            found.add("the phone's own count is missing, the oracle found " + media + " datagrams");
        } else if (ledger.isPresent() && ledger.getAsLong() != media) {
            found.add("the phone counted " + ledger.getAsLong() + " datagrams, the oracle " + media);
        }
    }

    private long captured() {
        return ofThePhone(verdict.datagrams());
    }

    private long ofThePhone(Map<InetSocketAddress, Verdict.Datagrams> bySocket) {
        return bySocket.entrySet().stream()
                .filter(entry -> entry.getKey().getAddress().equals(phone))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
    }
}
