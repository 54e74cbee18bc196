package org.sealphone.ua.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.rtp.Digits;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.sdp.SessionTerms;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.GivenReason;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.field.ReasonField;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * What both kinds of calls share: ports, keys, media, what changes while they stand, and what becomes of them without a flow. However a
 * call ends ({@link Ending}), its ports are closed and its keys wiped. Owner: the engine.
 */
abstract class Call {
    final CallId id;
    final Account account;
    final Flow flow;
    final Outbox out;
    final Requests requests;
    final Calls calls;
    final Ending ending;
    final SessionTimer session;
    /** Whether the peer takes UPDATE, as far as it has said. */
    boolean takesUpdate;

    CallState state = CallState.DIALLING;
    String target;
    String remoteName = "";

    @Nullable
    DialogKey dialog;

    @Nullable
    OfferAnswer talks;

    Optional<Integer> status = Optional.empty();
    String reasonPhrase = "";
    Optional<Long> setupMillis = Optional.empty();
    private final CallDirection direction;
    private final List<Finding> findings = new ArrayList<>();
    private final List<GivenReason> given = new ArrayList<>();
    private CallerFacts caller = CallerFacts.NONE;
    private Optional<Long> establishedNanos = Optional.empty();
    private Optional<InetAddress> reservedFor = Optional.empty();
    private Optional<End> cutOff = Optional.empty();

    Call(CallId id, CallDirection direction, String target, Account account, Flow flow, Calls calls) {
        this.account = account;
        this.flow = flow;
        this.id = id;
        this.direction = direction;
        this.target = target;
        this.calls = calls;
        this.out = calls.out();
        this.requests = calls.requests();
        this.ending = new Ending(this);
        this.session = new SessionTimer(this);
    }

    /** The person hangs up, or the phone closes. */
    abstract void hangUp(End why);

    /** The port for the first offer or answer is there. */
    abstract void reserved(LocalMedia local);

    void portReady(Input.PortReady input) {
        if (state == CallState.DIALLING) {
            reserved(input.local());
        } else if (speaks() && talks != null) {
            talks.repairFrom(input.local());
        }
    }

    /** Ports at our own end of the flow: no other address of this machine is ever told to anybody. */
    void reserve() {
        reservedFor = flow.local();
        out.add(new Output.Reserve(id));
    }

    /** Which branch of a call that forked this one goes on with. */
    String branch() {
        return "";
    }

    CallDirection direction() {
        return direction;
    }

    /** Whether there is a dialog in which something may still be agreed. */
    boolean speaks() {
        return state == CallState.ESTABLISHED;
    }

    void established(SessionTerms terms) {
        OfferAnswer later = new OfferAnswer(this, terms, account, flow);
        talks = later;
        MediaPlan agreed = terms.plan();
        state = CallState.ESTABLISHED;
        establishedNanos = Optional.of(out.now().nanos());
        out.disarm(new TimerKey(TimerKey.Kind.RING, id.number()));
        session.begins();
        ending.mediaBegan();
        out.add(new Output.StartMedia(id, branch(), agreed));
        SrtpSuite suite = agreed.agreed().suite();
        if (suite.tagLength() < suite.srtcpTagLength()) {
            find(Severity.LOW, UaReason.SRTP_20, suite.name());
        }
        out.tell(new UaEvent.Established(out.now().wall(), id, agreed.codec(), suite));
        if (later.hold() != Hold.NONE) {
            tellChange(later.hold(), agreed);
        }
    }

    /** What the peer says of itself in a message that makes the dialog. */
    void heardOf(Fields fields) {
        takesUpdate = fields.all("allow").stream()
                .anyMatch(methods -> methods.toUpperCase(Locale.ROOT).contains("UPDATE"));
    }

    /** What an INVITE says of its caller besides From. */
    void saysOfCaller(CallerFacts facts) {
        caller = facts;
        if (facts.unreadable() > 0) {
            find(Severity.INFO, UaReason.SIP_11, facts.unreadable() + " fields");
        }
    }

    CallerFacts caller() {
        return caller;
    }

    /** Why the peer ends it, where it says so (RFC 3326). */
    void heardWhy(Fields fields) {
        for (GivenReason reason : ReasonField.read(fields.all("reason"))) {
            if (state != CallState.ENDED && given.size() < 16) {
                given.add(reason);
                out.tell(new UaEvent.ReasonGiven(out.now().wall(), id, reason));
            }
        }
    }

    void tellChange(Hold hold, MediaPlan agreed) {
        out.tell(new UaEvent.CallChanged(
                out.now().wall(), id, hold, agreed.codec(), agreed.agreed().suite()));
    }

    void hold(boolean on) {
        if (speaks() && talks != null) {
            talks.hold(on);
        }
    }

