package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.LocalReoffer;
import org.sealphone.media.sdp.SessionTerms;

/**
 * What we want of an established call, and whether the peer still has to be asked for it: to be held or not, to be heard at other ports,
 * to be sure after a lost flow that both still mean the same, to speak under a key that nobody else knows. Owner: the engine.
 */
final class Wish {
    private boolean held;
    private boolean unasked;
    private boolean backingOff;
    private boolean repairing;
    private boolean rekeying;
    private Optional<LocalMedia> elsewhere = Optional.empty();

    /** The person holds, or resumes; false when that is so already. */
    boolean hold(boolean on) {
        if (held == on) {
            return false;
        }
        held = on;
        unasked = true;
        return true;
    }

    boolean held() {
        return held;
    }

    /** As far as we are concerned; on hold the peer may hear what we choose to send, which is silence. */
    Direction direction() {
        return held ? Direction.SENDONLY : Direction.SENDRECV;
    }

    /** RFC 3264 8.4: whoever holds a peer that holds makes it inactive; otherwise all that we can is offered. */
    Direction offered(SessionTerms terms) {
        return held && terms.heldByPeer() ? Direction.INACTIVE : direction();
    }

    /** The flow stands again: both sides make sure that they still mean the same, over it. */
    void repair() {
        repairing = true;
        unasked = true;
    }

    /** Our key is known to others than the peer. */
    void rekey() {
        rekeying = true;
        unasked = true;
    }

    /** The same, and we take sound elsewhere. */
    void repairFrom(LocalMedia moved) {
        elsewhere = Optional.of(moved);
        repair();
    }

    /** Whether it is a fresh key and nothing else, which nobody has to be asked about. */
    boolean onlyRekeys() {
        return rekeying && !repairing && elsewhere.isEmpty();
    }

    boolean moves() {
        return elsewhere.isPresent();
    }

    void moved() {
        elsewhere = Optional.empty();
    }

    /** Whether the peer may and must be asked. */
    boolean due() {
        return unasked && !backingOff;
    }

    /** The offer that asks for all of it. */
    LocalReoffer offer(SessionTerms terms, SecureRandom random) {
        return elsewhere
                .map(there -> terms.moved(there, offered(terms), List.of(), random))
                .orElseGet(() -> rekeying
                        ? terms.moved(terms.local(), offered(terms), List.of(), random)
                        : terms.reoffer(offered(terms), List.of()));
    }

    /** Nothing else than what is; but it has to be said. */
    void again() {
        unasked = true;
    }

    void asked() {
        unasked = false;
    }

    /** Both asked at once (RFC 3261 14.1): again, and not before {@link #glareOver}. */
    void glare() {
        unasked = true;
        backingOff = true;
    }

    void glareOver() {
        backingOff = false;
    }

    /** Nobody will hear what became of what was asked. */
    void flowLost() {
        backingOff = false;
        unasked = true;
    }

    /** Our offer was answered, or refused; a fresh key that was in it is agreed, or not to be had. */
    void settled() {
        rekeying = false;
    }

    /** The peer has answered over the flow that stands now; true when that was waited for. */
    boolean repaired() {
        boolean was = repairing;
        repairing = false;
        return was;
    }
}
