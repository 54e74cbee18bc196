package org.sealphone.ua.engine;

import java.net.InetAddress;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.rtp.Digits;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.ua.api.CallId;

/** Everything that can happen to the engine. */
public sealed interface Input {
    /** Somebody wants to be registered; the ticket is settled with the first outcome. */
    record Register(long ticket) implements Input {}

    /** Somebody wants the binding removed. */
    record Unregister(long ticket) implements Input {}

    /** Somebody wants to call a target, as typed. */
    record Dial(CallId call, String target) implements Input {}

    /** Somebody takes a ringing call. */
    record AnswerCall(CallId call) implements Input {}

    /** Somebody refuses a ringing call. */
    record RejectCall(CallId call, int status) implements Input {}

    /** Somebody ends a call, wherever it stands. */
    record HangUp(CallId call) implements Input {}

    /** Somebody holds a call, or resumes it. */
    record Hold(CallId call, boolean on) implements Input {}

    /** Somebody wants the peer of a call to call another target instead. */
    record Transfer(long ticket, CallId call, String target) implements Input {}

    /** Somebody wants the peer of a call to speak with the peer of another. */
    record TransferTo(long ticket, CallId call, CallId other) implements Input {}

    /** Somebody agrees to call whom the peer of a call has named. */
    record AcceptTransfer(CallId call, CallId fresh) implements Input {}

    /** Somebody does not. */
    record RefuseTransfer(CallId call) implements Input {}

    /** Somebody presses keys in a call. */
    record SendDigits(CallId call, Digits digits) implements Input {}

    /** The other side has pressed a key. */
    record DigitReceived(CallId call, char key) implements Input {}

    /** Somebody wants to know whether a target is there. */
    record Ping(long ticket, String target) implements Input {}

    /** The phone is to end. */
    record Close() implements Input {}

    /** The verified flow stands. */
    record FlowUp(TlsFacts facts, InetAddress local, SdpWriter writer) implements Input {}

    /** The flow could not be made. */
    record FlowFailed(TlsFailure failure) implements Input {}

    /** The flow is gone. */
    record FlowLost(Refusal cause) implements Input {}

    /** The ports that a call asked for. */
    record PortReady(CallId call, LocalMedia local) implements Input {}

    /** There are none. */
    record PortFailed(CallId call, Refusal refusal) implements Input {}

    /** Media could not be started, for a reason of this machine. */
    record MediaNotStarted(CallId call, Refusal refusal) implements Input {}

    /** Nothing that authenticates comes any more, or a key has reached its end. */
    record MediaDead(CallId call, Refusal cause) implements Input {}

    /** Media has ended, and not a packet leaves any more. */
    record MediaStopped(CallId call, MediaReport report) implements Input {}

    /** A response, provisional or final. */
    record Response(Exchange exchange, ResponseView view) implements Input {}

    /** No final response came in 64*T1. */
    record TimedOut(Exchange exchange) implements Input {}

    /** The request did not leave. */
    record SendFailed(Exchange exchange, Refusal refusal) implements Input {}

    /** A further 2xx to an INVITE that is answered already, by another dialog; and the first one, where it still stands. */
    record AnsweredAgain(DialogKey dialog, Optional<DialogKey> first) implements Input {}

    /** A 2xx to a re-INVITE that nobody waits for any more. */
    record AnsweredLate(DialogKey dialog) implements Input {}

    /** An INVITE outside any dialog. */
    record Invited(Exchange exchange, RequestView view) implements Input {}

    /** A CANCEL of such an INVITE. */
    record Cancelled(Exchange invite, Fields fields) implements Input {}

    /** The ACK to our 2xx, with an answer when the 2xx had the offer. */
    record Acked(DialogKey dialog, Optional<String> sdp) implements Input {}

    /** It did not come. */
    record AckMissing(DialogKey dialog) implements Input {}

    /** A BYE inside a dialog. */
    record Bye(Exchange exchange, DialogKey dialog, Fields fields) implements Input {}

    /** An INVITE or UPDATE inside a dialog. */
    record Changed(Exchange exchange, DialogKey dialog, RequestView view) implements Input {}

    /** Any other request. */
    record Asked(Exchange exchange, RequestView view) implements Input {}

    /** A keep-alive of the server, or its answer to ours. */
    record Pong() implements Input {}

    /** A timer that was armed. */
    record TimerFired(TimerKey timer) implements Input {}

    /** A message was refused before it could become an input. */
    record MessageRefused(Refusal refusal) implements Input {}
}
