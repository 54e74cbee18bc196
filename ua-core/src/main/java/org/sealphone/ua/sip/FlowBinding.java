package org.sealphone.ua.sip;

import gov.nist.javax.sip.stack.HopImpl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.time.Timeline;

/**
 * What one JAIN-SIP stack stands on: the timeline that its timers run on, the loop that owns it, and the verified flow that everything it
 * sends leaves by, if there is one now. JAIN-SIP makes its parts by class name, so the parts find their binding by the name of the stack.
 *
 * <p>The stack itself believes to sit at {@link #NOWHERE}, an address of the class that nobody is given (RFC 1112 4), so that none of its comparisons of
 * "is this hop me" can ever be true.
 *
 * <p>Owner: {@code ua-loop}; the registry is safe for all threads.
 */
final class FlowBinding {
    static final InetAddress NOWHERE = literal(240, 0, 0, 1);
    static final int NOWHERE_PORT = 5061;
    static final String TRANSPORT = "tls";

    private static final Map<String, FlowBinding> BY_STACK = new ConcurrentHashMap<>();

    /** The verified flow as the stack sees it. */
    interface Outlet {
        /** Hands bytes over for sending; throws at once when the flow is known to be gone. */
        void send(byte[] message) throws IOException;

        InetSocketAddress remote();

        InetSocketAddress local();
    }

    private final Timeline timeline;
    private final Executor loop;
    private final AnswerBudget budget = new AnswerBudget();
    private @Nullable Outlet outlet;

    FlowBinding(Timeline timeline, Executor loop) {
        this.timeline = timeline;
        this.loop = loop;
    }

    static void register(String stackName, FlowBinding binding) {
        BY_STACK.put(stackName, binding);
    }

    static void forget(String stackName) {
        BY_STACK.remove(stackName);
    }

    /** @throws IllegalStateException for a stack that we did not make: it gets nothing from us */
    static FlowBinding of(@Nullable String stackName) {
        FlowBinding binding = stackName == null ? null : BY_STACK.get(stackName);
        if (binding == null) {
            throw new IllegalStateException("no binding for this stack");
        }
        return binding;
    }

    Timeline timeline() {
        return timeline;
    }

    AnswerBudget budget() {
        return budget;
    }

    Executor loop() {
        return loop;
    }

    void attach(Outlet flow) {
        this.outlet = flow;
    }

    void detach() {
        this.outlet = null;
    }

    Outlet outlet() throws IOException {
        Outlet flow = outlet;
        if (flow == null) {
            throw new IOException("no verified flow");
        }
        return flow;
    }

    /** The peer of the flow, or an address that nobody has. */
    InetSocketAddress peer() {
        Outlet flow = outlet;
        return flow == null ? new InetSocketAddress(literal(240, 0, 0, 2), NOWHERE_PORT) : flow.remote();
    }

    /** The only hop there is, as digits, so that nothing is ever looked up. */
    Hop onlyHop() {
        InetSocketAddress peer = peer();
        return new HopImpl(peer.getAddress().getHostAddress(), peer.getPort(), TRANSPORT);
    }

    private static InetAddress literal(int... octets) {
        byte[] address = {(byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]};
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
