package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealphone.harness.sip.NameAddr;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.sip.SipUri;

/**
 * The proxy between registered users (RFC 3261, 16): stays in the path by Record-Route, forwards requests to the flow that the other end
 * registered over, and responses back. It knows each call's two ends, so that a request inside a dialog is taken from them alone. The
 * newest contact of a user gets the call. Owned by the loop thread.
 */
final class Router {
    private static final Duration TRANSACTION = Duration.ofSeconds(32);
    private static final int MOST_PASSAGES = 20_000;

    private final TrunkSettings settings;
    private final TrunkLoop loop;
    private final Tags tags;
    private final Registrar registrar;
    private final Responder responder;
    private final RoutedCalls calls;
    private final Map<String, Passage> byBranch = new HashMap<>();
    private final Map<String, Passage> byUpstream = new HashMap<>();

    Router(
            TrunkSettings settings,
            TrunkLoop loop,
            Tags tags,
            Registrar registrar,
            Responder responder,
            RoutedCalls calls) {
        this.settings = settings;
        this.loop = loop;
        this.tags = tags;
        this.registrar = registrar;
        this.responder = responder;
        this.calls = calls;
    }

    /** A request outside any dialog, from an authenticated user to a user of this domain. */
    void outside(Flow from, SipRequest request, String caller, String callee) {
        Optional<Registrar.Binding> target = registrar.binding(callee);
        if (target.isEmpty() || byBranch.size() >= MOST_PASSAGES) {
            responder.respond(
                    from,
                    request,
                    target.isEmpty()
                            ? request.response(480, "Temporarily Unavailable", tags.fresh())
                            : request.response(503, "Too Many Transactions", tags.fresh()));
            return;
        }
        Flow to = target.get().flow();
        RoutedCall call = request.is("INVITE") ? calls.begin(request, caller, from, callee, to) : null;
        SipRequest readdressed = request.withUri(target.get().contact().uri());
        forward(new Passage(from, request, to, prepared(readdressed, true, caller, callee), call, true));
    }

    /** A request inside a dialog that this proxy routes; false where it knows none such. */
    boolean inside(Flow from, SipRequest request) {
        Optional<RoutedCall> found = calls.find(request);
        if (found.isEmpty()) {
            return false;
        }
        RoutedCall call = found.get();
        boolean fromCaller = request.fromTag().equals(Optional.of(call.caller.tag));
        RoutedCall.Leg sender = fromCaller ? call.caller : call.callee;
        RoutedCall.Leg receiver = call.other(sender);
        if (!calls.follows(sender, from) || !calls.reachable(receiver)) {
            if (!request.is("ACK")) {
                responder.respond(from, request, request.response(481, "Call/Transaction Does Not Exist"));
            }
            return true;
        }
        sender.learn(request);
        SipRequest onward = prepared(request, false, sender.user, receiver.user);
        if (request.is("ACK")) {
            receiver.flow.send(onward);
            calls.acknowledged(call);
        } else {
            forward(new Passage(from, request, receiver.flow, onward, call, fromCaller));
        }
        return true;
    }

    private SipRequest prepared(SipRequest request, boolean outside, String from, String to) {
        SipHeaders headers = request.headers();
        while (ownRoute(headers)) {
            headers = headers.withoutFirst("Route");
        }
        String hops = headers.first("Max-Forwards")
                .filter(text -> text.matches("[0-9]{1,3}"))
                .orElse("70");
        headers = headers.replaced("Max-Forwards", Integer.toString(Math.max(0, Integer.parseInt(hops) - 1)))
                .without("Proxy-Authorization");
        if (outside && request.is("INVITE")) {
            String scheme = request.uri().startsWith("sips:") ? "sips:" : "sip:";
            String transport = scheme.equals("sips:") ? "" : ";transport=tls";
            headers = headers.withFirst(
                    "Record-Route", "<" + scheme + Addresses.hostPort(loop.address()) + transport + ";lr>");
        }
        headers = headers.withFirst(
                "Via", "SIP/2.0/TLS " + Addresses.hostPort(loop.address()) + ";branch=" + tags.branch());
        SipRequest changed = request.withHeaders(headers);
        if (!request.hasSdp()) {
            return changed;
        }
        boolean offer = !request.is("ACK") && !request.is("PRACK");
        return changed.withBody(calls.passSdp(request.callId(), from, to, offer, request.body()));
    }

    private boolean ownRoute(SipHeaders headers) {
        return headers.elements("Route").stream()
                .findFirst()
                .flatMap(NameAddr::parse)
                .flatMap(NameAddr::sipUri)
                .filter(this::isTrunk)
                .isPresent();
    }

    /** True for a URI that names this trunk: its domain or the address it listens on. */
    boolean isTrunk(SipUri uri) {
        boolean address = uri.host().equals(loop.address().getAddress().getHostAddress())
                && uri.port() == loop.address().getPort();
        return address || uri.host().equalsIgnoreCase(settings.domain());
    }

    private void forward(Passage passage) {
        byBranch.put(passage.branch(), passage);
        byUpstream.put(Passage.upstreamKey(passage.upstream, passage.received), passage);
        if (passage.received.is("INVITE")) {
            responder.respond(passage.upstream, passage.received, passage.received.response(100, "Trying"));
            passage.timer(loop.later(settings.noAnswer(), () -> unanswered(passage)));
        } else {
            passage.timer(loop.later(TRANSACTION, () -> unanswered(passage)));
        }
        passage.downstream.send(passage.forwarded);
    }

