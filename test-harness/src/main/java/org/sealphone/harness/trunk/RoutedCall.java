package org.sealphone.harness.trunk;

import java.util.Optional;
import org.sealphone.harness.sip.SipMessage;
import org.sealphone.harness.sip.SipRequest;

/** A call between two users, as the proxy needs to know it: who is behind which tag, and on which flow. Owned by the loop thread. */
final class RoutedCall {
    final String callId;
    final Leg caller;
    final Leg callee;
    boolean established;
    boolean lateOffer;
    int status;

    RoutedCall(SipRequest invite, String callerUser, Flow callerFlow, String calleeUser, Flow calleeFlow) {
        this.callId = invite.callId();
        this.caller = new Leg(callerUser, callerFlow);
        this.callee = new Leg(calleeUser, calleeFlow);
        caller.tag = invite.fromTag().orElse("");
        caller.address = invite.from().uri();
        callee.address = invite.to().uri();
        caller.learn(invite);
    }

    static String key(String callId, String callerTag) {
        return callId + "|" + callerTag;
    }

    String key() {
        return key(callId, caller.tag);
    }

    Leg other(Leg leg) {
        return leg == caller ? callee : caller;
    }

    Optional<Leg> legOf(Flow flow) {
        return caller.flow == flow ? Optional.of(caller) : callee.flow == flow ? Optional.of(callee) : Optional.empty();
    }

    /** One end. */
    static final class Leg {
        final String user;
        Flow flow;
        String tag = "";
        String address = "";
        String target = "";
        long sequence;

        Leg(String user, Flow flow) {
            this.user = user;
            this.flow = flow;
        }

        /** Learns target and CSeq from what this end sends. */
        void learn(SipMessage message) {
            message.headers().elements("Contact").stream()
                    .findFirst()
                    .flatMap(org.sealphone.harness.sip.NameAddr::parse)
                    .ifPresent(contact -> target = contact.uri());
            if (message instanceof SipRequest request) {
                sequence = Math.max(sequence, request.cseq().number());
            }
        }
    }
}
