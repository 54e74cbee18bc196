package org.sealphone.ua.loop;

import java.util.Random;

/** A dialog as its far side sees it. */
final class Leg {
    final String callId;
    /** Our From inside the dialog, with its tag, and theirs. */
    final String here;

    final String there;
    final String target;
    final FarSdp sdp;
    int cseq;
    /** Number of the last INVITE of ours that is not acknowledged by us yet. */
    int unacknowledged;
    /** Whether the 200 that waits for our ACK has an offer. */
    String offered = "";

    boolean over;
    /** A flow was lost while it stood, or something was said in it that nobody has to understand: its end need not be told. */
    boolean excused;

    Leg(String callId, String here, String there, String target, int cseq, Random random) {
        this.callId = callId;
        this.here = here;
        this.there = there;
        this.target = target;
        this.cseq = cseq;
        this.sdp = new FarSdp(random);
    }

    boolean is(SipText message) {
        String mine = message.isRequest() ? message.header("To") : message.header("From");
        String other = message.isRequest() ? message.header("From") : message.header("To");
        return message.header("Call-ID").equals(callId) && mine.equals(here) && other.equals(there);
    }
}
