package org.sealphone.ua.sip;

import gov.nist.core.net.AddressResolver;
import gov.nist.javax.sip.stack.HopImpl;
import javax.sip.address.Hop;

/**
 * JAIN-SIP asks this before it looks a host up that a Via names; the answer is always digits that lead nowhere, so no name of a peer's
 * choice is ever resolved (where the message goes, {@link FlowChannel} decides). Made by JAIN-SIP by name; no state.
 */
public final class FlowAddressResolver implements AddressResolver {
    @Override
    public Hop resolveAddress(Hop whatever) {
        return new HopImpl("240.0.0.2", FlowBinding.NOWHERE_PORT, FlowBinding.TRANSPORT);
    }
}
