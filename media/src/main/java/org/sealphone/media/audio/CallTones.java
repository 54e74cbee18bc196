package org.sealphone.media.audio;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.tone.CallTone;

/**
 * Plays the tones around a call on a loudspeaker, on a line of its own for as long as one sounds. The card's clock paces them.
 *
 * <p>Threads: anybody; the sound is made on the line's own.
 */
public final class CallTones implements AutoCloseable {
    private final Supplier<Outcome<SoundLine>> opener;
    private final SoundDevices.Listener listener;
    private Optional<ToneLine> playing = Optional.empty();
    private boolean closed;

    CallTones(Supplier<Outcome<SoundLine>> opener, SoundDevices.Listener listener) {
        this.opener = opener;
        this.listener = listener;
    }

    /** Begins a tone, and ends the one before. It goes on until it is ended. */
    public void play(CallTone tone) {
        begin(tone, OptionalInt.empty());
    }

    /**
     * Plays a tone for a time.
     *
     * @return done when all of it was given to the card, or it was ended; never while the card stands still
     */
    public CompletableFuture<Void> play(CallTone tone, int millis) {
        return begin(tone, OptionalInt.of(millis))
                .map(ToneLine::done)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private synchronized Optional<ToneLine> begin(CallTone tone, OptionalInt millis) {
        quiet();
        playing = closed ? Optional.empty() : Optional.of(new ToneLine(tone, millis, opener, listener));
        playing.ifPresent(line -> line.loop().start());
        return playing;
    }

    /** Ends what sounds. */
    public synchronized void quiet() {
        playing.ifPresent(ToneLine::end);
        playing = Optional.empty();
    }

    /** Ends what sounds; nothing sounds after that. */
    @Override
    public synchronized void close() {
        closed = true;
        quiet();
    }
}
