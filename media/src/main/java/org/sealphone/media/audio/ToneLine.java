package org.sealphone.media.audio;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.tone.Cadence;
import org.sealphone.media.tone.CallTone;

/** One tone on one line: made as the card takes it. A line that dies and comes back begins the rhythm anew. */
final class ToneLine implements LineLoop.Work {
    private final CallTone tone;
    private final OptionalInt millis;
    private final LineLoop loop;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    /** The line's thread. */
    private Cadence cadence;

    private short[] frame = {};
    private int played;

    /** @param millis for how long; without them, until it is ended */
    ToneLine(CallTone tone, OptionalInt millis, Supplier<Outcome<SoundLine>> opener, SoundDevices.Listener listener) {
        this.tone = tone;
        this.millis = millis;
        cadence = new Cadence(48_000, tone);
        loop = new LineLoop(LineKind.LOUDSPEAKER, opener, this, listener);
    }

    LineLoop loop() {
        return loop;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    void end() {
        loop.end();
        done.complete(null);
    }

    @Override
    public void begin(int lineRate) {
        cadence = new Cadence(lineRate, tone);
        frame = new short[lineRate * LineLoop.FRAME_MILLIS / 1000];
    }

    @Override
    public boolean frame(SoundLine line) {
        cadence.read(frame, 0, frame.length);
        if (line.transfer(frame, frame.length) < frame.length) {
            return false;
        }
        played += LineLoop.FRAME_MILLIS;
        if (millis.isPresent() && played >= millis.getAsInt()) {
            end();
        }
        return true;
    }
}
