package org.sealphone.tui.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;

/**
 * All that a command has to say, in the groups of the JSON. An absent group does not apply; an absent field is not known. Immutable, free
 * of secrets; texts of peers are as they came, and each writer makes them harmless in its own way.
 *
 * @param command the verb
 * @param exit how it ended
 * @param registration what the registrar said
 * @param signalling the verified flow
 * @param call the call of {@code call}
 * @param media its sound on the wire
 * @param heard its sound to the ear
 * @param calls the calls of {@code answer}; absent for other verbs
 * @param wire what left, counted twice
 * @param ping what an OPTIONS found
 * @param trunk where a trunk listened
 * @param proof what a witness saw
 * @param explained reason codes that were asked about
 * @param reasons why it ended so, and what was found on the way
 */
public record Report(
        String command,
        ExitCode exit,
        Optional<Registration> registration,
        Optional<Signalling> signalling,
        Optional<Call> call,
        Optional<Media> media,
        Optional<Heard> heard,
        Optional<List<CallEntry>> calls,
        Optional<Wire> wire,
        Optional<Ping> ping,
        Optional<Trunk> trunk,
        Optional<Proof> proof,
        List<ReasonCode> explained,
        List<Refusal> reasons) {

    public Report {
        explained = List.copyOf(explained);
        reasons = List.copyOf(reasons);
    }

    /** What the registrar last said. */
    public record Registration(Optional<Integer> status, Optional<Long> expires, Optional<String> digest) {}

    /** The verified flow. {@code pin} and {@code notAfter} are for people and further tools. */
    public record Signalling(
            String protocol,
            String suite,
            String group,
            String peer,
            String identity,
            String identityMode,
            String notAfter,
            String pin) {}

    /** One call's signalling. */
    public record Call(
            String target,
            Optional<Integer> status,
            String reasonPhrase,
            Optional<Long> setupMillis,
            Optional<Long> durationMillis,
            String endedBy) {}

    /** One call's sound on the wire. */
    public record Media(
            String codec,
            String suite,
            long txPackets,
            long rxPackets,
            long rxLost,
            long rxAuthFailed,
            long rxReplayed,
            long rtcpTx,
            long rtcpRx,
            Optional<Double> jitterMillis,
            Optional<Double> mos) {}

    /** One call's sound to the ear. */
    public record Heard(double rmsDbfs, Optional<Double> toneHz, Optional<Double> snrDb) {}

    /** One of several calls. */
    public record CallEntry(
            ExitCode exit,
            Call call,
            String remoteName,
            Optional<Media> media,
            Optional<Heard> heard,
            List<Refusal> reasons) {}

    /** What left, counted at the sockets and, where senders were, in them. */
    public record Wire(long datagramsOut, long sealedOut, long tlsBytesOut) {
        /** The two counters are independent; they must be equal. */
        public boolean agrees() {
            return datagramsOut == sealedOut;
        }
    }

    /** What an OPTIONS found. */
    public record Ping(
            String target,
            Optional<Integer> status,
            String reasonPhrase,
            Optional<Long> roundTripMillis,
            Optional<String> server,
            Optional<String> allow) {}

    /** Where a trunk listened, and what came of it. */
    public record Trunk(String listen, String domain, long users, long connections, long calls) {}

    /**
     * What a witness saw, by the groups of {@code demo} and {@code prove}.
     *
     * @param stage what could be watched, in one word
     * @param parties the phones
     * @param frames captured frames
     * @param bytes their octets by class
     * @param canarySeenDecrypted whether every planted word was found after decryption, which shows that it did travel
     * @param canarySeenInClear how often one was found without
     * @param controlsTotal leaks that were planted
     * @param controlsCaught those of them that were caught
     * @param seenByWitness datagrams of media that the witness counted
     * @param scenarios verdicts by scenario
     * @param leaks what left in clear
     * @param notSeen what this stage cannot see
     * @param sealed whether all of it holds
     * @param tookMillis from the first start to the verdict
     */
    public record Proof(
            String stage,
            List<Party> parties,
            long frames,
            Bytes bytes,
            boolean canarySeenDecrypted,
            long canarySeenInClear,
            long controlsTotal,
            long controlsCaught,
            long seenByWitness,
            List<Scenario> scenarios,
            List<String> leaks,
            List<String> notSeen,
            boolean sealed,
            long tookMillis) {
        public Proof {
            parties = List.copyOf(parties);
            scenarios = List.copyOf(scenarios);
            leaks = List.copyOf(leaks);
            notSeen = List.copyOf(notSeen);
        }
    }

    /** One of the phones of a demonstration, as it saw the call itself. */
    public record Party(
            String name,
            Optional<Registration> registration,
            Optional<Media> media,
            Optional<Heard> heard,
            Wire wire) {}

    /** Octets by class; the sum is all that was seen. {@code control} is what was planted and caught, {@code peer} what others sent. */
    public record Bytes(long tls, long srtp, long srtcp, long dns, long link, long control, long peer, long unknown) {
        public long total() {
            return tls + srtp + srtcp + dns + link + control + peer + unknown;
        }
    }

    /** One scenario's verdict. */
    public record Scenario(String id, String verdict, String detail) {}

    /** Whether nothing is known beyond how it ended and why: it ended before it began. */
    public boolean empty() {
        return registration.isEmpty()
                && signalling.isEmpty()
                && call.isEmpty()
                && calls.isEmpty()
                && wire.isEmpty()
                && ping.isEmpty()
                && trunk.isEmpty()
                && proof.isEmpty()
                && explained.isEmpty();
    }

    /** The same with further reasons, and an exit at least as bad as this. */
    public Report with(ExitCode atLeast, List<Refusal> more) {
        List<Refusal> all = new ArrayList<>(reasons);
        more.stream().filter(reason -> !all.contains(reason)).forEach(all::add);
        return new Report(
                command,
                exit.or(atLeast),
                registration,
                signalling,
                call,
                media,
                heard,
                calls,
                wire,
                ping,
                trunk,
                proof,
                explained,
                all);
    }

    /** A report that says no more than how it ended and why. */
    public static Report bare(String command, ExitCode exit, List<Refusal> reasons) {
        return builder(command).exit(exit).reasons(reasons).build();
    }

    public static Builder builder(String command) {
        return new Builder(command);
    }

    /** Collects the groups as they become known. Owner: the command's thread. */
    public static final class Builder {
        private final String command;
        private ExitCode exit = ExitCode.OK;
        private Optional<Registration> registration = Optional.empty();
        private Optional<Signalling> signalling = Optional.empty();
        private Optional<Call> call = Optional.empty();
        private Optional<Media> media = Optional.empty();
        private Optional<Heard> heard = Optional.empty();
        private Optional<List<CallEntry>> calls = Optional.empty();
        private Optional<Wire> wire = Optional.empty();
        private Optional<Ping> ping = Optional.empty();
        private Optional<Trunk> trunk = Optional.empty();
        private Optional<Proof> proof = Optional.empty();
        private List<ReasonCode> explained = List.of();
        private final List<Refusal> reasons = new ArrayList<>();

        private Builder(String command) {
            this.command = command;
        }

        /** Replaces the exit. */
        public Builder exit(ExitCode code) {
            this.exit = code;
            return this;
        }

        /** Keeps the worse of what was and this. */
        public Builder atLeast(ExitCode code) {
            this.exit = exit.or(code);
            return this;
        }

        public ExitCode exit() {
            return exit;
        }

        public Builder registration(Optional<Registration> value) {
            this.registration = value;
            return this;
        }

        public Builder signalling(Optional<Signalling> value) {
            this.signalling = value;
            return this;
        }

        public Builder call(Call value) {
            this.call = Optional.of(value);
            return this;
        }

        public Builder media(Optional<Media> value) {
            this.media = value;
            return this;
        }

        public Builder heard(Optional<Heard> value) {
            this.heard = value;
            return this;
        }

        public Builder calls(List<CallEntry> value) {
            this.calls = Optional.of(List.copyOf(value));
            return this;
        }

        public Builder wire(Wire value) {
            this.wire = Optional.of(value);
            return this;
        }

        public Builder ping(Ping value) {
            this.ping = Optional.of(value);
            return this;
        }

        public Builder trunk(Trunk value) {
            this.trunk = Optional.of(value);
            return this;
        }

        public Builder proof(Proof value) {
            this.proof = Optional.of(value);
            return this;
        }

        public Builder explained(List<ReasonCode> codes) {
            this.explained = codes;
            return this;
        }

        /** Adds one, unless it is there already. */
        public Builder reason(Refusal refusal) {
            if (!reasons.contains(refusal)) {
                reasons.add(refusal);
            }
            return this;
        }

        public Builder reasons(List<Refusal> more) {
            more.forEach(this::reason);
            return this;
        }

        public Report build() {
            return new Report(
                    command,
                    exit,
                    registration,
                    signalling,
                    call,
                    media,
                    heard,
                    calls,
                    wire,
                    ping,
                    trunk,
                    proof,
                    explained,
                    reasons);
        }
    }
}
