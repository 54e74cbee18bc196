package org.sealphone.tui.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.GivenReason;

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
 * @param load what many calls were in sum; absent where there were few
 * @param wire what left, counted twice
 * @param ping what an OPTIONS found
 * @param trunk where a trunk listened
 * @param proof what a witness saw
 * @param checks what a look at this machine found; absent for other verbs
 * @param cases the calls of a plan; absent for other verbs
 * @param settings rows of a configuration; absent for other verbs
 * @param certificates what was shown, that of the server first; absent for other verbs
 * @param text what is printed as it is; absent for other verbs
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
        Optional<Load> load,
        Optional<Wire> wire,
        Optional<Ping> ping,
        Optional<Trunk> trunk,
        Optional<Proof> proof,
        Optional<List<Check>> checks,
        Optional<List<Case>> cases,
        Optional<List<Setting>> settings,
        Optional<List<Certificate>> certificates,
        Optional<String> text,
        List<ReasonCode> explained,
        List<Refusal> reasons) {

    public Report {
        explained = List.copyOf(explained);
        reasons = List.copyOf(reasons);
    }

    /** What the registrar last said; {@code mailbox} is what the trunk told of it meanwhile. */
    public record Registration(
            Optional<Integer> status,
            Optional<Long> expires,
            Optional<String> digest,
            List<String> path,
            List<String> serviceRoute,
            Optional<Mailbox> mailbox) {
        public Registration(Optional<Integer> status, Optional<Long> expires, Optional<String> digest) {
            this(status, expires, digest, List.of(), List.of(), Optional.empty());
        }

        /** The same, with what is in the mailbox. */
        public Registration with(Optional<Mailbox> told) {
            return new Registration(status, expires, digest, path, serviceRoute, told);
        }
    }

    /** What a mailbox holds; how many voice messages is not always told. */
    public record Mailbox(boolean waiting, Optional<Integer> fresh, Optional<Integer> heard) {}

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
            String endedBy,
            CallerFacts caller,
            List<GivenReason> given) {
        /** One that says nothing of its caller, and whose end nobody gave a reason for. */
        public Call(
                String target,
                Optional<Integer> status,
                String reasonPhrase,
                Optional<Long> setupMillis,
                Optional<Long> durationMillis,
                String endedBy) {
            this(target, status, reasonPhrase, setupMillis, durationMillis, endedBy, CallerFacts.NONE, List.of());
        }
    }

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
            Optional<Double> mos,
            Optional<String> dtmfReceived,
            Optional<Double> roundTripMillis,
            Optional<Double> remoteMos,
            SendLateness sendLateness) {}

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

    /**
     * Many calls at once.
     *
     * @param wanted how many there were to be
     * @param perSecond how many were dialled in a second; empty for those who are called
     * @param togetherMillis how long all went on together; empty when they never did, and for those who are called
     * @param cpuMillis the processor time of this process meanwhile
     * @param tonesRight in how many the wanted tone was heard; empty when none was wanted
     * @param sum the calls that are over
     */
    public record Load(
            long wanted,
            Optional<Double> perSecond,
            Optional<Long> togetherMillis,
            Optional<Long> cpuMillis,
            Optional<Long> tonesRight,
            Crowd sum) {
        /** What one call costs, in percent of a processor core. */
        public Optional<Double> corePercentOfCall() {
            return togetherMillis
                    .filter(millis -> millis > 0 && sum.answered() > 0)
                    .flatMap(millis -> cpuMillis.map(cpu -> 100.0 * cpu / millis / sum.answered()));
        }
    }

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

    /** One scenario's verdict, and what a page shows of it. */
    public record Scenario(String id, String verdict, String detail, Optional<Exhibit> exhibit) {
        public Scenario(String id, String verdict, String detail) {
            this(id, verdict, detail, Optional.empty());
        }
    }

    /**
     * What a scenario left behind.
     *
     * @param what the stimulus, in words
     * @param evidence why it is not sealed; empty where it is
     * @param bytes octets by class
     * @param steps what was said and sent, in the order of time
     */
    public record Exhibit(String what, List<String> evidence, Bytes bytes, List<Step> steps, long tookMillis) {
        public Exhibit {
            evidence = List.copyOf(evidence);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A message, or the sum of a stream of media.
     *
     * @param atMillis since the first
     * @param text the whole message without its secrets; empty for media
     */
    public record Step(long atMillis, boolean fromPhone, String label, String text) {}

    /**
     * One thing of this machine that was looked at.
     *
     * @param subject in one word
     * @param found what it is, and where it is not well the cause
     * @param reason the code to look up, where it is not well
     * @param advice what to do, where it is not well
     */
    public record Check(
            String subject, Health health, String found, Optional<ReasonCode> reason, Optional<String> advice) {}

    /**
     * One call of a plan, with both of its sides where both are ours.
     *
     * @param millis from its start to its end
     */
    public record Case(
            String name,
            ExitCode exit,
            long millis,
            Optional<CallEntry> caller,
            Optional<CallEntry> callee,
            List<Refusal> reasons) {
        public Case {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * One row of a configuration.
     *
     * @param section what it belongs to; empty for the whole
     * @param name of the row; empty for the section itself
     * @param origin where the value is from, or what is to be said of it
     */
    public record Setting(String section, String name, String value, String origin) {}

    /**
     * One certificate.
     *
     * @param names as in the subjectAltName, each with its kind, such as {@code URI:sip:pbx.example}
     * @param notBefore and {@code notAfter}: by ISO 8601
     * @param pin {@code sha256/...} of its public key
     * @param authority whether it may issue others
     * @param uses what it is limited to; empty for no limit
     */
    public record Certificate(
            String subject,
            String issuer,
            List<String> names,
            String notBefore,
            String notAfter,
            String key,
            String signature,
            String serial,
            String pin,
            boolean authority,
            List<String> uses) {
        public Certificate {
            names = List.copyOf(names);
            uses = List.copyOf(uses);
        }
    }

    /** Whether nothing is known beyond how it ended and why: it ended before it began. */
    public boolean empty() {
        return registration.isEmpty()
                && signalling.isEmpty()
                && call.isEmpty()
                && calls.isEmpty()
                && load.isEmpty()
                && wire.isEmpty()
                && ping.isEmpty()
                && trunk.isEmpty()
                && proof.isEmpty()
                && checks.isEmpty()
                && cases.isEmpty()
                && settings.isEmpty()
                && certificates.isEmpty()
                && text.isEmpty()
                && explained.isEmpty();
    }

    /** The same with further reasons, and an exit at least as bad as this. What decides the exit stands before the rest. */
    public Report with(ExitCode atLeast, List<Refusal> more) {
        ExitCode worst = exit.or(atLeast);
        List<Refusal> all = new ArrayList<>(worst == exit ? reasons : more);
        (worst == exit ? more : reasons)
                .stream().filter(reason -> !all.contains(reason)).forEach(all::add);
        return new Report(
                command,
                worst,
                registration,
                signalling,
                call,
                media,
                heard,
                calls,
                load,
                wire,
                ping,
                trunk,
                proof,
                checks,
                cases,
                settings,
                certificates,
                text,
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
        private Optional<Load> load = Optional.empty();
        private Optional<Wire> wire = Optional.empty();
        private Optional<Ping> ping = Optional.empty();
        private Optional<Trunk> trunk = Optional.empty();
        private Optional<Proof> proof = Optional.empty();
        private Optional<List<Check>> checks = Optional.empty();
        private Optional<List<Case>> cases = Optional.empty();
        private Optional<List<Setting>> settings = Optional.empty();
        private Optional<List<Certificate>> certificates = Optional.empty();
        private Optional<String> text = Optional.empty();
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

        public Builder load(Load value) {
            this.load = Optional.of(value);
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

        public Builder checks(List<Check> value) {
            this.checks = Optional.of(List.copyOf(value));
            return this;
        }

        public Builder cases(List<Case> value) {
            this.cases = Optional.of(List.copyOf(value));
            return this;
        }

        public Builder settings(List<Setting> value) {
            this.settings = Optional.of(List.copyOf(value));
            return this;
        }

        public Builder certificates(List<Certificate> value) {
            this.certificates = Optional.of(List.copyOf(value));
            return this;
        }

        public Builder text(String value) {
            this.text = Optional.of(value);
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

        /** Adds the one that decided the exit: it is told at length, before all others. */
        public Builder decisive(Refusal refusal) {
            reasons.remove(refusal);
            reasons.add(0, refusal);
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
                    load,
                    wire,
                    ping,
                    trunk,
                    proof,
                    checks,
                    cases,
                    settings,
                    certificates,
                    text,
                    explained,
                    reasons);
        }
    }
}
