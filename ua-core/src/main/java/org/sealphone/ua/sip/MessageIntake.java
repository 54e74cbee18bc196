package org.sealphone.ua.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.TransactionState;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/**
 * From a framed message to JAIN-SIP's transactions: validated, written anew, parsed, checked, stamped with the flow's own address. A message
 * that fails anywhere on this way, or makes JAIN-SIP throw, costs that message and nothing else. Owner: {@code ua-loop}.
 */
final class MessageIntake {
    private final JainStack jain;
    private final Consumer<Refusal> refused;

    MessageIntake(JainStack jain, Consumer<Refusal> refused) {
        this.jain = jain;
        this.refused = refused;
    }

    void take(byte[] message, int headLength) {
        Optional<Refusal> refusal = MessageValidator.check(message, headLength)
                .fold(sound -> process(sound, message, headLength), Optional::of);
        refusal.ifPresent(refused);
    }

    private Optional<Refusal> process(MessageVerdict.Sound sound, byte[] message, int headLength) {
        byte[] head = sound.head().normalised();
        byte[] whole = new byte[head.length + message.length - headLength];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(message, headLength, whole, head.length, message.length - headLength);
        JainCall.Result<SIPMessage> parsed = JainCall.get(() -> parse(whole));
        if (parsed.value().isEmpty()) {
            return Optional.of(new Refusal(UaReason.SIP_20, "a header that cannot be read"));
        }
        Optional<Exception> failure = JainCall.run(() -> {
            if (parsed.value().get() instanceof SIPRequest request) {
                request(request);
            } else {
                response((SIPResponse) parsed.value().get());
            }
        });
        return failure.map(thrown -> new Refusal(
                UaReason.SIP_22, sound.method() + ", " + thrown.getClass().getSimpleName()));
    }

    static SIPMessage parse(byte[] whole) throws Exception {
        SIPMessage message = new StringMsgParser().parseSIPMessage(whole, true, false, StrictHeaders.WHAT_MATTERS);
        if (message instanceof SIPRequest request) {
            request.checkHeaders();
        } else {
            ((SIPResponse) message).checkHeaders();
        }
        return message;
    }

    private void request(SIPRequest request) throws Exception {
        InetSocketAddress peer = stamp(request);
        Via top = (Via) request.getViaHeaders().getFirst();
        top.setParameter(Via.RECEIVED, peer.getAddress().getHostAddress());
        top.setParameter(Via.RPORT, Integer.toString(peer.getPort()));
        FlowChannel channel = jain.processor().channel();
        ServerRequestInterface transaction = jain.stack().newSIPServerRequest(request, channel);
        if (transaction == null) {
            throw new IllegalStateException("the stack takes no request now");
        }
        try {
            transaction.processRequest(request, channel);
        } finally {
            release(transaction);
        }
    }

    private void response(SIPResponse response) throws Exception {
        stamp(response);
        letGoOfAnswered(response);
        FlowChannel channel = jain.processor().channel();
        ServerResponseInterface transaction = jain.stack().newSIPServerResponse(response, channel);
        if (transaction == null) {
            return;
        }
        try {
            boolean stranger = transaction instanceof SIPClientTransaction client && !client.checkFromTag(response);
            if (!stranger) {
                transaction.processResponse(response, channel);
            }
        } finally {
            release(transaction);
        }
    }

    /**
     * RFC 3261 17.1.1.2: an INVITE transaction is gone the instant a 2xx has come. JAIN-SIP keeps it for a while, and drops the 2xx of
     * another fork meanwhile; without the transaction it looks for the dialog, as it should.
     */
    private void letGoOfAnswered(SIPResponse response) {
        if (response.getStatusCode() / 100 == 2
                && response.getCSeq().getMethod().equals("INVITE")
                && jain.stack().findTransaction(response.getTransactionId(), false) instanceof SIPClientTransaction sent
                && sent.getInternalState() == TransactionState._TERMINATED) {
            jain.stack().removeTransaction(sent);
        }
    }

    /** JAIN-SIP's convention: whoever does not pass an event to the listener releases the transaction. */
    private static void release(Object maybeTransaction) {
        if (maybeTransaction instanceof SIPTransaction transaction && !transaction.passToListener()) {
            transaction.releaseSem();
        }
    }

    private InetSocketAddress stamp(SIPMessage message) {
        InetSocketAddress peer = jain.binding().peer();
        message.setRemoteAddress(peer.getAddress());
        message.setRemotePort(peer.getPort());
        message.setPeerPacketSourceAddress(peer.getAddress());
        message.setPeerPacketSourcePort(peer.getPort());
        message.setLocalAddress(jain.processor().getIpAddress());
        message.setLocalPort(jain.processor().getPort());
        return peer;
    }
}
