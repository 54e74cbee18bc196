package org.sealphone.ua.sip;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParserFactory;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.DialogState;
import javax.sip.PeerUnavailableException;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's stack, held so that it ends at once and alone: its own {@code stop} sleeps a second and shuts down executors that all stacks
 * of the JVM share, and its finalizer does so on the finalizer's thread. Owner: {@code ua-loop}.
 */
final class QuietSipStack extends SipStackImpl {
    /**
     * INVITEs whose further 2xx still belong to us, by what their branches share. JAIN-SIP's own table is emptied by timers alone, so
     * after a flow was lost it keeps its messages, and the keys in them, for good.
     */
    private final Map<String, SIPClientTransaction> forks = new ConcurrentHashMap<>();

    /** The dialogs that those INVITEs have made, by the same: who ends what is left of one does not look through all there are. */
    private final Map<String, Set<String>> branches = new HashMap<>();

    private final LastAcks lastAcks = new LastAcks();

    /**
     * What is in two tables of JAIN-SIP that nobody else can see into, by which it knows requests that came twice and ACKs to its own refusals:
     * timers alone empty them too.
     */
    private final Set<SIPServerTransaction> merging = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<SIPServerTransaction> refused = Collections.newSetFromMap(new IdentityHashMap<>());

    QuietSipStack(Properties configuration) throws PeerUnavailableException {
        super(configuration);
        // A repeated 2xx to a REFER would make a dialog that nobody knows and nothing ends: here calls alone have
        // dialogs.
        dialogCreatingMethods.retainAll(Set.of(Request.INVITE));
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

    @Override
    public SIPDialog createDialog(SIPTransaction first) {
        if (first instanceof SIPServerTransaction) {
            return new PatientDialog(first);
        }
        String id = ((SIPRequest) first.getRequest()).getDialogId(false);
        SIPDialog known = earlyDialogTable.get(id);
        boolean usable = known != null && (known.getState() == null || DialogState.EARLY.equals(known.getState()));
        if (!usable) {
            earlyDialogTable.put(id, new PatientDialog(first));
        }
        return super.createDialog(first);
    }

    @Override
    public SIPDialog createDialog(SIPClientTransaction invite, SIPResponse response) {
        String id = ((SIPRequest) invite.getRequest()).getDialogId(false);
        SIPDialog first = invite.getDefaultDialog();
        boolean another = !earlyDialogTable.containsKey(id)
                || (first != null && !first.getDialogId().equals(id));
        return another ? new PatientDialog(invite, response) : super.createDialog(invite, response);
    }

    LastAcks lastAcks() {
        return lastAcks;
    }

    /** A NOTIFY that is quicker than the 2xx to its SUBSCRIBE would make a dialog here: whose it is, {@link SipTables} says. */
    @Override
    public @Nullable SIPClientTransaction findSubscribeTransaction(SIPRequest notify, ListeningPointImpl here) {
        return null;
    }

    @Override
    public void addForkedClientTransaction(SIPClientTransaction invite) {
        String id = ((SIPRequest) invite.getRequest()).getForkId();
        invite.setForkId(id);
        forks.put(id, invite);
    }

    @Override
    public @Nullable SIPClientTransaction getForkedTransaction(String id) {
        return forks.get(id);
    }

    @Override
    public void removeTransaction(SIPTransaction ended) {
        super.removeTransaction(ended);
        if (ended instanceof SIPClientTransaction client && client.getForkId() != null) {
            getTimer().schedule(new Unfork(client), 1000L * getMaxForkTime());
        }
    }

    private final class Unfork extends SIPStackTimerTask {
        private final SIPClientTransaction invite;

        Unfork(SIPClientTransaction invite) {
            this.invite = invite;
        }

        @Override
        public void runTask() {
            forks.remove(invite.getForkId(), invite);
            // The same call may have been asked for again meanwhile, with credentials, and ring.
            if (!forks.containsKey(invite.getForkId())) {
                endEarly(invite.getForkId());
            }
        }

        @Override
        public Object getThreadHash() {
            return invite.getForkId();
        }
    }

    /**
     * Branches that rang while another one took the call, or nobody did: JAIN-SIP waits for a response of theirs that never comes. At once, for
     * one that was only deleted stays for seconds, and a 2xx of its branch could not be acknowledged in it.
     */
    private void endEarly(String family) {
        Set<String> made = branches.remove(family);
        if (made == null) {
            return;
        }
        for (String id : made) {
            SIPDialog dialog = dialogTable.get(id);
            if (dialog != null && DialogState.EARLY.equals(dialog.getState())) {
                removeDialog(dialog);
            }
        }
    }

    @Override
    public SIPDialog putDialog(SIPDialog dialog) {
        SIPDialog standing = super.putDialog(dialog);
        String family = (dialog.getCallId().getCallId() + ":" + dialog.getLocalTag()).toLowerCase(Locale.ROOT);
        if (forks.containsKey(family)) {
            branches.computeIfAbsent(family, first -> new HashSet<>()).add(dialog.getDialogId());
        }
        return standing;
    }

    /**
     * A response finds its transaction by its branch, or there is none. JAIN-SIP then tries all that are open, for the sake of branches without
     * the magic cookie of RFC 3261 8.1.1.7, which no request of ours has: each 2xx that comes again would cost as much as there are calls.
     */
    @Override
    public ServerResponseInterface newSIPServerResponse(SIPResponse response, MessageChannel channel) {
        return findTransaction(response.getTransactionId(), false) == null
                ? sipMessageFactory.newSIPServerResponse(response, channel)
                : super.newSIPServerResponse(response, channel);
    }

    @Override
    public void putInMergeTable(SIPServerTransaction transaction, SIPRequest request) {
        super.putInMergeTable(transaction, request);
        merging.add(transaction);
    }

    @Override
    public void removeFromMergeTable(SIPServerTransaction transaction) {
        super.removeFromMergeTable(transaction);
        merging.remove(transaction);
    }

    @Override
    public void addTransactionPendingAck(SIPServerTransaction transaction) {
        super.addTransactionPendingAck(transaction);
        refused.add(transaction);
    }

    @Override
    public boolean removeTransactionPendingAck(SIPServerTransaction transaction) {
        refused.remove(transaction);
        return super.removeTransactionPendingAck(transaction);
    }

    /** Everything that JAIN-SIP itself remembers of transactions and dialogs, early ones of branches that lost among them. */
    int remembered() {
        return clientTransactionTable.size()
                + serverTransactionTable.size()
                + dialogTable.size()
                + earlyDialogTable.size()
                + serverDialogMergeTestTable.size()
                + retransmissionAlertTransactions.size()
                + forks.size()
                + branches.size()
                + lastAcks.size()
                + merging.size()
                + refused.size();
    }

    /** Drops all transactions, and dialogs that do not stand yet or no more: the flow that they lived on is gone. */
    void abandonTransactions() {
        clientTransactionTable.clear();
        serverTransactionTable.clear();
        dialogTable.values().removeIf(dialog -> !DialogState.CONFIRMED.equals(dialog.getState()));
        serverDialogMergeTestTable.values().removeIf(dialog -> !DialogState.CONFIRMED.equals(dialog.getState()));
        earlyDialogTable.clear();
        retransmissionAlertTransactions.clear();
        List.copyOf(merging).forEach(this::removeFromMergeTable);
        List.copyOf(refused).forEach(this::removeTransactionPendingAck);
        forks.clear();
        branches.clear();
        lastAcks.clear();
        ((TimelineSipTimer) getTimer()).cancelAll();
    }

    /** Drops everything. */
    private void abandonAll() {
        abandonTransactions();
        dialogTable.clear();
        serverDialogMergeTestTable.clear();
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
