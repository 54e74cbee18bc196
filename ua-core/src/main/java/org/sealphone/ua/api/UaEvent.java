package org.sealphone.ua.api;

import java.time.Instant;
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

    /** The flow is gone; calls on it have ended, and so has the registration. */
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

    /** Somebody called and was refused without ringing: busy, or an offer that we do not take. */
    record CallRefused(Instant at, CallId call, String from, int status, Refusal refusal) implements UaEvent {}

    /** Keys are agreed and media runs. */
    record Established(Instant at, CallId call, Codec codec, SrtpSuite suite) implements UaEvent {}

    /** A call is over. */
    record CallEnded(Instant at, CallReport report) implements UaEvent {}

    /** Something was tolerated or noticed. */
    record Found(Instant at, Finding finding) implements UaEvent {}

    /** A message or a whole burst of input was refused before it reached a state machine. */
    record MessageRefused(Instant at, Refusal refusal) implements UaEvent {}
}
