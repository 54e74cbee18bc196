package org.sealphone.ua.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.DialogState;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.policy.RequestLimit;
import org.sealphone.ua.report.UaReason;

/**
 * From a framed message to JAIN-SIP's transactions: validated, written anew, parsed, checked, stamped with the flow's own address. A message
 * that fails anywhere on this way, or makes JAIN-SIP throw, costs that message and nothing else. Owner: {@code ua-loop}.
 */
final class MessageIntake {
    private final JainStack jain;
    private final RequestLimit limit;
    private final RandomWords words;
    private final Consumer<Refusal> refused;

    MessageIntake(JainStack jain, RequestLimit limit, RandomWords words, Consumer<Refusal> refused) {
        this.jain = jain;
        this.limit = limit;
        this.words = words;
        this.refused = refused;
    }

    void take(byte[] message, int headLength) {
        Optional<Refusal> refusal = MessageValidator.check(message, headLength)
                .fold(sound -> process(sound, message, headLength), Optional::of);
        refusal.ifPresent(refused);
        if (refusal.isPresent()) {
            MessageValidator.ofAnotherVersion(message, headLength)
                    .ifPresent(head -> anotherVersion(whole(head, message, headLength)));
        }
    }

    /** RFC 3261 21.5.6 */
    private void anotherVersion(byte[] whole) {
        JainCall.run(() -> {
            if (parse(whole) instanceof SIPRequest request) {
                arrived(request);
                refuse(request, Response.VERSION_NOT_SUPPORTED);
            }
        });
    }

    /** Without a transaction, and as seldom as what JAIN-SIP says by itself. */
    private void refuse(SIPRequest request, int status) throws Exception {
        SIPResponse response = request.createResponse(status);
        if (response.getTo().getTag() == null) {
            response.getTo().setTag(words.next());
        }
        jain.processor().channel().sendMessage(response);
    }

    private static byte[] whole(HeaderBlock sound, byte[] message, int headLength) {
        byte[] head = sound.without(Views.READ_BY_US).normalised();
        byte[] whole = new byte[head.length + message.length - headLength];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(message, headLength, whole, head.length, message.length - headLength);
        return whole;
    }

    private Optional<Refusal> process(MessageVerdict.Sound sound, byte[] message, int headLength) {
        byte[] whole = whole(sound.head(), message, headLength);
        JainCall.Result<SIPMessage> parsed = JainCall.get(() -> parse(whole));
        if (parsed.value().isEmpty()) {
            return Optional.of(new Refusal(UaReason.SIP_20, "a header that cannot be read"));
        }
        if (parsed.value().get() instanceof SIPRequest request && outsideDialogs(request)) {
            String source = request.getFrom().getAddress().getURI().toString();
            switch (limit.take(source, jain.binding().timeline().nanoTime())) {
                case TAKEN -> {}
                case REFUSED -> {
                    return Optional.of(tooMany(request, source));
                }
                case IGNORED -> {
                    return Optional.empty();
                }
            }
        }
        parsed.value().get().setApplicationData(Views.readByUs(sound.head()));
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

    private static boolean outsideDialogs(SIPRequest request) {
        String method = request.getMethod();
        return request.getToTag() == null && !method.equals(Request.ACK) && !method.equals(Request.CANCEL);
    }

    /** ADV-75: answered without a transaction (RFC 3261 8.2.7), so that a flood leaves nothing behind. */
    private Refusal tooMany(SIPRequest request, String source) {
        OwnAnswer.during(() -> {
            arrived(request);
            SIPResponse response = request.createResponse(Response.SERVICE_UNAVAILABLE);
            response.getTo().setTag(words.next());
            JainStack.put(response, "Retry-After", Integer.toString(RequestLimit.RETRY_AFTER));
            jain.processor().channel().sendMessage(response);
        });
        return new Refusal(UaReason.GUARD_09, request.getMethod() + " of " + Excerpt.of(source));
    }

    private void arrived(SIPRequest request) throws Exception {
        InetSocketAddress peer = stamp(request);
        Via top = (Via) request.getViaHeaders().getFirst();
        top.setParameter(Via.RECEIVED, peer.getAddress().getHostAddress());
        top.setParameter(Via.RPORT, Integer.toString(peer.getPort()));
    }

    private void request(SIPRequest request) throws Exception {
        arrived(request);
        if (outOfOrder(request)) {
            refuse(request, Response.SERVER_INTERNAL_ERROR);
            return;
        }
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

    /** RFC 3261 12.2.2. JAIN-SIP says so itself of all requests but PRACK, which it drops. */
    private boolean outOfOrder(SIPRequest request) {
        if (!request.getMethod().equals(Request.PRACK) || jain.stack().findTransaction(request, true) != null) {
            return false;
        }
        SIPDialog dialog = jain.stack().getDialog(request.getDialogId(true));
        return dialog != null && !dialog.isRequestConsumable(request);
    }

    private void response(SIPResponse response) throws Exception {
        stamp(response);
        letGoOfAnswered(response);
        FlowChannel channel = jain.processor().channel();
        Optional<SIPRequest> again = acknowledgedBefore(response);
        if (again.isPresent()) {
            channel.sendMessage(again.get());
            return;
        }
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

    /** The ACK to a 2xx that comes again when its dialog stands no more: JAIN-SIP would drop it, or take it for that of another fork. */
    private Optional<SIPRequest> acknowledgedBefore(SIPResponse response) {
        boolean inviteOk = response.getStatusCode() / 100 == 2
                && response.getCSeq().getMethod().equals(Request.INVITE)
                && jain.stack().findTransaction(response.getTransactionId(), false) == null;
        SIPDialog dialog = inviteOk ? jain.stack().getDialog(response.getDialogId(false)) : null;
        boolean stands = dialog != null && DialogState.CONFIRMED.equals(dialog.getState());
        return inviteOk && !stands ? jain.stack().lastAcks().to(response) : Optional.empty();
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
