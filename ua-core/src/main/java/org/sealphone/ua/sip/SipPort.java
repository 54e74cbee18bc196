package org.sealphone.ua.sip;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.message.Request;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.engine.Credential;
import org.sealphone.ua.engine.DialogKey;
import org.sealphone.ua.engine.Exchange;
import org.sealphone.ua.engine.Input;
import org.sealphone.ua.engine.Method;
import org.sealphone.ua.engine.SipAnswer;
import org.sealphone.ua.engine.SipRequest;
import org.sealphone.ua.report.UaReason;

/**
 * SIP on one verified flow at a time: what the engine asks for goes out as messages, what comes in goes to the engine as inputs. JAIN-SIP
 * behind it keeps transactions and dialogs and never sees a socket.
 *
 * <p>Owner: {@code ua-loop}; inputs are handed to the engine through the consumer, which must queue them.
 */
public final class SipPort implements AutoCloseable {
    private static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE";

    /** Where messages leave, in the terms of the one who owns the flow. */
    public interface FlowLine {
        /** Hands a whole message over for sending and returns at once; throws when the flow is known to be gone. */
        void send(byte[] message) throws IOException;

        InetSocketAddress local();

        InetSocketAddress remote();
    }

    private final SipIdentity identity;
    private final Timeline timeline;
    private final Consumer<Input> engine;
    private final SipTrace trace;
    private final RandomWords words;
    private final SipTables tables;
    private final JainStack jain;
    private final MessageIntake intake;
    private final Map<String, Conversation> conversations = new HashMap<>();
    private StreamFramer framer = new StreamFramer(new Framed());
    private String hostAndPort = "240.0.0.1:5061";

    /** Requests outside dialogs that belong together (RFC 3261 8.1.1.3 to 8.1.1.5). */
    private static final class Conversation {
        final String callId;
        final String tag;
        long cseq;

        Conversation(RandomWords words) {
            this.callId = words.next();
            this.tag = words.next();
        }
    }

    private SipPort(
            SipIdentity identity,
            Timeline timeline,
            Consumer<Input> engine,
            SipTrace trace,
            RandomWords words,
            SipTables tables,
            JainStack jain) {
        this.identity = identity;
        this.timeline = timeline;
        this.engine = engine;
        this.trace = trace;
        this.words = words;
        this.tables = tables;
        this.jain = jain;
        this.intake = new MessageIntake(jain, refusal -> engine.accept(new Input.MessageRefused(refusal)));
    }

    /**
     * Makes the stack; it is silent until {@link #attach}.
     *
     * @param loop runs what JAIN-SIP's timers fire
     * @return refused with GUARD-06 when somebody tampers with JAIN-SIP from outside
     */
    public static Outcome<SipPort> open(
            Account account,
            Timeline timeline,
            Executor loop,
            SecureRandom random,
            Consumer<Input> engine,
            SipTrace trace) {
        SipIdentity identity = SipIdentity.of(account);
        RandomWords words = new RandomWords(random);
        SipTables tables = new SipTables(words);
        JainEvents events = new JainEvents(tables, identity.user(), engine);
        return JainStack.start(timeline, loop, random, events).then(jain -> {
            tables.standOn(jain.provider());
            return Outcome.granted(new SipPort(identity, timeline, engine, trace, words, tables, jain));
        });
    }

    /** Stands on this flow from now on. */
    public void attach(FlowLine flow) {
        InetSocketAddress local = flow.local();
        String host = local.getAddress().getHostAddress().replaceAll("%.*", "");
        hostAndPort = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + local.getPort();
        framer = new StreamFramer(new Framed());
        jain.sentBy(hostAndPort);
        jain.binding().attach(new TracedOutlet(flow));
    }

