package org.sealphone.harness.trunk;

import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;

/** Final responses that need more than a status. */
final class Refusals {
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, UPDATE, OPTIONS, INFO, REGISTER";

    private Refusals() {}

    static SipResponse notAcceptable(SipRequest request, String text, String tag) {
        return request.response(488, "Not Acceptable Here", tag).with("Warning", "399 trunk \"" + text + "\"");
    }

    static SipResponse notAllowed(SipRequest request, String tag) {
        return request.response(405, "Method Not Allowed", tag).with("Allow", ALLOW);
    }
}
