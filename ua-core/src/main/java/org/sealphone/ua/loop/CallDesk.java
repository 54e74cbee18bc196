package org.sealphone.ua.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.wire.MediaReceiver;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaListener;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.MediaSession;
import org.sealphone.media.rtp.Digits;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;

/**
 * Ports and sound of one call. Whatever way the call ends, {@link #release} leaves nothing open. Owner: {@code ua-loop}; {@link #media} may be
 * read by all threads.
 */
final class CallDesk {
    private static final MediaReceiver NOBODY = new MediaReceiver() {
        @Override
        public void rtp(RtpPacket view, long nanoTime) {}

        @Override
        public void rtcp(RtcpCompound compound, long nanoTime) {}
    };

    private final Map<String, SrtpPort> unheard = new HashMap<>();
    private final Deque<Runnable> turns = new ArrayDeque<>();
    private String heard = "";
    private @Nullable CallMedia media;
    private @Nullable ReservedPort port;
    private @Nullable ReservedPort next;
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

    /** Whether something is to be done here when its turn comes. */
    boolean waits() {
        return !turns.isEmpty();
    }

    boolean begun() {
        return session != null;
    }

    void awaits(Runnable turn) {
        turns.add(turn);
    }

    /** Nothing where it was dropped since. */
    void take(Runnable turn) {
        if (turns.peek() == turn) {
            turns.remove();
            turn.run();
        }
    }

    void dropTurns() {
        turns.clear();
    }

    void holds(ReservedPort reserved) {
        if (session == null) {
            port = reserved;
            return;
        }
        if (next != null) {
            next.close();
        }
        next = reserved;
    }

    void change(MediaPlan plan) {
        MediaSession running = session;
        if (running != null) {
            running.change(plan);
        }
    }

    /** From the ports that were reserved last; those of before are closed when nothing is sent from them any more. */
    void move(MediaPlan plan) {
        MediaSession running = session;
        ReservedPort moved = next;
        ReservedPort before = port;
        if (running == null || moved == null || before == null) {
            throw new IllegalStateException("nothing was reserved to move to");
        }
        running.move(moved, plan, before::close);
        port = moved;
        next = null;
    }

    void hold(boolean on) {
        MediaSession running = session;
        if (running != null) {
            running.hold(on);
        }
    }

    /**
     * A branch of a call that nobody has taken yet: the first one is heard and gets silence. Any other has its context on the same socket, so
     * that what it sends is told apart and authenticated, and is not listened to. What a branch changes replaces what it said before.
     */
    void hear(String branch, MediaPlan plan, Supplier<MediaSession> starting) {
        if (session == null) {
            MediaSession early = starting.get();
            early.hold(true);
            heard = branch;
            session = early;
        } else if (branch.equals(heard)) {
            session.change(plan);
        } else if (port != null) {
            closeUnheard(branch);
            unheard.put(branch, port.open(plan.agreed(), plan.remote(), NOBODY));
        }
    }

    /** Media begins, or goes on with the branch that has won; of the others nothing is left. */
    void start(String branch, MediaPlan plan, Supplier<MediaSession> starting) {
        closeUnheard();
        MediaSession early = session;
        if (early == null) {
            session = starting.get();
            return;
        }
        if (!branch.equals(heard) && port != null) {
            early.move(port, plan, () -> {});
        }
        early.answered();
    }

    private void closeUnheard(String branch) {
        SrtpPort before = unheard.remove(branch);
        if (before != null) {
            before.close();
        }
    }

    private void closeUnheard() {
        unheard.values().forEach(SrtpPort::close);
        unheard.clear();
    }

    /** Media by this plan; without sound of our own, silence is sent. */
    MediaSession session(MediaPlan plan, Account account, Surroundings around, MediaListener listener) {
        ReservedPort reserved = port;
        if (reserved == null) {
            throw new IllegalStateException("a call without a port has no media");
        }
        CallMedia sound = media == null ? CallMedia.silent() : media;
        MediaSession started = MediaSession.start(
                reserved,
                plan,
                sound.input(),
                sound.outputs(),
                around.media().with(account.opus()),
                around.timeline(),
                around.random(),
                around.ticker(),
                listener);
        if (account.followsAuthentic()) {
            started.followAuthentic();
        }
        return started;
    }

    void press(Digits digits) {
        MediaSession running = session;
        if (running != null) {
            running.press(digits);
        }
    }

    /** Not a packet leaves after this returns. */
    Optional<MediaReport> stop() {
        MediaSession running = session;
        if (running == null) {
            return Optional.empty();
        }
        running.stop();
        closeUnheard();
        return Optional.of(running.report());
    }

    Optional<MediaReport> media() {
        MediaSession running = session;
        return running == null ? Optional.empty() : Optional.of(running.report());
    }

    void release() {
        turns.clear();
        MediaSession running = session;
        if (running != null) {
            running.stop();
        }
        closeUnheard();
        closeUnopened();
        if (port != null) {
            port.close();
            port = null;
        }
        if (next != null) {
            next.close();
            next = null;
        }
    }

    private void closeUnopened() {
        if (media != null && session == null) {
            media.outputs().forEach(AudioOutput::close);
        }
        media = null;
    }

    /** Hands what media reports to the loop. */
    static MediaListener listener(Consumer<Refusal> failed, Consumer<Character> pressed) {
        return new MediaListener() {
            @Override
            public void began() {}

            @Override
            public void failed(Refusal cause) {
                failed.accept(cause);
            }

            @Override
            public void pressed(char key) {
                pressed.accept(key);
            }
        };
    }
}
