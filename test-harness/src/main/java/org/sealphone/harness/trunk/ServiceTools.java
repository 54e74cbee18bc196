package org.sealphone.harness.trunk;

import java.security.SecureRandom;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.trunk.media.MediaLoop;

/** What every call of a service works with. */
record ServiceTools(
        TrunkSettings settings,
        TrunkLoop loop,
        MediaLoop media,
        Tags tags,
        SecureRandom random,
        Responder responder,
        Desk desk,
        ServiceDesk services) {
    /** The Contact of every service: the flow leads to it whatever it says, so it names no service. */
    String contact() {
        return "<sips:trunk@" + hostPort() + ">";
    }

    /** For whoever was called by a URI of this scheme: some phones know {@code sip} alone (RFC 3261 12.1.1 asks for sips where it was). */
    String contact(SipRequest request) {
        return request.uri().startsWith("sips:") ? contact() : "<sip:trunk@" + hostPort() + ";transport=tls>";
    }

    String hostPort() {
        return Addresses.hostPort(loop.address());
    }
}
