package org.sealphone.ua.engine;

import java.time.Duration;
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

    /** Send a request; ends in Response, TimedOut or SendFailed, unless the flow is lost first. */
    record Send(Exchange exchange, SipRequest request) implements Output {}

    /** Acknowledge the 2xx that made the dialog. */
    record Acknowledge(DialogKey dialog) implements Output {}

    /** Cancel an INVITE that has had a provisional response. */
    record Cancel(Exchange invite) implements Output {}

    /** Give up an INVITE that was cancelled and never got a final response. */
    record Abandon(Exchange invite) implements Output {}

    /** Answer a request of the peer. */
    record Respond(Exchange exchange, SipAnswer answer) implements Output {}

    /** Reserve ports for a call; ends in PortReady or PortFailed. */
    record Reserve(CallId call) implements Output {}

    /** Open the ports with these keys and start media. */
    record StartMedia(CallId call, MediaPlan plan) implements Output {}

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
