package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.Optional;
import org.sealphone.media.rtp.Digits;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.UaEvent;

/** Everything the engine can ask for. Whoever carries it out does so in order. */
public sealed interface Output {
    /** Make the verified flow; ends in FlowUp or FlowFailed. */
    record Connect() implements Output {}

    /** Close the flow; nothing follows. */
    record Disconnect() implements Output {}

    /** Send a keep-alive over the flow; ends in Pong, or in nothing. */
    record Ping() implements Output {}

    /** Send a request; ends in Response, TimedOut or SendFailed, unless the flow is lost first. */
    record Send(Exchange exchange, SipRequest request) implements Output {}

    /** Acknowledge the 2xx that made the dialog; with our answer where the 2xx had the offer. It holds keys. */
    record Acknowledge(DialogKey dialog, Optional<byte[]> sdp) implements Output {
        static Acknowledge plain(DialogKey dialog) {
            return new Acknowledge(dialog, Optional.empty());
        }
    }

    /** Nothing more will be said in this dialog. */
    record Forget(DialogKey dialog) implements Output {}

    /** Nothing more is said in this conversation outside dialogs. */
    record Conclude(String conversation) implements Output {}

    /** Cancel an INVITE that has had a provisional response. */
    record Cancel(Exchange invite) implements Output {}

    /** Give up an INVITE that was cancelled and never got a final response. */
    record Abandon(Exchange invite) implements Output {}

    /** Answer a request of the peer. */
    record Respond(Exchange exchange, SipAnswer answer) implements Output {}

    /** Reserve ports for a call; ends in PortReady or PortFailed. */
    record Reserve(CallId call) implements Output {}

    /**
     * Open the ports with these keys for a branch of a call that nobody has taken yet: the first is heard, and gets silence; the others have a
     * context of their own, and nobody listens. For a branch that is known already, by these from now on.
     */
    record HearBranch(CallId call, String branch, MediaPlan plan) implements Output {}

    /** Start media with these keys, or go on by them where this branch is heard already; the contexts of all other branches close. */
    record StartMedia(CallId call, String branch, MediaPlan plan) implements Output {}

    /** Change keys, address, direction or codec of media that runs. */
    record ChangeMedia(CallId call, MediaPlan plan) implements Output {}

    /** The same, and from the ports that were reserved last. */
    record MoveMedia(CallId call, MediaPlan plan) implements Output {}

    /** Take the microphone away, or give it back. */
    record HoldMedia(CallId call, boolean on) implements Output {}

    /** Press keys in a call whose media runs. */
    record SendDigits(CallId call, Digits digits) implements Output {}

    /** Stop media at once; ends in MediaStopped. */
    record StopMedia(CallId call) implements Output {}

    /** Close the ports of a call and whatever sound it held; it is over. */
    record Release(CallId call) implements Output {}

    /** Start a timer. */
    record Arm(TimerKey timer, Duration delay) implements Output {}

    /** Stop it. */
    record Disarm(TimerKey timer) implements Output {}

    /** Let the listener know. */
    record Tell(UaEvent event) implements Output {}

    /** Complete what a ticket stands for. */
    record Settle(long ticket, End end) implements Output {}

    /** Complete a ping. */
    record SettlePing(long ticket, PingReport report) implements Output {}

    /** Everything is done; the phone may go. */
    record Closed() implements Output {}
}
