package org.sealphone.crypto.sdes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE came without a description, so the 200 carries our offer and the ACK the answer (SDES-31: RFC 3264 section 4, RFC 3261
 * section 13.2.1). Every retransmission of the 200 carries the same keys, the first ACK decides, and no key is made after it: the
 * key of the 200 is the one that the peer has.
 *
 * <p>Pure. Thread: the call's owner.
 */
public final class LateOffer implements AutoCloseable {
    private final SdesOffer offer;
    private @Nullable SdesOutcome outcome;

    /** Takes the offer over. */
    public LateOffer(SdesOffer offer) {
        this.offer = offer;
    }

    /** What the 200 carries, each time that it is sent. */
    public SdesOffer offer() {
        return offer;
    }

    /**
     * What the ACK makes of it. An ACK without an answer, or with one that cannot be agreed to, leaves no keys: the call ends with
     * BYE. An ACK that comes again changes nothing. The caller closes what was agreed.
     */
    public SdesOutcome acknowledged(List<String> answerLines) {
        SdesOutcome decided = outcome;
        if (decided == null) {
            decided = Negotiation.offerer(offer, answerLines);
            outcome = decided;
            close();
        }
        return decided;
    }

    /** Wipes the keys that were not agreed on. */
    @Override
    public void close() {
        offer.close();
    }
}
