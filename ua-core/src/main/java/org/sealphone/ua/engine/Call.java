package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * What both kinds of calls share: ports, keys, media, the BYE, and an end that is told exactly once, when media has stopped and whatever we
 * had to say has been said. However a call ends, its ports are closed and its keys wiped here. Owner: the engine.
 */
abstract class Call {
    /** A BYE or CANCEL that nobody answers holds a call no longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Shorter calls may end before the first packet has crossed the network. */
    private static final long MEDIA_DUE_NANOS = Duration.ofSeconds(2).toNanos();

    final CallId id;
    final Outbox out;
    final Requests requests;
    final Calls calls;
    CallState state = CallState.DIALLING;
    String target;
    String remoteName = "";

    @Nullable
    DialogKey dialog;

    @Nullable
    MediaPlan plan;

    Optional<Integer> status = Optional.empty();
    String reasonPhrase = "";
    Optional<Long> setupMillis = Optional.empty();
    private final CallDirection direction;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Long> establishedNanos = Optional.empty();
    private Optional<Long> durationMillis = Optional.empty();
    private Optional<MediaReport> media = Optional.empty();
    private EndedBy endedBy = EndedBy.LOCAL;
    private End end = new End.Ok();
    private boolean mediaRuns;
    private boolean saying;

    Call(CallId id, CallDirection direction, String target, Calls calls) {
        this.id = id;
        this.direction = direction;
        this.target = target;
        this.calls = calls;
        this.out = calls.out();
        this.requests = calls.requests();
    }

    /** The person hangs up, or the phone closes. */
    abstract void hangUp(End why);

    abstract void portReady(Input.PortReady input);

    void reserve() {
        out.add(new Output.Reserve(id));
    }

    void established(MediaPlan agreed) {
        plan = agreed;
        state = CallState.ESTABLISHED;
        establishedNanos = Optional.of(out.now().nanos());
        out.disarm(new TimerKey(TimerKey.Kind.RING, id.number()));
        mediaRuns = true;
        out.add(new Output.StartMedia(id, agreed));
        SrtpSuite suite = agreed.agreed().suite();
        if (suite == SrtpSuite.AES_CM_128_HMAC_SHA1_32) {
            find(Severity.LOW, UaReason.SRTP_20, suite.name());
        }
        out.tell(new UaEvent.Established(out.now().wall(), id, agreed.codec(), suite));
    }

    void find(Severity severity, ReasonCode reason, String detail) {
        Finding finding = new Finding(severity, new Refusal(reason, detail));
        if (findings.size() < 64 && !findings.contains(finding)) {
            findings.add(finding);
            out.tell(new UaEvent.Found(out.now().wall(), finding));
        }
    }

    /** Ends an established or just refused dialog with BYE; the end is told when it was answered or patience is over. */
    void bye(EndedBy who, End why) {
        DialogKey in = dialog;
        if (in == null) {
            finish(who, why);
            return;
        }
        begin(who, why);
        saying(PATIENCE);
        requests.send(SipRequest.bye(in), new Reply() {
            @Override
            public void done(ResponseView response) {
                said();
            }

            @Override
            public void failed(End unanswered) {
                said();
            }
        });
    }

    /** Begins to end: media stops now, whatever else has to be waited for. */
    void begin(EndedBy who, End why) {
        if (state == CallState.ENDING || state == CallState.ENDED) {
            return;
        }
        state = CallState.ENDING;
        endedBy = who;
        end = why;
        durationMillis = establishedNanos.map(since -> (out.now().nanos() - since) / 1_000_000);
        out.disarm(new TimerKey(TimerKey.Kind.RING, id.number()));
        if (mediaRuns) {
            out.add(new Output.StopMedia(id));
        }
    }

    /** Ends with nothing left to say. */
    void finish(EndedBy who, End why) {
        begin(who, why);
        saying = false;
        complete();
    }

    /** Waits with the end until {@link #said}, and no longer than this. */
    void saying(Duration patience) {
        saying = true;
        out.arm(ending(), patience);
    }

    void said() {
        saying = false;
        complete();
    }

    void mediaStopped(MediaReport report) {
        media = Optional.of(report);
        mediaRuns = false;
        MediaPlan agreed = plan;
        boolean silent =
                report.rxPackets() == 0 && agreed != null && agreed.direction().receives();
        boolean due = durationMillis.orElse(0L) * 1_000_000 >= MEDIA_DUE_NANOS;
        if (silent && due && end instanceof End.Ok) {
            end = new End.MediaFailed(
                    new Refusal(UaReason.NET_23, report.rxAuthFailed() + " packets did not authenticate"));
        }
        if (state == CallState.ENDING) {
            complete();
        }
    }

    void portFailed(Refusal refusal) {
        if (state == CallState.DIALLING) {
            finish(EndedBy.LOCAL, new End.LocalFailure(refusal));
        }
    }

    void mediaDead(Refusal cause) {
        if (state == CallState.ESTABLISHED) {
            bye(EndedBy.LOCAL, new End.MediaFailed(cause));
        }
    }

    void mediaNotStarted(Refusal refusal) {
        mediaRuns = false;
        if (state == CallState.ESTABLISHED) {
            bye(EndedBy.LOCAL, new End.LocalFailure(refusal));
        } else if (state == CallState.ENDING) {
            complete();
        }
    }

    private void complete() {
        if (saying || mediaRuns || state == CallState.ENDED) {
            return;
        }
        state = CallState.ENDED;
        out.disarm(ending());
        out.add(new Output.Release(id));
        wipe();
        CallReport report = new CallReport(
                id,
                direction,
                target,
                remoteName,
                status,
                reasonPhrase,
                setupMillis,
                durationMillis,
                endedBy,
                end,
                media,
                findings);
        out.tell(new UaEvent.CallEnded(out.now().wall(), report));
        calls.ended(this, report);
    }

    void wipe() {
        if (plan != null) {
            plan.close();
            plan = null;
        }
    }

    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.ENDING && state == CallState.ENDING) {
            said();
        }
    }

    private TimerKey ending() {
        return new TimerKey(TimerKey.Kind.ENDING, id.number());
    }

    CallSnapshot snapshot() {
        return new CallSnapshot(
                id,
                direction,
                state,
                target,
                remoteName,
                Optional.ofNullable(plan).map(agreed -> agreed.agreed().suite()),
                Optional.ofNullable(plan).map(MediaPlan::codec),
                establishedNanos,
                media);
    }
}
