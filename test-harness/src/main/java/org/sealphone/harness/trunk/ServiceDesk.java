package org.sealphone.harness.trunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.media.MediaLoop;
import org.sealphone.harness.trunk.media.MediaPorts;

/** All calls of the services, by Call-ID and the service's tag. Owned by the loop thread. */
final class ServiceDesk {
    private final ServiceTools tools;
    private final TrunkCounters counters;
    private final Registrar registrar;
    private final Map<String, ServiceCall> calls = new LinkedHashMap<>();

    ServiceDesk(
            TrunkSettings settings,
            TrunkLoop loop,
            MediaLoop media,
            Tags tags,
            java.security.SecureRandom random,
            TrunkCounters counters,
            Registrar registrar,
            Responder responder,
            Desk desk) {
        this.tools = new ServiceTools(settings, loop, media, tags, random, responder, desk, this);
        this.counters = counters;
        this.registrar = registrar;
    }

    void invite(Flow flow, SipRequest request, Service service, Gatekeeper.Admission admission) {
        MediaPorts ports = bind();
        if (ports == null) {
            tools.responder()
                    .respond(
                            flow,
                            request,
                            request.response(503, "No Media Ports", tools.tags().fresh()));
            return;
        }
        IncomingCall call = new IncomingCall(tools, service, flow, request, admission, ports);
        calls.put(call.key(), call);
        counters.callBegan();
        call.start();
    }

    void call(String user, Service service, UnaryOperator<String> change) {
        Optional<Registrar.Binding> target = registrar.binding(user);
        MediaPorts ports = target.isPresent() ? bind() : null;
        if (target.isPresent() && ports != null) {
            OutgoingCall call = new OutgoingCall(tools, service, target.get(), ports, change);
            calls.put(call.key(), call);
            counters.callBegan();
            call.start();
        }
    }

    private @Nullable MediaPorts bind() {
        try {
            return tools.media().bind(tools.loop().address().getAddress());
        } catch (IOException none) {
            return null;
        }
    }

    /** A request inside a dialog of a service; false where there is no such dialog on this flow. */
    boolean inside(Flow flow, SipRequest request) {
        ServiceCall call = calls.get(request.callId() + "|" + request.toTag().orElse(""));
        if (call == null || !reaches(call, flow)) {
            return false;
        }
        if (request.is("ACK")) {
            call.acknowledged(request);
        } else {
            call.inside(request);
        }
        return true;
    }

    /** A call is reached over its flow; over another one where it follows its phone. */
    private boolean reaches(ServiceCall call, Flow flow) {
        if (call.flow != flow && tools.settings().conduct().follows()) {
            call.flow = flow;
        }
        return call.flow == flow;
    }

    void offer(ServiceLeg leg, String direction) {
        ServiceCall call = calls.get(leg.callId() + "|" + leg.localTag());
        if (call != null) {
            call.reoffer(direction);
        }
    }

    void hangUp(ServiceLeg leg) {
        ServiceCall call = calls.get(leg.callId() + "|" + leg.localTag());
        if (call != null) {
            call.hangUp("a script");
        }
    }

    String inside(ServiceLeg leg, String method, String sdp) {
        ServiceCall call = calls.get(leg.callId() + "|" + leg.localTag());
        return call == null ? "" : call.scripted(method, sdp).text();
    }

    /** A CANCEL for the INVITE of a call that rings here. */
    boolean cancel(Flow flow, SipRequest cancel) {
        for (ServiceCall call : calls.values()) {
            if (call instanceof IncomingCall incoming && incoming.began(flow, cancel)) {
                tools.responder().respond(flow, cancel, cancel.response(200, "OK", call.localTag));
                call.cancelled();
                return true;
            }
        }
        return false;
    }

    /** A response to a request of a service; false where it is not ours. */
    boolean response(Flow flow, SipResponse response) {
        ServiceCall call =
                calls.get(response.callId() + "|" + response.fromTag().orElse(""));
        if (call == null || call.flow != flow) {
            return false;
        }
        if (call.reoffered(response)) {
            return true;
        }
        if (call instanceof OutgoingCall outgoing
                && outgoing.branch().equals(response.topVia().branch())) {
            outgoing.response(response);
        }
        return true;
    }

    void lost(Flow flow) {
        calls.values().stream().filter(call -> call.flow == flow).forEach(ServiceCall::lost);
        if (tools.settings().conduct().outlives() || tools.settings().conduct().follows()) {
            return;
        }
        for (ServiceCall call : new ArrayList<>(calls.values())) {
            if (call.flow == flow) {
                call.end("flow lost");
            }
        }
    }

    /** The stream on these ports died of a bug: its call is hung up, so that its phone does not wait for sound. */
    void mediaFailed(MediaPorts ports) {
        for (ServiceCall call : new ArrayList<>(calls.values())) {
            if (call.ports == ports) {
                call.hangUp("a fault in its media");
            }
        }
    }

    void hangUpAll() {
        new ArrayList<>(calls.values()).forEach(call -> {
            if (call.established()) {
                call.hangUp("the trunk closes");
            } else {
                call.end("the trunk closes");
            }
        });
    }

    void over(ServiceCall call, int status, String why) {
        calls.remove(call.key());
        counters.callEnded();
        boolean outgoing = call instanceof OutgoingCall;
        tools.settings().rewriter().ended(call.callId);
        tools.settings()
                .observer()
                .callEnded(new CallEnded(
                        call.callId,
                        outgoing ? call.service.user() : call.user,
                        outgoing ? call.user : call.service.user(),
                        status,
                        why));
    }
}
