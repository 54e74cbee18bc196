package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.OutgoingGuard;
import org.sealphone.ua.policy.ReferTarget;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * Transfers in both directions (RFC 3515, RFC 3892, RFC 5589; XFER-01): only inside a call that stands, one at a time in each, through the
 * same guard as every call, and nothing is called before a person has said so. Each call that comes of it has fresh keys (SDES-33). Owner: the
 * engine.
 */
final class Transfers {
    /** How long a person may think about a transfer that somebody asks for. */
    private static final Duration DECISION = Duration.ofSeconds(60);
    /** What the peer may need beyond the time that a call may ring. */
    private static final Duration MARGIN = Duration.ofSeconds(32);

    private static final Pattern ADDRESS = Pattern.compile("(?:[^<]*<)?(sips?:[^<>;?\\s\"]{1,200})[>;]?.*");

    private final Outbox out;
    private final Account account;
    private final Requests requests;
    private final Map<CallId, Transfer> ours = new HashMap<>();
    private final Map<CallId, Referral> theirs = new HashMap<>();

    Transfers(Outbox out, Account account, Requests requests) {
        this.out = out;
        this.account = account;
        this.requests = requests;
    }

    /** A person wants the peer of this call to call that target instead. */
    void blind(long ticket, @Nullable Call call, String typed) {
        DialogKey in = ready(ticket, call);
        if (call == null || in == null) {
            return;
        }
        OutgoingGuard.check(typed, account.trunk())
                .fold(
                        target -> begin(ticket, call, SipRequest.refer(in, target.uri(), identity())),
                        refused -> settle(ticket, new End.RefusedByPolicy(refused)),
                        malformed -> settle(ticket, new End.RefusedByPolicy(malformed)));
    }

    /** A person wants the peer of this call to speak with the peer of the other one. */
    void attended(long ticket, @Nullable Call call, @Nullable Call other) {
        DialogKey in = ready(ticket, call);
        if (call == null || in == null) {
            return;
        }
        if (other == null || other == call || !other.speaks() || other.dialog == null) {
            settle(ticket, notStanding());
        } else {
            begin(ticket, call, SipRequest.refer(in, other.dialog, identity()));
        }
    }

    private String identity() {
        return account.addressOfRecord().identity();
    }

    private @Nullable DialogKey ready(long ticket, @Nullable Call call) {
        boolean may = call != null && call.speaks() && call.flow.isUp() && !ours.containsKey(call.id);
        if (call == null || !may || call.dialog == null) {
            settle(ticket, notStanding());
            return null;
        }
        return call.dialog;
    }

    private static End notStanding() {
        return new End.RefusedByPolicy(new Refusal(UaReason.XFER_02, ""));
    }

    private boolean settle(long ticket, End end) {
        out.add(new Output.Settle(ticket, end));
        return false;
    }

    private boolean begin(long ticket, Call call, SipRequest refer) {
        Transfer transfer = new Transfer(call, ticket, this);
        ours.put(call.id, transfer);
        out.arm(
                new TimerKey(TimerKey.Kind.TRANSFER, call.id.number()),
                account.ringTimeout().plus(MARGIN));
        requests.send(refer, transfer);
        return true;
    }

    void over(Call call, Transfer transfer) {
        if (ours.remove(call.id, transfer)) {
            out.disarm(new TimerKey(TimerKey.Kind.TRANSFER, call.id.number()));
        }
    }

    /** A NOTIFY inside the call: about a transfer that we asked for, or about nothing. */
    void notified(Exchange exchange, Call call, RequestView view) {
        Transfer transfer = ours.get(call.id);
        boolean refer = view.fields().first("event").orElse("").matches("(?i)refer\\s*(;.*)?");
        if (transfer == null || !refer) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(refer ? 481 : 489)));
            return;
        }
        boolean read = view.fragment().isPresent();
        out.add(new Output.Respond(exchange, SipAnswer.plain(read ? 200 : 400)));
        if (read && !transfer.told(view)) {
            call.find(Severity.LOW, UaReason.XFER_01, "a NOTIFY that cannot be read");
        }
    }

    /** A REFER: judged at once, decided by a person. */
    void asked(Exchange exchange, Call call, RequestView view) {
        Optional<String> where = view.fields().first("refer-to");
        if (where.isEmpty() || !call.speaks()) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(where.isEmpty() ? 400 : 481)));
        } else if (theirs.containsKey(call.id)) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(491)));
        } else {
            OutgoingGuard.referred(where.get(), account.trunk())
                    .fold(to -> ask(exchange, call, view, to), refusal -> decline(exchange, call, refusal));
        }
    }

    private boolean decline(Exchange exchange, Call call, Refusal refusal) {
        out.add(new Output.Respond(exchange, SipAnswer.plain(603)));
        call.find(Severity.MEDIUM, UaReason.XFER_01, refusal.reason().code() + " " + refusal.detail());
        return false;
    }

    private boolean ask(Exchange exchange, Call call, RequestView view, ReferTarget to) {
        Optional<String> by = view.fields().first("referred-by").flatMap(Transfers::address);
        // RFC 3515 2.4.6: the number of the REFER tells apart what several of one dialog come to.
        String event = "refer;id=" + view.cseq();
        Referral referral = new Referral(call, to, by, event);
        theirs.put(call.id, referral);
        out.add(new Output.Respond(exchange, SipAnswer.plain(202)));
        referral.begins();
        out.arm(new TimerKey(TimerKey.Kind.REFERRAL, call.id.number()), DECISION);
        out.tell(
                new UaEvent.TransferAsked(out.now().wall(), call.id, to.target().uri(), by.orElse("")));
        return true;
    }

    /** The address in a Referred-By; what else stands there is not handed on. */
    private static Optional<String> address(String referredBy) {
        Matcher found = ADDRESS.matcher(referredBy);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** A person agrees: what is to be called now, if anything still waits for that. */
    Optional<Referral> accept(CallId call) {
        Referral referral = theirs.get(call);
        if (referral == null || !referral.accept()) {
            return Optional.empty();
        }
        out.disarm(new TimerKey(TimerKey.Kind.REFERRAL, call.number()));
        return Optional.of(referral);
    }

    /** A person does not, or nobody has said anything. */
    void refuse(CallId call) {
        Referral referral = theirs.get(call);
        if (referral != null && referral.undecided()) {
            theirs.remove(call);
            out.disarm(new TimerKey(TimerKey.Kind.REFERRAL, call.number()));
            referral.declined();
        }
    }

    /** What was asked for has come to its end, good or bad. */
    void settled(Referral referral) {
        theirs.values().remove(referral);
    }

    void timer(TimerKey.Kind kind, CallId call) {
        Transfer transfer = ours.get(call);
        if (kind == TimerKey.Kind.REFERRAL) {
            refuse(call);
        } else if (transfer != null) {
            transfer.over(Transfer.silence("in time"));
        }
    }

    /** The call is over, and with it all that was asked in it; what was begun because of it goes on. */
    void ended(Call call) {
        Transfer transfer = ours.get(call.id);
        if (transfer != null) {
            transfer.over(Transfer.silence("the call ended first"));
        }
        Referral referral = theirs.remove(call.id);
        if (referral != null) {
            out.disarm(new TimerKey(TimerKey.Kind.REFERRAL, call.id.number()));
            referral.unheard();
        }
    }
}
