package org.sealphone.harness.trunk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sealphone.harness.sip.SipMessage;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.sip.SipUri;
import org.sealphone.harness.tls.TlsSession;
import org.sealphone.harness.trunk.media.MediaLoop;
import org.sealphone.harness.trunk.media.MediaPorts;

/** Decides who deals with a message: registrar, proxy, a service, or a script that takes it first. Owned by the loop thread. */
final class Switchboard implements TrunkLoop.Listener, Responder, Desk {
    private final TrunkSettings settings;
    private final TrunkLoop loop;
    private final Tags tags;
    private final Gatekeeper gate;
    private final Registrar registrar;
    private final RoutedCalls routedCalls;
    private final Router router;
    private final ServiceDesk services;

    Switchboard(TrunkSettings settings, TrunkLoop loop, MediaLoop media, TrunkCounters counters, SecureRandom random) {
        this.settings = settings;
        this.loop = loop;
        this.tags = new Tags(random);
        this.gate = new Gatekeeper(settings, random, tags);
        this.registrar = new Registrar(settings, loop, counters, tags);
        this.routedCalls = new RoutedCalls(settings, loop, tags, registrar, counters);
        this.router = new Router(settings, loop, tags, registrar, this, routedCalls);
        this.services = new ServiceDesk(settings, loop, media, tags, random, counters, registrar, this, this);
    }

    @Override
    public void received(Flow flow, SipMessage message) {
        if (message instanceof SipResponse response) {
            settings.conduct().hears(this, flow.number(), response);
            if (!services.response(flow, response)) {
                router.response(flow, response);
            }
        } else if (message instanceof SipRequest request && !settings.conduct().takes(this, flow.number(), request)) {
            request(flow, request);
        }
    }

    private void request(Flow flow, SipRequest request) {
        if (request.is("ACK")) {
            if (!router.absorbs(flow, request) && !services.inside(flow, request)) {
                router.inside(flow, request);
            }
        } else if (request.is("CANCEL")) {
            if (!services.cancel(flow, request) && !router.cancel(flow, request)) {
                refuse(flow, request, 481, "Call/Transaction Does Not Exist");
            }
        } else if (router.repeated(flow, request)) {
            settings.observer().connection(flow + ": a request came twice");
        } else if (request.headers().first("Max-Forwards").equals(Optional.of("0")) && !request.is("REGISTER")) {
            refuse(flow, request, 483, "Too Many Hops");
        } else if (request.inDialog()) {
            if (!services.inside(flow, request) && !router.inside(flow, request)) {
                refuse(flow, request, 481, "Call/Transaction Does Not Exist");
            }
        } else {
            outside(flow, request);
        }
    }

    private void outside(Flow flow, SipRequest request) {
        Optional<SipUri> target = SipUri.parse(request.uri());
        Optional<String> unsupported =
                request.headers().first("Require").or(() -> request.headers().first("Proxy-Require"));
        if (target.isEmpty()) {
            refuse(flow, request, 416, "Unsupported URI Scheme");
        } else if (!router.isTrunk(target.get())) {
            refuse(flow, request, 404, "Not Found");
        } else if (unsupported.isPresent()) {
            respond(
                    flow,
                    request,
                    request.response(420, "Bad Extension", tags.fresh()).with("Unsupported", unsupported.get()));
        } else if (request.is("REGISTER")) {
            register(flow, request);
        } else if (request.is("OPTIONS") && isOurs(target.get().plainUser())) {
            SipResponse ok = request.response(200, "OK", tags.fresh());
            respond(flow, request, ok.with("Allow", Refusals.ALLOW).with("Accept", "application/sdp"));
        } else {
            admitted(flow, request, target.get().plainUser());
        }
    }

    private boolean isOurs(String user) {
        return user.isEmpty() || service(user).isPresent();
    }

    private Optional<Service> service(String user) {
        return Service.named(user).filter(settings.services()::contains);
    }

