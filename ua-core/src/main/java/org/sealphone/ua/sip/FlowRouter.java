package org.sealphone.ua.sip;

import gov.nist.javax.sip.SipStackImpl;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * The next hop of every request is the verified flow: this phone treats its trunk as an outbound proxy (RFC 3261 8.1.2), so that neither a
 * Contact nor a Record-Route of a peer can send an ACK or BYE elsewhere (SIPS-03). Made by JAIN-SIP by name.
 */
public final class FlowRouter implements Router {
    private final FlowBinding binding;

    public FlowRouter(SipStack stack, @Nullable String ignoredOutboundProxy) {
        this.binding = FlowBinding.of(((SipStackImpl) stack).getStackName());
    }

    @Override
    public Hop getNextHop(Request request) {
        return binding.onlyHop();
    }

    @Override
    @Deprecated
    public ListIterator<Hop> getNextHops(Request request) {
        return List.of(binding.onlyHop()).listIterator();
    }

    @Override
    public Hop getOutboundProxy() {
        return binding.onlyHop();
    }
}
