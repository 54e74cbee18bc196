package org.sealphone.ua.sip;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.Transaction;
import org.jspecify.annotations.Nullable;
import org.sealphone.ua.engine.Credential;
import org.sealphone.ua.engine.DialogKey;
import org.sealphone.ua.engine.Exchange;
import org.sealphone.ua.policy.Replaces;

/**
 * Which of JAIN-SIP's transactions and dialogs is which of the engine's exchanges and dialogs. Everything in here goes when JAIN-SIP says
 * that the transaction or dialog is over. Owner: {@code ua-loop}.
 */
final class SipTables {
    /** A request of ours. */
    private record Sent(ClientTransaction transaction, String uri, Optional<Credential> credential) {}

    /** A request of the peer, and the tag that all our responses to it carry. */
    private record Received(ServerTransaction transaction, SIPRequest request, String tag) {}

    /** A dialog, and what the ACK to its INVITE needs (SIP-03); an early one has no number that could be acknowledged. */
    record Named(Dialog dialog, long inviteCseq, Optional<Credential> credential) {
        boolean early() {
            return inviteCseq == EARLY;
        }
    }

    /** The notifier is whoever answers or notifies first: RFC 3842 3.11 allows no other branch. */
    private static final class Subscribed {
        final DialogKey key;
        final String ourTag;
        Optional<String> theirTag = Optional.empty();

        Subscribed(DialogKey key, String ourTag) {
            this.key = key;
            this.ourTag = ourTag;
        }

        boolean isWith(String ours, String theirs) {
            return ourTag.equals(ours) && theirTag.orElse(theirs).equals(theirs);
        }
    }

    private static final long EARLY = 0;

    private static final int INVITES_KEPT = 4096;

    private final RandomWords words;
    private final Set<String> ourInvites = new LinkedHashSet<>();
    private final Map<Exchange, Sent> sent = new HashMap<>();
    private final Set<Exchange> answered = new HashSet<>();
    private final Map<Exchange, Received> received = new HashMap<>();
    private final Map<DialogKey, Named> dialogs = new HashMap<>();
    /** What the ACK to our last re-INVITE in a dialog needs, should its 2xx come when its transaction is over. */
    private final Map<DialogKey, Named> reinvited = new HashMap<>();

    /** What we have subscribed to, by Call-ID: JAIN-SIP keeps dialogs of calls alone. */
    private final Map<String, Subscribed> subscriptions = new HashMap<>();

    private @Nullable SipProviderImpl provider;
    private long nextIncoming = 2;
    private long nextDialog = 1;

    SipTables(RandomWords words) {
        this.words = words;
    }

    void standOn(SipProviderImpl ready) {
        provider = ready;
    }

    /** The server transaction of a request: JAIN-SIP makes those inside dialogs, we the others. */
    Optional<ServerTransaction> transactionOf(RequestEvent event) {
        if (event.getServerTransaction() != null) {
            return Optional.of(event.getServerTransaction());
        }
        SipProviderImpl home = provider;
        return home == null
                ? Optional.empty()
                : JainCall.get(() -> home.getNewServerTransaction(event.getRequest()))
                        .value();
    }

    Exchange incoming(ServerTransaction transaction, SIPRequest request) {
        Exchange exchange = new Exchange(nextIncoming);
        nextIncoming += 2;
        transaction.setApplicationData(exchange);
        received.put(exchange, new Received(transaction, request, words.next()));
        return exchange;
    }

    void outgoing(
            Exchange exchange, ClientTransaction transaction, SIPRequest request, Optional<Credential> credential) {
        transaction.setApplicationData(exchange);
        sent.put(exchange, new Sent(transaction, request.getRequestURI().toString(), credential));
    }

    Optional<Exchange> exchangeOf(@Nullable Transaction transaction) {
        return transaction != null && transaction.getApplicationData() instanceof Exchange exchange
                ? Optional.of(exchange)
                : Optional.empty();
    }

    Optional<ClientTransaction> sentBy(Exchange exchange) {
        return Optional.ofNullable(sent.get(exchange)).map(Sent::transaction);
    }

