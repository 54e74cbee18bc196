package org.sealphone.ua.api;

import java.time.Instant;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.media.codec.Codec;
import org.sealphone.ua.report.Finding;

/** Something that happened. Immutable and free of secrets; texts from the peer have their control characters removed. */
public sealed interface UaEvent {
    /** When, by the clock of the day. */
    Instant at();

    /** A verified TLS flow stands. */
    record FlowUp(Instant at, TlsFacts facts) implements UaEvent {}

    /** The flow could not be made. Nothing of SIP left. */
    record FlowFailed(Instant at, Refusal refusal) implements UaEvent {}

    /** The flow is gone; the registration has ended, and calls that stand wait for another. */
    record FlowLost(Instant at, Refusal refusal) implements UaEvent {}

    /** The registrar holds a binding of ours; again after each refresh. */
    record Registered(Instant at, RegistrationFacts facts) implements UaEvent {}

    /** There is no binding: refused, failed, or lost at a refresh. */
    record RegistrationFailed(Instant at, End end) implements UaEvent {}

    /** The binding was removed because we asked for it. */
    record Unregistered(Instant at) implements UaEvent {}

    /** An INVITE of ours is on its way. */
    record Dialling(Instant at, CallId call, String target) implements UaEvent {}

    /** A provisional response: 180 means that it rings there. */
    record Progress(Instant at, CallId call, int status, String reasonPhrase) implements UaEvent {}

    /** Somebody calls with an offer that we can take. It rings until {@link Ua#answer} or {@link Ua#reject}. */
    record IncomingCall(Instant at, CallId call, String from, String displayName) implements UaEvent {}

    /** What the INVITE of a call that rings says of its caller besides From; where it says nothing, this does not come. */
    record CallerKnown(Instant at, CallId call, CallerFacts caller) implements UaEvent {}

    /** Why the other side ends a call, or took none, by its own word (RFC 3326). */
    record ReasonGiven(Instant at, CallId call, GivenReason reason) implements UaEvent {}

    /** Somebody called and was refused without ringing: busy, or an offer that we do not take. */
    record CallRefused(Instant at, CallId call, String from, int status, Refusal refusal) implements UaEvent {}

    /** Keys are agreed and media runs. */
    record Established(Instant at, CallId call, Codec codec, SrtpSuite suite) implements UaEvent {}

    /** Who holds it, the codec or the suite is another than before; also told first when a call begins on hold. */
    record CallChanged(Instant at, CallId call, Hold hold, Codec codec, SrtpSuite suite) implements UaEvent {}

    /** The flow is lost, and this call goes on for a while without it. */
    record CallCutOff(Instant at, CallId call) implements UaEvent {}

    /** A call that was cut off has its signalling back. */
    record CallRepaired(Instant at, CallId call) implements UaEvent {}

    /**
     * The other side wants us to call somebody else instead (RFC 3515). Nothing is called unless {@link Ua#acceptTransfer} says so.
     *
     * @param target whom; it has passed the guard of outgoing calls
     * @param by who wants it, by its own unverified word; empty when it says nothing
     */
    record TransferAsked(Instant at, CallId call, String target, String by) implements UaEvent {}

    /** What the other side tells of a transfer that we asked it for: the status of its new call. */
    record TransferProgress(Instant at, CallId call, int status, String reasonPhrase) implements UaEvent {}

    /** The call that comes in now would take the place of another one, which ends when it is answered (RFC 3891). */
    record CallReplaces(Instant at, CallId call, CallId replaced) implements UaEvent {}

    /**
     * What the mailbox at the trunk holds, by the trunk's own word (RFC 3842). Nothing is fetched.
     *
     * @param waiting whether something is new
     * @param fresh voice messages nobody has heard; empty when it is not told
     * @param heard voice messages somebody has
     */
    record MessagesWaiting(Instant at, boolean waiting, Optional<Integer> fresh, Optional<Integer> heard)
            implements UaEvent {}

    /** The other side has pressed a key: {@code 0-9 * # A-D}, or {@code !} for a hook flash. */
    record DigitReceived(Instant at, CallId call, char key) implements UaEvent {
        /** Leaves the key out: it may belong to a PIN. */
        @Override
        public String toString() {
            return "DigitReceived[" + at + ", " + call + "]";
        }
    }

    /** A call is over. */
    record CallEnded(Instant at, CallReport report) implements UaEvent {}

    /** Something was tolerated or noticed. */
    record Found(Instant at, Finding finding) implements UaEvent {}

    /** A message or a whole burst of input was refused before it reached a state machine. */
    record MessageRefused(Instant at, Refusal refusal) implements UaEvent {}
}