    /** The flow is gone: what it left half received is dropped (TLS-11), transactions and dialogs on it end. */
    public void detach() {
        jain.binding().detach();
        framer = new StreamFramer(new Framed());
        tables.clear();
        conversations.keySet().removeIf(name -> !name.equals("register"));
        JainCall.run(jain.stack()::abandonAll);
    }

    /** Bytes of the flow, as they came. */
    public void received(byte[] bytes, int length) {
        framer.feed(bytes, length);
    }

    private final class Framed implements StreamFramer.Sink {
        @Override
        public void message(byte[] bytes, int headLength) {
            trace.message(timeline.now(), false, TraceText.of(bytes));
            intake.take(bytes, headLength);
        }

        @Override
        public void ping() {
            JainCall.run(() -> jain.binding().outlet().send(new byte[] {'\r', '\n'}));
        }

        @Override
        public void pong() {}

        @Override
        public void broken(Refusal refusal) {
            engine.accept(new Input.FlowLost(refusal));
        }
    }

    /** Shows what leaves before it leaves. */
    private final class TracedOutlet implements FlowBinding.Outlet {
        private final FlowLine flow;

        TracedOutlet(FlowLine flow) {
            this.flow = flow;
        }

        @Override
        public void send(byte[] message) throws IOException {
            if (message.length > 2) {
                trace.message(timeline.now(), true, TraceText.of(message));
            }
            flow.send(message);
        }

        @Override
        public InetSocketAddress remote() {
            return flow.remote();
        }

        @Override
        public InetSocketAddress local() {
            return flow.local();
        }
    }

    /** Sends a request; whatever goes wrong comes back as {@link Input.SendFailed}. */
    public void send(Exchange exchange, SipRequest request) {
        Outcome<SIPRequest> made = request.dialog().isPresent() ? inside(request) : outside(request);
        Optional<Refusal> failure = made.fold(message -> dispatch(exchange, request, message), Optional::of);
        failure.ifPresent(refusal -> engine.accept(new Input.SendFailed(exchange, refusal)));
    }

    private Optional<Refusal> dispatch(Exchange exchange, SipRequest request, SIPRequest message) {
        return JainCall.run(() -> {
                    ClientTransaction transaction = jain.provider().getNewClientTransaction(message);
                    tables.outgoing(exchange, transaction, message, request.credential());
                    Optional<Dialog> dialog =
                            request.dialog().flatMap(tables::named).map(SipTables.Named::dialog);
                    if (dialog.isPresent()) {
                        dialog.get().sendRequest(transaction);
                    } else {
                        transaction.sendRequest();
                    }
                })
                .map(thrown -> {
                    tables.terminated(exchange);
                    return new Refusal(CryptoReason.NET_04, request.method() + " could not be sent");
                });
    }

    private Outcome<SIPRequest> outside(SipRequest request) {
        Conversation conversation =
                conversations.computeIfAbsent(request.conversation(), name -> new Conversation(words));
        MessageText text = MessageText.request(request.method().name(), request.uri())
                .header("Via", "SIP/2.0/TLS " + hostAndPort + ";branch=" + words.branch() + ";rport")
                .header("Max-Forwards", "70")
                .header("From", identity.from(conversation.tag))
                .header("To", "<" + request.to() + ">")
                .header("Call-ID", conversation.callId)
                .header("CSeq", ++conversation.cseq + " " + request.method())
                .header("Contact", "<" + identity.contactUri(hostAndPort) + ">")
                .header("Allow", ALLOW)
                .header("User-Agent", "Sealphone");
        if (request.method() == Method.INVITE) {
            tables.invited(conversation.callId);
        }
        request.expires().ifPresent(seconds -> text.header("Expires", Long.toString(seconds)));
        if (request.method() != Method.REGISTER) {
            text.header("Accept", "application/sdp");
        }
        request.credential().ifPresent(credential -> text.header(nameOf(credential), credential.value()));
        return text.parse(request.sdp());
    }

    private static String nameOf(Credential credential) {
        return credential.proxy() ? "Proxy-Authorization" : "Authorization";
    }

