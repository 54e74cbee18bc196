package org.sealphone.media.engine;

import java.util.Optional;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.media.sdp.MediaPlan;

/**
 * What a later offer/answer makes of media that runs; it waits in the mailbox of whoever sends.
 *
 * @param plan keys, address, direction and formats from now on
 * @param elsewhere the ports to move to
 */
record MediaChange(MediaPlan plan, Optional<Elsewhere> elsewhere) {
    /**
     * Ports that were reserved at another address of ours.
     *
     * @param port to be opened
     * @param left runs when nothing is sent from the old ones any more
     */
    record Elsewhere(ReservedPort port, Runnable left) {}
}
