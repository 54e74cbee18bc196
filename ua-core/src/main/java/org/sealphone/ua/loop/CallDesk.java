package org.sealphone.ua.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaListener;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.MediaSession;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.ua.api.CallMedia;

/**
 * Ports and sound of one call. Whatever way the call ends, {@link #release} leaves nothing open. Owner: {@code ua-loop}; {@link #media} may be
 * read by all threads.
 */
final class CallDesk {
    private @Nullable CallMedia media;
    private @Nullable ReservedPort port;
    private volatile @Nullable MediaSession session;

    /** Sound for this call; what it had before is closed, and what comes too late too. */
    void brings(CallMedia given) {
        if (session != null) {
            given.outputs().forEach(AudioOutput::close);
            return;
        }
        closeUnopened();
        media = given;
    }

    void holds(ReservedPort reserved) {
        port = reserved;
    }

    /** Media begins; without sound of our own, silence is sent. */
    void start(MediaPlan plan, Surroundings around, MediaListener listener) {
        ReservedPort reserved = port;
        if (reserved == null) {
            throw new IllegalStateException("a call without a port has no media");
        }
        CallMedia sound = media == null ? CallMedia.silent() : media;
        session = MediaSession.start(
                reserved,
                plan,
                sound.input(),
                sound.outputs(),
                around.media(),
                around.timeline(),
                around.random(),
                around.ticker(),
                listener);
    }

    /** Not a packet leaves after this returns. */
    Optional<MediaReport> stop() {
        MediaSession running = session;
        if (running == null) {
            return Optional.empty();
        }
        running.stop();
        return Optional.of(running.report());
    }

    Optional<MediaReport> media() {
        MediaSession running = session;
        return running == null ? Optional.empty() : Optional.of(running.report());
    }

    void release() {
        MediaSession running = session;
        if (running != null) {
            running.stop();
        }
        closeUnopened();
        if (port != null) {
            port.close();
            port = null;
        }
    }

    private void closeUnopened() {
        if (media != null && session == null) {
            media.outputs().forEach(AudioOutput::close);
        }
        media = null;
    }

    /** Hands what media reports to the loop. */
    static MediaListener listener(java.util.function.Consumer<Refusal> failed) {
        return new MediaListener() {
            @Override
            public void began() {}

            @Override
            public void failed(Refusal cause) {
                failed.accept(cause);
            }
        };
    }
}
