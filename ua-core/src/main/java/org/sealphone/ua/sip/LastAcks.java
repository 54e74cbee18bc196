package org.sealphone.ua.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ACK to each 2xx of an INVITE of ours, for as long as that may come again (RFC 3261 13.2.2.4). While the dialog stands JAIN-SIP repeats
 * it; once a BYE is on its way JAIN-SIP drops the 2xx, and whoever sent it would go on and on. Kept without bodies: the call is over by then,
 * and no key outlives it here. Owner: {@code ua-loop}.
 */
final class LastAcks {
    /** 64 T1, in milliseconds: so long a 2xx comes again that has come. */
    static final long ANSWERED = 32_000;

    /** And so long before it the first one may come. */
    static final long ASKED = 2 * ANSWERED;

    private record Answer(String callId, String theirTag, long cseq) {}

    private final Map<Answer, SIPRequest> acks = new HashMap<>();

    /**
     * @param ack without body
     * @param millis how long
     */
    void keep(SIPRequest ack, SipTimer timer, long millis) {
        Answer answer = new Answer(
                ack.getCallId().getCallId(), ack.getToTag(), ack.getCSeq().getSeqNumber());
        acks.put(answer, ack);
        timer.schedule(
                new SIPStackTimerTask() {
                    @Override
                    public void runTask() {
                        acks.remove(answer, ack);
                    }

                    @Override
                    public Object getThreadHash() {
                        return answer.callId();
                    }
                },
                millis);
    }

    Optional<SIPRequest> to(SIPResponse response) {
        return Optional.ofNullable(acks.get(new Answer(
                response.getCallId().getCallId(),
                response.getToTag(),
                response.getCSeq().getSeqNumber())));
    }

    void clear() {
        acks.clear();
    }

    int size() {
        return acks.size();
    }
}
