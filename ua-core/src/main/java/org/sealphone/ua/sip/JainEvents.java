package org.sealphone.ua.sip;

import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.SipListenerExt;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.sealphone.ua.engine.DialogKey;
import org.sealphone.ua.engine.Exchange;
import org.sealphone.ua.engine.Input;

/**
 * What JAIN-SIP reports, as inputs of the engine. Hands over and returns: the engine runs after JAIN-SIP has let go of its locks. Owner:
 * {@code ua-loop}, on which JAIN-SIP calls back inside the call that brought the message or fired the timer.
 */
final class JainEvents implements SipListenerExt {
    private final SipTables tables;
    private final Consumer<Input> engine;
    private final String contactUser;

    JainEvents(SipTables tables, String contactUser, Consumer<Input> engine) {
        this.tables = tables;
        this.contactUser = contactUser;
        this.engine = engine;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        String method = request.getMethod();
        if (method.equals("ACK")) {
            tables.key(event.getDialog()).ifPresent(key -> engine.accept(new Input.Acked(key, Views.sdp(request))));
            return;
        }
        Optional<ServerTransaction> transaction = tables.transactionOf(event);
        if (transaction.isEmpty()) {
            return;
        }
        if (method.equals("CANCEL")) {
            cancelled((SIPServerTransaction) transaction.get(), request);
            return;
        }
        Exchange exchange = tables.incoming(transaction.get(), request);
        Dialog dialog = transaction.get().getDialog();
        boolean inside = request.getToTag() != null;
        if (method.equals("INVITE") && !inside) {
            engine.accept(new Input.Invited(
                    exchange,
                    Views.of(
                            request,
                            Optional.of(tables.name(dialog, request.getCSeq().getSeqNumber(), Optional.empty())),
                            Views.replaces(request).flatMap(tables::replaced))));
            return;
        }
        Optional<DialogKey> key = tables.key(dialog)
                .or(() -> method.equals("NOTIFY")
                        ? tables.subscription(request.getCallId().getCallId(), request.getToTag(), request.getFromTag())
                        : Optional.empty());
        if (inside && key.isPresent() && method.equals("BYE")) {
            engine.accept(new Input.Bye(exchange, key.get(), Views.fields(request)));
        } else if (inside && key.isPresent() && (method.equals("INVITE") || method.equals("UPDATE"))) {
            engine.accept(new Input.Changed(exchange, key.get(), Views.of(request, key, Optional.empty())));
        } else if (inside && key.isEmpty()) {
            tables.respond(exchange, 481);
        } else {
            engine.accept(new Input.Asked(exchange, Views.of(request, key, Optional.empty())));
        }
    }

    /** RFC 3261 9.2: the CANCEL itself is answered at once, the INVITE by the engine. */
    private void cancelled(SIPServerTransaction cancel, SIPRequest request) {
        Exchange exchange = tables.incoming(cancel, request);
        SIPServerTransaction invite = cancel.getCanceledInviteTransaction();
        Optional<Exchange> target = invite == null ? Optional.empty() : tables.exchangeOf(invite);
        tables.respond(exchange, target.isPresent() ? 200 : 481);
        target.ifPresent(found -> engine.accept(new Input.Cancelled(found, Views.fields(request))));
    }

    @Override
    public void processResponse(ResponseEvent event) {
        SIPResponse response = (SIPResponse) event.getResponse();
        @Nullable ClientTransaction transaction = event.getClientTransaction();
        boolean inviteOk = response.getStatusCode() / 100 == 2
                && response.getCSeq().getMethod().equals("INVITE");
        Dialog dialog = event.getDialog();
        Optional<Exchange> exchange = tables.exchangeOf(transaction);
        if (exchange.isEmpty() || (inviteOk && tables.answered(exchange.get()))) {
            if (dialog != null && !tables.stands(dialog)) {
                stray(dialog, response, exchange, inviteOk);
            } else if (dialog != null && inviteOk) {
                tables.answeredLate(dialog, response.getCSeq().getSeqNumber())
                        .ifPresent(key -> engine.accept(new Input.AnsweredLate(key)));
            }
            return;
        }
        Optional<DialogKey> key = Optional.empty();
        if (dialog != null && inviteOk) {
            key = Optional.of(name(dialog, response, exchange));
        } else if (dialog != null && makesEarlyDialog(response)) {
            key = Optional.of(tables.nameEarly(dialog));
        }
        if (response.getCSeq().getMethod().equals(Request.SUBSCRIBE) && response.getStatusCode() / 100 == 2) {
            key = tables.subscription(response.getCallId().getCallId(), response.getFromTag(), response.getToTag());
        }
        String uri = tables.requestUriOf(exchange.get());
        engine.accept(new Input.Response(exchange.get(), Views.of(response, uri, key, contactUser)));
        if (response.getStatusCode() >= 200) {
            tables.finalResponse(exchange.get(), inviteOk);
        }
    }

    /**
     * A 2xx to an INVITE that was answered before: of another fork, or too late. A stranger's makes no dialog here, and neither does a provisional
     * response to what is over.
     */
    private void stray(Dialog dialog, SIPResponse response, Optional<Exchange> exchange, boolean inviteOk) {
        if (inviteOk && tables.isOurInvite(response.getCallId().getCallId())) {
            Optional<DialogKey> first = tables.sibling(dialog);
            engine.accept(new Input.AnsweredAgain(name(dialog, response, exchange), first));
        } else if (inviteOk || exchange.isEmpty()) {
            // At once: one that was only deleted stays for seconds, and a 2xx of its branch could not be acknowledged
            // in it.
            SIPDialog stranger = (SIPDialog) dialog;
            ((SipStackImpl) stranger.getSipProvider().getSipStack()).removeDialog(stranger);
        }
    }

    /** RFC 3261 12.1 */
    private static boolean makesEarlyDialog(SIPResponse response) {
        return response.getStatusCode() > 100
                && response.getStatusCode() < 200
                && response.getToTag() != null
                && response.getCSeq().getMethod().equals(Request.INVITE);
    }

    private DialogKey name(Dialog dialog, SIPResponse response, Optional<Exchange> exchange) {
        return tables.name(dialog, response.getCSeq().getSeqNumber(), exchange);
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            tables.exchangeOf(event.getClientTransaction()).ifPresent(exchange -> {
                if (!tables.answered(exchange)) {
                    engine.accept(new Input.TimedOut(exchange));
                }
                tables.finalResponse(exchange, false);
            });
        }
    }

    @Override
    public void processDialogTimeout(DialogTimeoutEvent event) {
        if (event.getReason() == DialogTimeoutEvent.Reason.AckNotReceived) {
            tables.key(event.getDialog()).ifPresent(key -> engine.accept(new Input.AckMissing(key)));
        }
    }

    /** A flow that breaks reports itself, once, for everything on it. */
    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        if (event.isServerTransaction()) {
            tables.forget(event.getServerTransaction());
        } else {
            tables.exchangeOf(event.getClientTransaction()).ifPresent(tables::terminated);
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        tables.forget(event.getDialog());
    }
}
