package org.sealphone.ua.sip;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.parser.StringMsgParserFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sip.PeerUnavailableException;

/**
 * JAIN-SIP's stack, held so that it ends at once and alone: its own {@code stop} sleeps a second and shuts down executors that all stacks
 * of the JVM share, and its finalizer does so on the finalizer's thread. Owner: {@code ua-loop}.
 */
final class QuietSipStack extends SipStackImpl {
    QuietSipStack(Properties configuration) throws PeerUnavailableException {
        super(configuration);
        setAddressResolver(new FlowAddressResolver());
    }

    /** Names of the parts that are not ours: what a system property or a broken configuration put in their place. */
    List<String> foreignParts() {
        List<String> foreign = new ArrayList<>();
        expect(foreign, "network layer", networkLayer, ClosedNetworkLayer.class);
        expect(foreign, "message processor factory", messageProcessorFactory, FlowProcessorFactory.class);
        expect(foreign, "message parser factory", messageParserFactory, StringMsgParserFactory.class);
        expect(foreign, "timer", getTimer(), TimelineSipTimer.class);
        expect(foreign, "router", router, FlowRouter.class);
        expect(foreign, "address resolver", getAddressResolver(), FlowAddressResolver.class);
        expect(foreign, "server logger", serverLogger, SilentServerLogger.class);
        expect(foreign, "stack logger", CommonLogger.legacyLogger, SilentStackLogger.class);
        if (!useRouterForAll) {
            foreign.add("router of SIP URIs");
        }
        if (!isReEntrantListener()) {
            foreign.add("listener mode");
        }
        if (!sipMessageValves.isEmpty() || sipEventInterceptor != null) {
            foreign.add("valve or interceptor");
        }
        return foreign;
    }

    private static void expect(List<String> foreign, String part, Object is, Class<?> shouldBe) {
        if (is == null || is.getClass() != shouldBe) {
            foreign.add(part);
        }
    }

    /** Drops all transactions and dialogs: the flow that they lived on is gone. */
    void abandonAll() {
        clientTransactionTable.clear();
        serverTransactionTable.clear();
        dialogTable.clear();
        earlyDialogTable.clear();
        ((TimelineSipTimer) getTimer()).cancelAll();
    }

    /** Ends timers and the idle event thread; nothing of the stack runs afterwards. */
    void dispose() {
        toExit = true;
        getTimer().stop();
        getEventScanner().forceStop();
        // The event thread waits for an event and looks at the stop flag after it; this one says nothing.
        getEventScanner().addEvent(new EventWrapper(null, null));
        abandonAll();
    }

    @Override
    @SuppressWarnings({"Finalize", "Finalizer"})
    protected void finalize() {}
}
