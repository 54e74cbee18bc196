package org.sealphone.ua.sip;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.message.SIPDuplicateHeaderException;
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
import org.sealphone.ua.engine.Capabilities;
import org.sealphone.ua.engine.Credential;
import org.sealphone.ua.engine.DialogKey;
import org.sealphone.ua.engine.Exchange;
import org.sealphone.ua.engine.Input;
import org.sealphone.ua.engine.Method;
import org.sealphone.ua.engine.SipAnswer;
import org.sealphone.ua.engine.SipRequest;
import org.sealphone.ua.policy.RequestLimit;
import org.sealphone.ua.report.UaReason;

/**
 * SIP on one verified flow at a time: what the engine asks for goes out as messages, what comes in goes to the engine as inputs. JAIN-SIP
 * behind it keeps transactions and dialogs and never sees a socket.
 *
 * <p>Owner: {@code ua-loop}; inputs are handed to the engine through the consumer, which must queue them.
 */
public final class SipPort implements AutoCloseable {
    /** RFC 5626 3.5.1. */
    private static final byte[] PING = {'\r', '\n', '\r', '\n'};

    private static final byte[] PONG = {'\r', '\n'};

    /** JAIN-SIP would write these in its own way or bounds, and the trunk compares them with what it said. */
    private static final List<String> WORD_FOR_WORD = List.of("Security-Client", "Security-Verify", "RAck");

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
    /**
     * Of this phone for as long as it runs, so that a registrar knows that a new flow takes the place of the old one (RFC 5626 4.2.1). Not
     * kept beyond that: two phones of one account on one machine would take each other's place.
     */
    private final String instance;

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
            JainStack jain,
            RequestLimit limit) {
        this.identity = identity;
        this.timeline = timeline;
        this.engine = engine;
        this.trace = trace;
        this.words = words;
        this.instance = words.instance();
        this.tables = tables;
        this.jain = jain;
        this.intake =
                new MessageIntake(jain, limit, words, refusal -> engine.accept(new Input.MessageRefused(refusal)));
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
            RequestLimit limit = new RequestLimit(account.simultaneousCalls(), timeline.nanoTime());
            return Outcome.granted(new SipPort(identity, timeline, engine, trace, words, tables, jain, limit));
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

    /** The flow is gone: what it left half received is dropped (TLS-11), transactions on it end, and only dialogs that stand outlive it. */
    public void detach() {
        jain.binding().detach();
        framer = new StreamFramer(new Framed());
        tables.flowLost();
        conversations.keySet().removeIf(name -> !name.equals("register"));
        JainCall.run(jain.stack()::abandonTransactions);
    }

    /** Nothing more will be said in this dialog. */
    public void forget(DialogKey key) {
        tables.named(key).ifPresent(named -> {
            tables.forget(named.dialog());
            JainCall.run(named.dialog()::delete);
        });
    }

    /** Bytes of the flow, as they came. */
    public void received(byte[] bytes, int length) {
        framer.feed(bytes, length);
    }

    /** To blank the secrets out costs as much as to send the message: only where somebody looks. */
    private void show(boolean outgoing, byte[] message) {
        if (trace != SipTrace.none()) {
            trace.message(timeline.now(), outgoing, TraceText.of(message));
        }
    }

    private final class Framed implements StreamFramer.Sink {
        @Override
        public void message(byte[] bytes, int headLength) {
            show(false, bytes);
            intake.take(bytes, headLength);
        }

        @Override
        public void ping() {
            JainCall.run(() -> jain.binding().outlet().send(PONG));
        }

        @Override
        public void pong() {
            engine.accept(new Input.Pong());
        }

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
            if (message.length > PING.length) {
                show(true, message);
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
                        if (request.method() == Method.INVITE) {
                            tables.reinvited(
                                    request.dialog().get(),
                                    dialog.get(),
                                    message.getCSeq().getSeqNumber(),
                                    request.credential());
                            ackWhenOver(request, message.getCSeq().getSeqNumber());
                        }
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
                .header(
                        "To",
                        "<" + request.to() + ">"
                                + request.toTag().map(tag -> ";tag=" + tag).orElse(""))
                .header("Call-ID", conversation.callId)
                .header("CSeq", ++conversation.cseq + " " + request.method())
                .header("Contact", contact(request.method()))
                .header("Allow", Capabilities.ALLOW)
                .header(
                        "Supported",
                        request.method() == Method.REGISTER
                                ? Capabilities.SUPPORTED + ", path, outbound"
                                : Capabilities.SUPPORTED)
                .header("User-Agent", "Sealphone");
        if (request.method() == Method.INVITE) {
            tables.invited(conversation.callId);
        } else if (request.method() == Method.SUBSCRIBE) {
            tables.subscribed(request.conversation(), conversation.callId, conversation.tag);
        }
        request.headers().forEach((name, value) -> {
            if (!WORD_FOR_WORD.contains(name)) {
                text.header(name, value);
            }
        });
        request.expires().ifPresent(seconds -> text.header("Expires", Long.toString(seconds)));
        if (request.method() != Method.REGISTER && request.method() != Method.SUBSCRIBE) {
            text.header("Accept", "application/sdp");
        }
        request.credential().ifPresent(credential -> text.header(nameOf(credential), credential.value()));
        return text.parse(request.sdp()).then(message -> repeating(message, request.headers()));
    }

    private static Outcome<SIPRequest> repeating(SIPRequest message, Map<String, String> headers) {
        Optional<Exception> failure = JainCall.run(() -> {
            for (String name : WORD_FOR_WORD) {
                if (headers.containsKey(name)) {
                    repeat(message, name, headers.get(name));
                }
            }
        });
        return failure.isEmpty()
                ? Outcome.granted(message)
                : Outcome.refused(CryptoReason.NET_04, "the agreement could not be written");
    }

    private static void repeat(SIPRequest message, String name, String value) throws SIPDuplicateHeaderException {
        ExtensionHeaderImpl verbatim = new ExtensionHeaderImpl(name);
        verbatim.setValue(value);
        message.attachHeader(verbatim, false);
    }

    private String contact(Method method) {
        String plain = "<" + identity.contactUri(hostAndPort) + ">";
        return method == Method.REGISTER ? plain + ";+sip.instance=\"<" + instance + ">\";reg-id=1" : plain;
    }

    private static String nameOf(Credential credential) {
        return credential.proxy() ? "Proxy-Authorization" : "Authorization";
    }

    private Outcome<SIPRequest> inside(SipRequest request) {
        Outcome<SIPRequest> made =
                inside(request.dialog().orElseThrow(), request.method().name(), request.credential());
        Outcome<SIPRequest> dressed = made.then(message -> dressed(message, request));
        return request.sdp().isEmpty()
                ? dressed
                : dressed.then(message -> describing(message, request.sdp().get()));
    }

    /** With the header fields and the fragment that the engine wants, and for a REFER with the dialog to take over. */
    private Outcome<SIPRequest> dressed(SIPRequest message, SipRequest request) {
        Optional<Exception> failure = JainCall.run(() -> {
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                if (WORD_FOR_WORD.contains(header.getKey())) {
                    repeat(message, header.getKey(), header.getValue());
                } else {
                    JainStack.put(message, header.getKey(), header.getValue());
                }
            }
            if (request.takeOver().isPresent()) {
                JainStack.put(
                        message, "Refer-To", tables.takeOver(request.takeOver().get()));
            }
            if (request.method() != Method.BYE && request.method() != Method.PRACK) {
                JainStack.put(message, "Supported", Capabilities.SUPPORTED_INSIDE);
                JainStack.put(message, "Contact", "<" + identity.contactUri(hostAndPort) + ">");
            }
            if (request.fragment().isPresent()) {
                message.setContent(request.body(), jain.contentTypeFragment());
            }
        });
        return failure.isEmpty()
                ? Outcome.granted(message)
                : Outcome.refused(CryptoReason.NET_04, request.method() + " could not be written");
    }

    /** A re-INVITE or UPDATE says where we are now, which is where the flow ends (RFC 3261 12.2.1.1). */
    private Outcome<SIPRequest> describing(SIPRequest message, byte[] sdp) {
        Optional<Exception> failure = JainCall.run(() -> {
            if (!message.getMethod().equals(Request.PRACK)) {
                JainStack.put(message, "Contact", "<" + identity.contactUri(hostAndPort) + ">");
                JainStack.put(message, "Allow", Capabilities.ALLOW);
                JainStack.put(message, "Accept", "application/sdp");
            }
            message.setContent(sdp, jain.contentTypeSdp());
        });
        return failure.isEmpty()
                ? Outcome.granted(message)
                : Outcome.refused(CryptoReason.NET_04, "the description could not be written");
    }

    /** A request with the dialog's Call-ID, tags, route set and remote target; where it goes, {@link FlowRouter} says. */
    private Outcome<SIPRequest> inside(DialogKey key, String method, Optional<Credential> credential) {
        Optional<SipTables.Named> named = tables.named(key);
        JainCall.Result<SIPRequest> made = JainCall.get(() -> {
            Dialog dialog = named.orElseThrow().dialog();
            // JAIN-SIP makes a PRACK by a way of its own alone, which copies what the peer wrote.
            boolean prack = method.equals(Request.PRACK);
            SIPRequest message = (SIPRequest) dialog.createRequest(prack ? Request.OPTIONS : method);
            if (prack) {
                message.setMethod(method);
                message.getCSeq().setMethod(method);
            }
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
    public void acknowledge(DialogKey key, Optional<byte[]> sdp) {
        Optional<SipTables.Named> named = tables.named(key);
        if (named.isEmpty()) {
            return;
        }
        // JAIN-SIP makes nothing but a BYE in a dialog that we are leaving.
        inside(key, Request.BYE, named.get().credential())
                .fold(
                        message -> JainCall.run(() -> {
                            message.setMethod(Request.ACK);
                            message.setCSeq(new CSeq(named.get().inviteCseq(), Request.ACK));
                            message.removeHeader("Contact");
                            jain.stack()
                                    .lastAcks()
                                    .keep(
                                            (SIPRequest) message.clone(),
                                            jain.stack().getTimer(),
                                            LastAcks.ANSWERED);
                            if (sdp.isPresent()) {
                                message.setContent(sdp.get(), jain.contentTypeSdp());
                            }
                            named.get().dialog().sendAck(message);
                        }),
                        refusal -> Optional.empty());
    }

    /** Made while the dialog stands: the 2xx to a re-INVITE may come when our BYE in it was answered, and nobody can make one any more. */
    private void ackWhenOver(SipRequest reinvite, long cseq) {
        inside(reinvite.dialog().orElseThrow(), Request.BYE, reinvite.credential())
                .fold(
                        message -> JainCall.run(() -> {
                            message.setMethod(Request.ACK);
                            message.setCSeq(new CSeq(cseq, Request.ACK));
                            message.removeHeader("Contact");
                            jain.stack().lastAcks().keep(message, jain.stack().getTimer(), LastAcks.ASKED);
                        }),
                        refusal -> Optional.empty());
    }

    /** Sends a keep-alive; a flow that is gone says so itself. */
    public void ping() {
        framer.expectPong();
        JainCall.run(() -> jain.binding().outlet().send(PING));
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
                if (List.of("INVITE", "UPDATE", "REFER", "NOTIFY")
                                .contains(response.getCSeq().getMethod())
                        && answer.status() > 100
                        && answer.status() < 300) {
                    JainStack.put(response, "Contact", "<" + identity.contactUri(hostAndPort) + ">");
                    JainStack.put(response, "Allow", Capabilities.ALLOW);
                    JainStack.put(response, "Supported", Capabilities.SUPPORTED);
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
        tables.unsubscribed(conversation);
    }

    /** How many responses JAIN-SIP has sent by itself. */
    public long automaticAnswers() {
        return jain.binding().budget().sent();
    }

    /** How much is remembered of transactions and dialogs: nothing of a call may stay after it. */
    public int remembered() {
        return tables.size() + conversations.size() + jain.stack().remembered();
    }

    @Override
    public void close() {
        tables.clear();
        jain.close();
    }
}