    /** Nobody answered: 480 where it rang, 408 where nothing came back at all (RFC 3261, 16.8). */
    private void unanswered(Passage passage) {
        boolean invite = passage.received.is("INVITE");
        finish(
                passage,
                passage.provisional ? 480 : 408,
                passage.provisional ? "Temporarily Unavailable" : "Request Timeout");
        if (invite) {
            cancelDownstream(passage);
            keep(passage);
        } else {
            remove(passage);
        }
        calls.failed(passage, "no answer");
    }

    private void finish(Passage passage, int status, String reason) {
        if (passage.status == 0) {
            passage.status = status;
            responder.respond(
                    passage.upstream, passage.received, passage.received.response(status, reason, tags.fresh()));
        }
    }

    /** Kept for a while after the final response, for an ACK, a 2xx that comes again or one that comes too late. */
    private void keep(Passage passage) {
        passage.timer(loop.later(TRANSACTION, () -> remove(passage)));
    }

    private void remove(Passage passage) {
        if (passage.timer != null) {
            passage.timer.cancel();
        }
        byBranch.remove(passage.branch());
        byUpstream.remove(Passage.upstreamKey(passage.upstream, passage.received), passage);
    }

    /** A CANCEL; false where there is no INVITE of that transaction. */
    boolean cancel(Flow from, SipRequest cancel) {
        Passage passage = byUpstream.get(Passage.upstreamKey(from, cancel));
        if (passage == null || !passage.received.is("INVITE")) {
            return false;
        }
        responder.respond(from, cancel, cancel.response(200, "OK", tags.fresh()));
        if (passage.status == 0) {
            cancelDownstream(passage);
        }
        return true;
    }

    /** A CANCEL must not overtake the first provisional response (RFC 3261, 9.1): it waits for that. */
    private void cancelDownstream(Passage passage) {
        passage.cancelled = true;
        if (passage.provisional && !passage.cancelSent) {
            passage.cancelSent = true;
            passage.downstream.send(
                    passage.sibling("CANCEL", passage.forwarded.headers().required("To")));
        }
    }

    /** True where the ACK belongs to a final response other than 2xx, which ends here. */
    boolean absorbs(Flow from, SipRequest ack) {
        return byUpstream.containsKey(Passage.upstreamKey(from, ack));
    }

    /** True where this very request came before. */
    boolean repeated(Flow from, SipRequest request) {
        Passage passage = byUpstream.get(Passage.upstreamKey(from, request));
        return passage != null && passage.received.method().equals(request.method());
    }

    void response(Flow from, SipResponse response) {
        Passage passage = byBranch.get(response.topVia().branch());
        if (passage == null
                || passage.downstream != from
                || !response.cseq().method().equals(passage.received.method())) {
            return;
        }
        if (response.provisional()) {
            provisional(passage, response);
        } else if (passage.received.is("INVITE")) {
            finalToInvite(passage, response);
        } else {
            remove(passage);
            passOn(passage, response);
            calls.finished(passage, response);
        }
    }

    private void provisional(Passage passage, SipResponse response) {
        passage.provisional = true;
        if (passage.cancelled) {
            cancelDownstream(passage);
        }
        if (response.status() > 100 && passage.status == 0) {
            passOn(passage, response);
        }
    }

    private void finalToInvite(Passage passage, SipResponse response) {
        if (!response.success()) {
            passage.downstream.send(passage.sibling("ACK", response.headers().required("To")));
        }
        boolean repeated = passage.status >= 200 && passage.status < 300;
        if (passage.status != 0 && !repeated) {
            if (response.success()) {
                calls.hangUpLate(passage, response);
            }
            return;
        }
        passage.status = response.status();
        keep(passage);
        passOn(passage, response);
        calls.finished(passage, response);
    }

    private void passOn(Passage passage, SipResponse response) {
        SipResponse onward = response.withHeaders(response.headers().withoutFirst("Via"));
        Optional<RoutedCall> call = passage.routedCall();
        if (call.isPresent()) {
            RoutedCall.Leg author = passage.fromCaller ? call.get().callee : call.get().caller;
            author.learn(response);
            if (response.hasSdp()) {
                boolean offer = !passage.received.hasSdp();
                onward = onward.withSdp(calls.passSdp(
                        response.callId(), author.user, call.get().other(author).user, offer, response.body()));
            }
        }
        responder.respond(passage.upstream, passage.received, onward);
    }

    /** Transactions of a lost flow end: towards the caller as unavailable, towards the callee by CANCEL. */
    void lost(Flow flow) {
        List<Passage> open = new ArrayList<>(byBranch.values());
        for (Passage passage : open) {
            if (passage.status != 0) {
                continue;
            }
            if (passage.downstream == flow) {
                finish(passage, 480, "Temporarily Unavailable");
                remove(passage);
                calls.failed(passage, "flow lost");
            } else if (passage.upstream == flow) {
                passage.status = 487;
                if (passage.received.is("INVITE")) {
                    cancelDownstream(passage);
                    keep(passage);
                    calls.failed(passage, "flow lost");
                }
            }
        }
        calls.lost(flow);
    }
}