    String requestUriOf(Exchange exchange) {
        Sent one = sent.get(exchange);
        return one == null ? "" : one.uri();
    }

    boolean answered(Exchange exchange) {
        return answered.contains(exchange);
    }

    /** A 2xx to an INVITE may be followed by those of other forks, so its exchange stays known until its transaction is over. */
    void finalResponse(Exchange exchange, boolean inviteOk) {
        if (inviteOk) {
            answered.add(exchange);
        } else {
            terminated(exchange);
        }
    }

    void terminated(Exchange exchange) {
        sent.remove(exchange);
        answered.remove(exchange);
    }

    void forget(@Nullable ServerTransaction transaction) {
        exchangeOf(transaction).ifPresent(received::remove);
    }

    /** Remembers the Call-ID of an INVITE of ours, so that nobody can make us acknowledge calls that we never made. */
    void invited(String callId) {
        ourInvites.add(callId);
        if (ourInvites.size() > INVITES_KEPT) {
            ourInvites.remove(ourInvites.iterator().next());
        }
    }

    boolean isOurInvite(String callId) {
        return ourInvites.contains(callId);
    }

    void subscribed(String conversation, String callId, String ourTag) {
        subscriptions.computeIfAbsent(callId, first -> new Subscribed(new DialogKey(conversation), ourTag));
    }

    void unsubscribed(String conversation) {
        subscriptions.values().removeIf(one -> one.key.text().equals(conversation));
    }

    /** The subscription that this belongs to, a NOTIFY or a 2xx to SUBSCRIBE; from then on no other branch is it. */
    Optional<DialogKey> subscription(String callId, @Nullable String ourTag, @Nullable String theirTag) {
        Subscribed one = subscriptions.get(callId);
        if (one == null || ourTag == null || theirTag == null || !one.isWith(ourTag, theirTag)) {
            return Optional.empty();
        }
        one.theirTag = Optional.of(theirTag);
        return Optional.of(one.key);
    }

    /** The name of a dialog that has one. */
    Optional<DialogKey> key(@Nullable Dialog dialog) {
        return dialog != null && dialog.getApplicationData() instanceof DialogKey key
                ? Optional.of(key)
                : Optional.empty();
    }

    /**
     * The name of a dialog, given now if it had none.
     *
     * @param inviteCseq the number of the INVITE that made it
     * @param invite our INVITE, when it was ours and is still known
     */
    DialogKey name(Dialog dialog, long inviteCseq, Optional<Exchange> invite) {
        DialogKey key = key(dialog).orElseGet(() -> {
            DialogKey fresh = new DialogKey("dialog-" + nextDialog++);
            dialog.setApplicationData(fresh);
            return fresh;
        });
        // A re-INVITE is acknowledged with a number and credentials of its own; an early dialog had no number yet.
        if (invite.isPresent() || named(key).map(Named::early).orElse(true)) {
            dialogs.put(key, new Named(dialog, inviteCseq, invite.map(sent::get).flatMap(Sent::credential)));
        }
        return key;
    }

    /** The name of a dialog that nobody has taken the call in yet: requests may be sent in it, and no ACK. */
    DialogKey nameEarly(Dialog dialog) {
        return name(dialog, EARLY, Optional.empty());
    }

    /** Whether the dialog is known, or was, and not only as an early one. */
    boolean stands(Dialog dialog) {
        return key(dialog)
                .filter(known -> named(known).map(named -> !named.early()).orElse(true))
                .isPresent();
    }

    Optional<Named> named(DialogKey key) {
        return Optional.ofNullable(dialogs.get(key));
    }

    /** The dialog that a call wants to take the place of: same Call-ID, and both tags as seen from here (RFC 3891 3). */
    Optional<DialogKey> replaced(Replaces wanted) {
        for (Map.Entry<DialogKey, Named> each : dialogs.entrySet()) {
            Dialog dialog = each.getValue().dialog();
            if (dialog.getCallId().getCallId().equals(wanted.callId())
                    && wanted.toTag().equals(dialog.getLocalTag())
                    && wanted.fromTag().equals(dialog.getRemoteTag())) {
                return Optional.of(each.getKey());
            }
        }
        return Optional.empty();
    }

