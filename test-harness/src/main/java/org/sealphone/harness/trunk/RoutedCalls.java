package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;

/**
 * The calls between users. An end whose flow is lost has four seconds to come back by registering over a new one; then the other end gets a
 * BYE in its name, so that nobody talks to a line that is dead. Owned by the loop thread.
 */
final class RoutedCalls {
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final TrunkSettings settings;
    private final TrunkLoop loop;
    private final Tags tags;
    private final Registrar registrar;
    private final TrunkCounters counters;
    private final Map<String, RoutedCall> calls = new HashMap<>();

    RoutedCalls(TrunkSettings settings, TrunkLoop loop, Tags tags, Registrar registrar, TrunkCounters counters) {
        this.settings = settings;
        this.loop = loop;
        this.tags = tags;
        this.registrar = registrar;
        this.counters = counters;
    }

    RoutedCall begin(SipRequest invite, String caller, Flow from, String callee, Flow to) {
        RoutedCall call = new RoutedCall(invite, caller, from, callee, to);
        calls.put(call.key(), call);
        counters.callBegan();
        return call;
    }

    /** The call that the request's tags name, whoever of the two sent it. */
    Optional<RoutedCall> find(SipRequest request) {
        String fromTag = request.fromTag().orElse("");
        String toTag = request.toTag().orElse("");
        RoutedCall byCaller = calls.get(RoutedCall.key(request.callId(), fromTag));
        RoutedCall call = byCaller == null ? calls.get(RoutedCall.key(request.callId(), toTag)) : byCaller;
        if (call == null || call.callee.tag.isEmpty()) {
            return Optional.empty();
        }
        boolean match = (fromTag.equals(call.caller.tag) && toTag.equals(call.callee.tag))
                || (fromTag.equals(call.callee.tag) && toTag.equals(call.caller.tag));
        return match ? Optional.of(call) : Optional.empty();
    }

    /** True where the flow is the leg's, or the one that its user has registered over since. */
    boolean follows(RoutedCall.Leg leg, Flow flow) {
        boolean moved = registrar
                .binding(leg.user)
                .filter(binding -> binding.flow() == flow)
                .isPresent();
        if (leg.flow != flow && moved) {
            leg.flow = flow;
        }
        return leg.flow == flow;
    }

    boolean reachable(RoutedCall.Leg leg) {
        if (!leg.flow.open()) {
            registrar.binding(leg.user).ifPresent(binding -> leg.flow = binding.flow());
        }
        return leg.flow.open();
    }

    String passSdp(String callId, String from, String to, boolean offer, String sdp) {
        SdpPassage passage = new SdpPassage(callId, from, to, offer, sdp);
        settings.observer().sdp(passage);
        return settings.rewriter().rewrite(passage);
    }

    void acknowledged(RoutedCall call) {
        call.established = true;
    }

    /** A final response went upstream. */
    void finished(Passage passage, SipResponse response) {
        RoutedCall call = passage.call;
        if (call == null) {
            return;
        }
        boolean initial = !passage.received.inDialog();
        if (passage.received.is("BYE")) {
            end(call, "bye");
        } else if (initial && response.success()) {
            call.status = response.status();
            call.callee.tag = response.toTag().orElse("");
        } else if (initial) {
            call.status = response.status();
            end(call, response.status() == 487 ? "cancel" : "rejected");
        }
    }

    /** The INVITE came to nothing. */
    void failed(Passage passage, String why) {
        RoutedCall call = passage.call;
        if (call != null && !passage.received.inDialog()) {
            call.status = passage.status;
            end(call, why);
        }
    }

    /** A 2xx for a caller who is no longer there: the proxy acknowledges and hangs up in the caller's name. */
    void hangUpLate(Passage passage, SipResponse response) {
        RoutedCall call = passage.call;
        if (call != null) {
            call.callee.learn(response);
            call.callee.tag = response.toTag().orElse("");
            SipRequest ack = inNameOf(call, call.caller, "ACK", call.caller.sequence);
            call.callee.flow.send(ack);
            call.callee.flow.send(inNameOf(call, call.caller, "BYE", call.caller.sequence + 1));
        }
    }

    private SipRequest inNameOf(RoutedCall call, RoutedCall.Leg absent, String method, long sequence) {
        RoutedCall.Leg present = call.other(absent);
        String via = "SIP/2.0/TLS " + Addresses.hostPort(loop.address()) + ";branch=" + tags.branch();
        SipHeaders headers = SipHeaders.empty()
                .with("Via", via)
                .with("From", "<" + absent.address + ">;tag=" + absent.tag)
                .with("To", "<" + present.address + ">;tag=" + present.tag)
                .with("Call-ID", call.callId)
                .with("CSeq", sequence + " " + method)
                .with("Max-Forwards", "70");
        return new SipRequest(method, present.target, headers, "");
    }

    void lost(Flow flow) {
        for (RoutedCall call : calls.values()) {
            if (call.status != 0) {
                call.legOf(flow).ifPresent(leg -> loop.later(GRACE, () -> abandon(call, leg)));
            }
        }
    }

    private void abandon(RoutedCall call, RoutedCall.Leg leg) {
        if (calls.get(call.key()) != call || reachable(leg)) {
            return;
        }
        RoutedCall.Leg present = call.other(leg);
        if (reachable(present)) {
            present.flow.send(inNameOf(call, leg, "BYE", leg.sequence + 1));
        }
        end(call, "flow lost");
    }

    private void end(RoutedCall call, String why) {
        if (calls.remove(call.key(), call)) {
            counters.callEnded();
            settings.rewriter().ended(call.callId);
            settings.observer()
                    .callEnded(new CallEnded(call.callId, call.caller.user, call.callee.user, call.status, why));
        }
    }

    /** At the trunk's end: every call is over, whoever was in it. */
    void hangUpAll() {
        new ArrayList<>(calls.values()).forEach(call -> end(call, "the trunk closes"));
    }
}
