package org.sealphone.harness.trunk;

import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;

/** The one way on which the trunk's own responses leave, so that a script sees each of them. */
@FunctionalInterface
interface Responder {
    void respond(Flow flow, SipRequest request, SipResponse response);
}
