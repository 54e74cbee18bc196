package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the oracle found.
 *
 * @param frames captured frames
 * @param octets octets of all frames, each in one class
 * @param leakCount how many leaks; {@code leaks} holds the first thousand
 * @param peerFindings what would be leaks, had the sender been in the dock
 * @param problems broken rules that no single octet shows
 * @param said every message inside TLS, in the order of time on each connection: a secret, with its keys
 * @param datagrams datagrams and their payload octets by the socket that sent them
 * @param questions those among them that asked a name server for a name on the list
 */
public record Verdict(
        long frames,
        Map<OctetClass, Long> octets,
        long leakCount,
        List<Leak> leaks,
        List<Leak> peerFindings,
        List<String> problems,
        CanarySightings canary,
        Controls controls,
        List<Said> said,
        Map<InetSocketAddress, Datagrams> datagrams,
        Map<InetSocketAddress, Datagrams> questions,
        List<TlsFlow> tlsFlows,
        List<MediaFlow> mediaFlows) {
    public Verdict {
        octets = Map.copyOf(octets);
        leaks = List.copyOf(leaks);
        peerFindings = List.copyOf(peerFindings);
        problems = List.copyOf(problems);
        said = List.copyOf(said);
        datagrams = Map.copyOf(datagrams);
        questions = Map.copyOf(questions);
        tlsFlows = List.copyOf(tlsFlows);
        mediaFlows = List.copyOf(mediaFlows);
    }

    /** One message as the oracle decrypted it. */
    public record Said(Instant at, boolean fromClient, String text) {
        /** Leaves the text out: it holds keys. */
        @Override
        public String toString() {
            return (fromClient ? "-> " : "<- ") + text.lines().findFirst().orElse("");
        }
    }

    public long octets(OctetClass octetClass) {
        return octets.getOrDefault(octetClass, 0L);
    }

    public long unknown() {
        return octets(OctetClass.UNKNOWN);
    }

    /** All octets of all frames: the sum over the classes. */
    public long total() {
        return octets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** No leak, no broken rule, no canary in clear. Says nothing on whether there was anything to see: {@link #shortcomings}. */
    public boolean sealed() {
        return unknown() == 0
                && leakCount == 0
                && problems.isEmpty()
                && canary.seenInClear() == 0
                && canary.forbidden().isEmpty();
    }

    /** Why this run would prove nothing even if it is sealed; empty where it proves. */
    public List<String> shortcomings() {
        List<String> found = new ArrayList<>();
        if (frames == 0) {
            found.add("no frame was captured");
        }
        if (controls.caught() < controls.total()) {
            found.add("not every control was caught: " + String.join(", ", controls.missed()));
        }
        if (!canary.seenDecrypted()) {
            found.add("not every canary was seen decrypted: " + String.join(", ", canary.missing()));
        }
        return found;
    }

    /** Sealed, and the run had what it takes to say so. */
    public boolean proven() {
        return sealed() && shortcomings().isEmpty();
    }

    /**
     * What became of the canaries.
     *
     * @param missing those that should have been seen decrypted and were not; {@code tone} is the audio's
     * @param seenInClear how often one was found on the wire
     * @param forbidden those that were found decrypted although they may not travel at all
     */
    public record CanarySightings(List<String> missing, long seenInClear, List<String> forbidden) {
        public CanarySightings {
            missing = List.copyOf(missing);
            forbidden = List.copyOf(forbidden);
        }

        public boolean seenDecrypted() {
            return missing.isEmpty();
        }
    }

    /** What became of the controls. */
    public record Controls(int total, int caught, List<String> missed) {
        public Controls {
            missed = List.copyOf(missed);
        }

        public Controls plus(Controls other) {
            List<String> both = new ArrayList<>(missed);
            both.addAll(other.missed);
            return new Controls(total + other.total, caught + other.caught, both);
        }
    }

    /** A number of datagrams and the octets of their payloads. */
    public record Datagrams(long count, long octets) {
        Datagrams plus(Datagrams other) {
            return new Datagrams(count + other.count, octets + other.octets);
        }
    }

    /** The same verdict with the results of further controls. */
    public Verdict withControls(Controls more) {
        return new Verdict(
                frames,
                octets,
                leakCount,
                leaks,
                peerFindings,
                problems,
                canary,
                controls.plus(more),
                said,
                datagrams,
                questions,
                tlsFlows,
                mediaFlows);
    }
}
