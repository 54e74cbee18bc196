package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.report.UaReason;

/**
 * How one call comes to its end (RFC 3261 15): told exactly once, when media has stopped and whatever we had to say has been said, and no
 * later than patience allows. Owner: the engine.
 */
final class Ending {
    /** A BYE or CANCEL that nobody answers holds a call no longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Shorter calls may end before the first packet has crossed the network. */
    private static final long MEDIA_DUE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Call call;
    private final Outbox out;
    private final TimerKey patience;
    private EndedBy by = EndedBy.LOCAL;
    private End end = new End.Ok();
    private Optional<Long> durationMillis = Optional.empty();
    private Optional<MediaReport> media = Optional.empty();
    private boolean mediaRuns;
    private boolean saying;
    /** A BYE that there was no flow for. */
    private boolean unsaid;

    Ending(Call call) {
        this.call = call;
        this.out = call.out;
        this.patience = new TimerKey(TimerKey.Kind.ENDING, call.id.number());
    }

    EndedBy by() {
        return by;
    }

    End end() {
        return end;
    }

    Optional<Long> durationMillis() {
        return durationMillis;
    }

    /** What media counted in all; empty while it runs, and where it never did. */
    Optional<MediaReport> media() {
        return media;
    }

    void mediaBegan() {
        mediaRuns = true;
    }

    /** Ends an established or just refused dialog with BYE; the end is told when it was answered or patience is over. */
    void bye(EndedBy who, End why) {
        if (call.dialog == null) {
            finish(who, why);
            return;
        }
        begin(who, why);
        saying(PATIENCE);
        unsaid = !call.flow.isUp();
        if (!unsaid) {
            sayBye();
        }
    }

    /** Also in a dialog that stands though it was cancelled. */
    void sayBye() {
        DialogKey in = call.dialog;
        if (in == null) {
            return;
        }
        call.requests.send(SipRequest.bye(in), new Reply() {
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
        if (call.state == CallState.ENDING || call.state == CallState.ENDED) {
            return;
        }
        call.state = CallState.ENDING;
        by = who;
        end = why;
        durationMillis = call.establishedNanos().map(since -> (out.now().nanos() - since) / 1_000_000);
        out.disarm(new TimerKey(TimerKey.Kind.RING, call.id.number()));
        out.disarm(new TimerKey(TimerKey.Kind.CUT_OFF, call.id.number()));
        if (mediaRuns) {
            out.add(new Output.StopMedia(call.id));
        }
    }

    /** Ends with nothing left to say. */
    void finish(EndedBy who, End why) {
        begin(who, why);
        saying = false;
        complete();
    }

    /** Waits with the end until {@link #said}, and no longer than this. */
    void saying(Duration longest) {
        saying = true;
        out.arm(patience, longest);
    }

    void said() {
        saying = false;
        complete();
    }

    /** The flow stands again: what could not be said is said now. */
    void flowBack() {
        if (unsaid) {
            unsaid = false;
            sayBye();
        }
    }

    void mediaStopped(MediaReport report) {
        media = Optional.of(report);
        mediaRuns = false;
        boolean silent = report.rxPackets() == 0 && call.expectsSound();
        boolean due = durationMillis.orElse(0L) * 1_000_000 >= MEDIA_DUE_NANOS;
        if (silent && due && end instanceof End.Ok) {
            end = new End.MediaFailed(
                    new Refusal(UaReason.NET_23, report.rxAuthFailed() + " packets did not authenticate"));
        }
        if (call.state == CallState.ENDING) {
            complete();
        }
    }

    void mediaNotStarted(Refusal refusal) {
        mediaRuns = false;
        if (call.state == CallState.ESTABLISHED) {
            bye(EndedBy.LOCAL, new End.LocalFailure(refusal));
        } else if (call.state == CallState.ENDING) {
            complete();
        }
    }

    private void complete() {
        if (saying || mediaRuns || call.state == CallState.ENDED) {
            return;
        }
        call.state = CallState.ENDED;
        out.disarm(patience);
        DialogKey in = call.dialog;
        if (in != null) {
            // JAIN-SIP ends a dialog at the 2xx to a BYE alone; after a 481, or none, it would keep it with its keys.
            out.add(new Output.Forget(in));
        }
        out.add(new Output.Release(call.id));
        call.over();
    }
}