    private void register(Flow flow, SipRequest request) {
        Gatekeeper.Admission admission = gate.admit(request);
        if (admission.refusal().isPresent()) {
            respond(flow, request, admission.refusal().get());
            return;
        }
        SipResponse response = registrar.register(flow, request, admission.user());
        respond(flow, request, admission.proven(response, "Authentication-Info"));
        if (response.success() && registrar.binding(admission.user()).isPresent()) {
            settings.conduct().registered(this, flow.number(), admission.user());
        }
    }

    /** To a service or a user: only for who proves to be the user in the From. */
    private void admitted(Flow flow, SipRequest request, String callee) {
        Gatekeeper.Admission admission = gate.admit(request);
        if (admission.refusal().isPresent()) {
            respond(flow, request, admission.refusal().get());
        } else if (!request.from().sipUri().map(SipUri::plainUser).equals(Optional.of(admission.user()))) {
            refuse(flow, request, 403, "Forbidden");
        } else if (service(callee).isPresent()) {
            if (request.is("INVITE")) {
                services.invite(flow, request, service(callee).get(), admission);
            } else {
                respond(flow, request, Refusals.notAllowed(request, tags.fresh()));
            }
        } else if (registrar.knows(callee)) {
            router.outside(flow, request, admission.user(), callee);
        } else {
            refuse(flow, request, 404, "Not Found");
        }
    }

    private void refuse(Flow flow, SipRequest request, int status, String reason) {
        respond(flow, request, request.response(status, reason, tags.fresh()));
    }

    @Override
    public void respond(Flow flow, SipRequest request, SipResponse response) {
        for (String text : settings.conduct().responses(this, flow.number(), request, response)) {
            flow.sendText(text, true);
        }
    }

    @Override
    public void lost(Flow flow) {
        registrar.lost(flow);
        services.lost(flow);
        router.lost(flow);
    }

    void mediaFailed(MediaPorts ports) {
        services.mediaFailed(ports);
    }

    void close() {
        services.hangUpAll();
        routedCalls.hangUpAll();
    }

    @Override
    public InetSocketAddress address() {
        return loop.address();
    }

    @Override
    public String domain() {
        return settings.domain();
    }

    private Optional<Flow> flow(long connection) {
        return List.copyOf(loop.flows()).stream()
                .filter(flow -> flow.number() == connection)
                .findFirst();
    }

    @Override
    public void send(long connection, String text) {
        flow(connection).ifPresent(flow -> flow.sendText(text, true));
    }

    @Override
    public void reset(long connection) {
        flow(connection).ifPresent(flow -> flow.reset("reset by a script"));
    }

    @Override
    public void close(long connection) {
        flow(connection).ifPresent(flow -> flow.close("closed by a script"));
    }

    @Override
    public String inside(ServiceLeg leg, String method, String sdp) {
        return services.inside(leg, method, sdp);
    }

    @Override
    public void offer(ServiceLeg leg, String direction) {
        services.offer(leg, direction);
    }

    @Override
    public void hangUp(ServiceLeg leg) {
        services.hangUp(leg);
    }

    @Override
    public void deafen(long connection) {
        flow(connection).ifPresent(Flow::deafen);
    }

    @Override
    public void later(Duration delay, Runnable task) {
        loop.later(delay, task);
    }

    @Override
    public void datagrams(InetSocketAddress to, List<byte[]> octets) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(loop.address().getAddress(), 0));
            for (byte[] one : octets) {
                channel.send(ByteBuffer.wrap(one), to);
            }
        } catch (IOException refused) {
            settings.observer().connection("a datagram could not be sent");
        }
    }

    @Override
    public void updateKeys(long connection, int times) {
        flow(connection).ifPresent(flow -> flow.handshake(TlsSession::updateKeys, times));
    }

    @Override
    public void askAnew(long connection, int times) {
        flow(connection).ifPresent(flow -> flow.handshake(TlsSession::askAnew, times));
    }

    @Override
    public void call(String user, Service service, UnaryOperator<String> offer) {
        services.call(user, service, offer);
    }
}
