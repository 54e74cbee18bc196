package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.sealphone.media.audio.CallTones;
import org.sealphone.media.tone.CallTone;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.UaEvent;

/** Lets a person hear how a call of theirs gets on, before anybody speaks. Thread: {@code ua-loop} tells of events; the main thread waits. */
final class Ringing implements Consumer<UaEvent>, AutoCloseable {
    /** A few beats of the tone that tells that nothing came of the call. */
    static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private static final int RINGS = 180;
    /** Busy Here, Busy Everywhere, Decline (RFC 3261 section 21). */
    private static final Set<Integer> BUSY = Set.of(486, 600, 603);

    private final CallTones tones;
    private boolean ringing;

    Ringing(CallTones tones) {
        this.tones = tones;
    }

    @Override
    public void accept(UaEvent event) {
        if (event instanceof UaEvent.Progress progress && progress.status() == RINGS && !ringing) {
            ringing = true;
            tones.play(CallTone.RINGBACK);
        } else if (event instanceof UaEvent.Established || event instanceof UaEvent.CallEnded) {
            tones.quiet();
        }
    }

    /** What is heard of a call that nobody took; done when it was heard. */
    CompletableFuture<Void> after(CallReport call) {
        int millis = Math.toIntExact(AFTERWARDS.toMillis());
        if (call.end() instanceof End.RejectedByPeer rejected) {
            return tones.play(BUSY.contains(rejected.status()) ? CallTone.BUSY : CallTone.CONGESTION, millis);
        }
        return call.end() instanceof End.Unreachable
                ? tones.play(CallTone.CONGESTION, millis)
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        tones.close();
    }
}