    /** The peer wants a change; outside a call that stands it may ask again. */
    void changed(Exchange exchange, DialogKey in, RequestView view) {
        if (!in.equals(dialog) || state == CallState.ENDING) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(481)));
        } else if (speaks() && talks != null) {
            talks.changed(exchange, view);
        } else {
            out.add(new Output.Respond(exchange, SipAnswer.tryAgain(calls.random())));
        }
    }

    void acknowledged(Optional<String> answer) {
        if (speaks() && talks != null) {
            talks.acknowledged(answer);
        }
    }

    void ackMissing() {
        if (speaks() && talks != null) {
            talks.ackMissing();
        }
    }

    /**
     * The flow is gone. A call that stands goes on for a while, sealed as before, until the flow stands again; all others end.
     *
     * @param why how it ends when nothing comes of that
     */
    void flowLost(End why) {
        if (state == CallState.ENDING) {
            ending.said();
        } else if (speaks() && talks != null && !account.flowPatience().isZero()) {
            talks.flowLost();
            if (cutOff.isEmpty()) {
                cutOff = Optional.of(why);
                out.arm(new TimerKey(TimerKey.Kind.CUT_OFF, id.number()), account.flowPatience());
                out.tell(new UaEvent.CallCutOff(out.now().wall(), id));
            }
        } else {
            ending.finish(EndedBy.NETWORK, why);
        }
    }

    /** Whether this call waits for a flow. */
    boolean waitsForFlow() {
        return cutOff.isPresent() && state != CallState.ENDED;
    }

    /** The flow stands again. */
    void flowBack() {
        if (state == CallState.ENDING) {
            ending.flowBack();
        } else if (speaks() && talks != null && cutOff.isPresent()) {
            if (flow.local().equals(reservedFor)) {
                talks.repair();
            } else {
                reserve();
            }
        }
    }

    /** The peer has agreed over the flow that stands now. */
    void repaired() {
        cutOff = Optional.empty();
        out.disarm(new TimerKey(TimerKey.Kind.CUT_OFF, id.number()));
        out.tell(new UaEvent.CallRepaired(out.now().wall(), id));
    }

    /** Keys go where digits were agreed on; elsewhere it is said that they cannot. */
    void sendDigits(Digits digits) {
        OfferAnswer later = talks;
        if (state != CallState.ESTABLISHED || later == null) {
            return;
        }
        if (later.terms().plan().events().isEmpty()) {
            find(Severity.MEDIUM, MediaReason.SRTP_21, digits + " not sent");
        } else {
            out.add(new Output.SendDigits(id, digits));
        }
    }

    void digitReceived(char key) {
        out.tell(new UaEvent.DigitReceived(out.now().wall(), id, key));
    }

    void find(Severity severity, ReasonCode reason, String detail) {
        Finding finding = new Finding(severity, new Refusal(reason, detail));
        if (findings.size() < 64 && !findings.contains(finding)) {
            findings.add(finding);
            out.tell(new UaEvent.Found(out.now().wall(), finding));
        }
    }

    void portFailed(Refusal refusal) {
        if (state == CallState.DIALLING) {
            ending.finish(EndedBy.LOCAL, new End.LocalFailure(refusal));
        } else if (speaks()) {
            ending.bye(EndedBy.LOCAL, new End.LocalFailure(refusal));
        }
    }

    void mediaDead(Refusal cause) {
        if (state == CallState.ESTABLISHED) {
            ending.bye(EndedBy.LOCAL, new End.MediaFailed(cause));
        }
    }

    /** Whether by what was agreed we hear the peer. */
    boolean expectsSound() {
        return talks != null && talks.terms().plan().direction().receives();
    }

    Optional<Long> establishedNanos() {
        return establishedNanos;
    }

    /** Nothing runs any more and nothing is left to be said. */
    void over() {
        wipe();
        CallReport report = new CallReport(
                id,
                direction,
                target,
                remoteName,
                status,
                reasonPhrase,
                setupMillis,
                ending.durationMillis(),
                ending.by(),
                ending.end(),
                ending.media(),
                findings,
                caller,
                given);
        out.tell(new UaEvent.CallEnded(out.now().wall(), report));
        calls.ended(this, report);
    }

    void wipe() {
        session.close();
        if (talks != null) {
            talks.close();
        }
    }

    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.ENDING && state == CallState.ENDING) {
            ending.said();
        } else if (kind == TimerKey.Kind.GLARE && speaks() && talks != null) {
            talks.glareOver();
        } else if ((kind == TimerKey.Kind.SESSION_REFRESH || kind == TimerKey.Kind.SESSION_EXPIRY) && speaks()) {
            session.timer(kind);
        } else if (kind == TimerKey.Kind.CUT_OFF && speaks()) {
            cutOff.ifPresent(why -> ending.bye(EndedBy.NETWORK, why));
        }
    }

    CallSnapshot snapshot() {
        Optional<MediaPlan> plan =
                Optional.ofNullable(talks).map(later -> later.terms().plan());
        return new CallSnapshot(
                id,
                direction,
                state,
                target,
                remoteName,
                plan.map(agreed -> agreed.agreed().suite()),
                plan.map(MediaPlan::codec),
                talks == null ? Hold.NONE : talks.hold(),
                establishedNanos,
                ending.media());
    }
}