    private Outcome<SIPRequest> inside(SipRequest request) {
        return inside(request.dialog().orElseThrow(), request.method().name(), request.credential());
    }

    /** A request with the dialog's Call-ID, tags, route set and remote target; where it goes, {@link FlowRouter} says. */
    private Outcome<SIPRequest> inside(DialogKey key, String method, Optional<Credential> credential) {
        Optional<SipTables.Named> named = tables.named(key);
        JainCall.Result<SIPRequest> made = JainCall.get(() -> {
            Dialog dialog = named.orElseThrow().dialog();
            SIPRequest message = (SIPRequest) dialog.createRequest(method);
            message.getTopmostVia().setBranch(words.branch());
            JainStack.put(message, "User-Agent", "Sealphone");
            if (credential.isPresent()) {
                JainStack.put(
                        message, nameOf(credential.get()), credential.get().value());
            }
            return message;
        });
        return made.value().isPresent()
                ? Outcome.granted(made.value().get())
                : Outcome.refused(CryptoReason.NET_04, "the dialog is over");
    }

    /** Acknowledges a 2xx to our INVITE with the credentials of the INVITE (SIP-03). JAIN-SIP repeats it for each repeated 2xx. */
    public void acknowledge(DialogKey key) {
        Optional<SipTables.Named> named = tables.named(key);
        if (named.isEmpty()) {
            return;
        }
        inside(key, Request.OPTIONS, named.get().credential())
                .fold(
                        message -> JainCall.run(() -> {
                            message.setMethod(Request.ACK);
                            message.setCSeq(new CSeq(named.get().inviteCseq(), Request.ACK));
                            message.removeHeader("Contact");
                            named.get().dialog().sendAck(message);
                        }),
                        refusal -> Optional.empty());
    }

    /** Cancels an INVITE of ours. */
    public void cancel(Exchange invite) {
        tables.sentBy(invite)
                .ifPresent(transaction -> JainCall.run(() -> jain.provider()
                        .getNewClientTransaction(transaction.createCancel())
                        .sendRequest()));
    }

    /** Gives up an INVITE that never got a final response. */
    public void abandon(Exchange invite) {
        tables.sentBy(invite).ifPresent(transaction -> JainCall.run(transaction::terminate));
        tables.terminated(invite);
    }

    /** Answers a request of the peer. */
    public void respond(Exchange exchange, SipAnswer answer) {
        Optional<SIPResponse> made = tables.response(exchange, answer.status());
        made.ifPresent(response -> {
            Optional<Exception> failure = JainCall.run(() -> {
                for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                    JainStack.put(response, header.getKey(), header.getValue());
                }
                if (List.of("INVITE", "UPDATE").contains(response.getCSeq().getMethod())
                        && answer.status() > 100
                        && answer.status() < 300) {
                    JainStack.put(response, "Contact", "<" + identity.contactUri(hostAndPort) + ">");
                    JainStack.put(response, "Allow", ALLOW);
                }
                if (answer.sdp().isPresent()) {
                    response.setContent(answer.sdp().get(), jain.contentTypeSdp());
                }
            });
            failure.or(() -> tables.send(exchange, response))
                    .ifPresent(thrown -> engine.accept(
                            new Input.MessageRefused(new Refusal(UaReason.SIP_22, "our " + answer + " was not sent"))));
        });
    }

    /** Forgets the Call-ID of requests that belong together, once nothing follows. */
    public void forget(String conversation) {
        conversations.remove(conversation);
    }

    /** How many responses JAIN-SIP has sent by itself. */
    public long automaticAnswers() {
        return jain.binding().budget().sent();
    }

    /** How much is remembered of transactions and dialogs: nothing of a call may stay after it. */
    public int remembered() {
        return tables.size() + conversations.size();
    }

    @Override
    public void close() {
        tables.clear();
        jain.close();
    }
}
