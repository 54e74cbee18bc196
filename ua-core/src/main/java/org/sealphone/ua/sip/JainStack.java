package org.sealphone.ua.sip;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import javax.sip.ListeningPoint;
import javax.sip.SipListener;
import javax.sip.header.ContentTypeHeader;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.ua.report.UaReason;

/**
 * One JAIN-SIP stack with its one provider, built so that it has no transport, timer, logger or name look-up of its own, and looked over
 * afterwards, because JAIN-SIP lets system properties override what it is given. Owner: {@code ua-loop}.
 */
final class JainStack implements AutoCloseable {
    private final String name;
    private final QuietSipStack stack;
    private final ListeningPointExt listeningPoint;
    private final SipProviderImpl provider;
    private final FlowProcessor processor;
    private final FlowBinding binding;
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();

    private JainStack(String name, QuietSipStack stack, FlowBinding binding) throws Exception {
        this.name = name;
        this.stack = stack;
        this.binding = binding;
        this.listeningPoint = (ListeningPointExt) stack.createListeningPoint(
                FlowBinding.NOWHERE.getHostAddress(), FlowBinding.NOWHERE_PORT, ListeningPoint.TLS);
        this.provider = (SipProviderImpl) stack.createSipProvider(listeningPoint);
        this.processor = (FlowProcessor) ((gov.nist.javax.sip.ListeningPointImpl) listeningPoint).getMessageProcessor();
    }

    /** Builds a stack, or refuses when somebody tampers with its configuration from outside. */
    static Outcome<JainStack> start(Timeline timeline, Executor loop, SecureRandom random, SipListener listener) {
        for (String property : System.getProperties().stringPropertyNames()) {
            if (property.startsWith("gov.nist.javax.sip.") || property.startsWith("javax.sip.")) {
                return Outcome.refused(UaReason.GUARD_06, "-D" + property);
            }
        }
        byte[] unique = new byte[8];
        random.nextBytes(unique);
        String name = "ua-" + HexFormat.of().formatHex(unique);
        return build(name, configuration(name), new FlowBinding(timeline, loop), listener);
    }

    static Outcome<JainStack> build(String name, Properties configuration, FlowBinding binding, SipListener listener) {
        FlowBinding.register(name, binding);
        JainCall.Result<QuietSipStack> made = JainCall.get(() -> new QuietSipStack(configuration));
        if (made.value().isEmpty()) {
            FlowBinding.forget(name);
            return Outcome.refused(
                    UaReason.GUARD_06,
                    "the SIP stack does not start: "
                            + made.failure()
                                    .map(failure -> failure.getClass().getSimpleName())
                                    .orElse("?"));
        }
        QuietSipStack stack = made.value().get();
        List<String> foreign = stack.foreignParts();
        JainCall.Result<JainStack> whole = foreign.isEmpty()
                ? JainCall.get(() -> {
                    JainStack ready = new JainStack(name, stack, binding);
                    ready.provider.addSipListener(listener);
                    return ready;
                })
                : new JainCall.Result<>(java.util.Optional.empty(), java.util.Optional.empty());
        if (whole.value().isEmpty()) {
            JainCall.run(stack::dispose);
            FlowBinding.forget(name);
            return Outcome.refused(UaReason.GUARD_06, "not ours: " + String.join(", ", foreign));
        }
        return Outcome.granted(whole.value().get());
    }

    static Properties configuration(String name) {
        Properties set = new Properties();
        set.setProperty("javax.sip.STACK_NAME", name);
        set.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        set.setProperty("javax.sip.ROUTER_PATH", FlowRouter.class.getName());
        set.setProperty("gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY", FlowProcessorFactory.class.getName());
        set.setProperty("gov.nist.javax.sip.NETWORK_LAYER", ClosedNetworkLayer.class.getName());
        set.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", TimelineSipTimer.class.getName());
        set.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentStackLogger.class.getName());
        set.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
        // Its events are delivered on the thread that brings the message or the timer, which is ua-loop: no second
        // thread ever sees one.
        set.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        // With a bound, its semaphores are tried and never waited for, so that the loop cannot lock itself out.
        set.setProperty("gov.nist.javax.sip.MAX_LISTENER_RESPONSE_TIME", "30");
        set.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "131072");
        set.setProperty("gov.nist.javax.sip.THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
        set.setProperty("gov.nist.javax.sip.THREAD_AUDIT_INTERVAL_IN_MILLISECS", "0");
        // Further 2xx of a call that forked are delivered as long as they may come, 64 T1 (RFC 3261 13.2.2.4), and no
        // longer: an
        // INVITE is kept for them with its keys.
        set.setProperty("gov.nist.javax.sip.MAX_FORK_TIME_SECONDS", "32");
        set.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        return set;
    }

    /** What JAIN-SIP writes as sent-by in its Vias: the flow's own end, so that a proxy that looks finds the connection. */
    void sentBy(String hostAndPort) {
        JainCall.run(() -> listeningPoint.setSentBy(hostAndPort));
    }

    /** Puts a header of our own making into a message, in place of what stands there under that name. */
    static void put(SIPMessage message, String name, String value) throws ParseException {
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw new ParseException("a control character in " + name, 0);
        }
        // JAIN-SIP's own replacing keeps the old one of a header that may stand several times.
        message.removeHeader(name);
        message.attachHeader(StringMsgParser.parseSIPHeader(name + ": " + value), true);
    }

    ContentTypeHeader contentTypeSdp() throws ParseException {
        return headers.createContentTypeHeader("application", "sdp");
    }

    ContentTypeHeader contentTypeFragment() throws ParseException {
        ContentTypeHeader type = headers.createContentTypeHeader("message", "sipfrag");
        type.setParameter("version", "2.0");
        return type;
    }

    QuietSipStack stack() {
        return stack;
    }

    SipProviderImpl provider() {
        return provider;
    }

    FlowProcessor processor() {
        return processor;
    }

    FlowBinding binding() {
        return binding;
    }

    @Override
    public void close() {
        binding.detach();
        JainCall.run(stack::dispose);
        FlowBinding.forget(name);
    }
}