    /** A re-INVITE of ours is on its way in this dialog. */
    void reinvited(DialogKey key, Dialog dialog, long cseq, Optional<Credential> credential) {
        reinvited.put(key, new Named(dialog, cseq, credential));
    }

    /**
     * The name of the dialog in which a re-INVITE of ours is answered when nobody waits for it, or answered again (RFC 3261 13.2.2.4). A number
     * that we never sent is no such answer.
     */
    Optional<DialogKey> answeredLate(Dialog dialog, long cseq) {
        Optional<DialogKey> known = key(dialog);
        Optional<Named> last = known.map(reinvited::get).filter(sent -> cseq <= sent.inviteCseq());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        dialogs.put(known.get(), new Named(dialog, cseq, last.get().credential()));
        return known;
    }

    /** Another dialog that the same INVITE of ours has made, if one is known. */
    Optional<DialogKey> sibling(Dialog dialog) {
        return dialogs.entrySet().stream()
                .filter(each -> each.getValue().dialog() != dialog
                        && !each.getValue().early()
                        && each.getValue().dialog().getCallId().equals(dialog.getCallId())
                        && dialog.getLocalTag().equals(each.getValue().dialog().getLocalTag()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Where the other side of the dialog is, and what it has to replace there (RFC 5589 7.3). */
    String takeOver(DialogKey key) {
        Dialog dialog = named(key).orElseThrow().dialog();
        Replaces there =
                new Replaces(dialog.getCallId().getCallId(), dialog.getRemoteTag(), dialog.getLocalTag(), false);
        String target = dialog.getRemoteTarget().getURI().toString();
        int question = target.indexOf('?');
        return "<" + (question < 0 ? target : target.substring(0, question)) + "?" + there.escaped() + ">";
    }

    void forget(Dialog dialog) {
        key(dialog).ifPresent(known -> {
            dialogs.remove(known);
            reinvited.remove(known);
        });
    }

    /** What a response is made from: the request and its transaction. */
    Optional<ServerTransaction> receivedAs(Exchange exchange) {
        return Optional.ofNullable(received.get(exchange)).map(Received::transaction);
    }

    /** A response with our tag in To (RFC 3261 8.2.6.2), without body. */
    Optional<SIPResponse> response(Exchange exchange, int status) {
        Received one = received.get(exchange);
        if (one == null) {
            return Optional.empty();
        }
        return JainCall.get(() -> {
                    SIPResponse response = one.request().createResponse(status);
                    if (status > 100 && response.getTo().getTag() == null) {
                        response.getTo().setTag(one.tag());
                    }
                    return response;
                })
                .value();
    }

    /** Answers without asking the engine: for what fits no call. */
    void respond(Exchange exchange, int status) {
        response(exchange, status).ifPresent(response -> send(exchange, response));
    }

    Optional<Exception> send(Exchange exchange, SIPResponse response) {
        Received one = received.get(exchange);
        if (one == null) {
            return Optional.empty();
        }
        Optional<Exception> failure = OwnAnswer.during(() -> one.transaction().sendResponse(response));
        if (response.getStatusCode() >= 200 && !one.request().getMethod().equals("INVITE")) {
            received.remove(exchange);
        }
        return failure;
    }

    /** Transactions end with their flow; dialogs that stand wait for another. */
    void flowLost() {
        sent.clear();
        answered.clear();
        received.clear();
        dialogs.values()
                .removeIf(named -> !DialogState.CONFIRMED.equals(named.dialog().getState()));
        reinvited.keySet().retainAll(dialogs.keySet());
        subscriptions.clear();
    }

    void clear() {
        sent.clear();
        answered.clear();
        received.clear();
        dialogs.clear();
        reinvited.clear();
        subscriptions.clear();
    }

    /** Everything that is remembered: nothing of a call may stay after it. */
    int size() {
        return sent.size()
                + answered.size()
                + received.size()
                + dialogs.size()
                + reinvited.size()
                + subscriptions.size();
    }
}
