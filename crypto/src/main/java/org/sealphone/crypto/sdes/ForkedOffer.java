package org.sealphone.crypto.sdes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;

/**
 * One offer of ours and the answers of all branches that it reached (SDES-32: RFC 3264 section 6, RFC 3261 section 13.2.2.4). Each
 * branch, known by its To tag, has keys of its own to receive under, and a port opened with them an SSRC of its own. Within one
 * branch the first answer binds: another key in a later message of the same branch is not taken (ADV-22).
 *
 * <p>Pure. Thread: the call's owner.
 */
public final class ForkedOffer implements AutoCloseable {
    /** More than any proxy rings at once; beyond it somebody invents branches. */
    static final int MOST_BRANCHES = 16;

    private final SdesOffer offer;
    private final Map<String, Agreed> branches = new LinkedHashMap<>();
    private int heard;

    /** Takes the offer over. */
    public ForkedOffer(SdesOffer offer) {
        this.offer = offer;
    }

    /** Who knows the key that we send under. */
    public enum Exposure {
        /** One branch has answered. */
        WINNER_ALONE,
        /** Losing branches were offered it as well: re-key with the winner, so that they cannot listen. */
        LOSERS_TOO
    }

    /** The branch that the call goes on with. */
    public record Winner(Agreed agreed, Exposure exposure) {}

    /** The offer, the same for all branches. */
    public SdesOffer offer() {
        return offer;
    }

    /** The answer of one branch; what the branch said first, if it has been agreed to. */
    public SdesOutcome answered(String toTag, List<String> answerLines) {
        Agreed bound = branches.get(toTag);
        if (bound != null) {
            return bound;
        }
        if (heard == MOST_BRANCHES) {
            return new Rejected(new Refusal(CryptoReason.SDES_32, "more than " + MOST_BRANCHES));
        }
        heard++;
        SdesOutcome outcome = Negotiation.offerer(offer, answerLines);
        outcome.fold(agreed -> branches.put(toTag, agreed), rejected -> bound);
        return outcome;
    }

    /** A branch has ended: its keys are wiped. That it heard our key stays true. */
    public void ended(String toTag) {
        Agreed lost = branches.remove(toTag);
        if (lost != null) {
            lost.close();
        }
    }

    /**
     * This branch has won: the keys of all others are wiped, and the offer takes no further answer. The caller closes what it gets.
     *
     * @throws IllegalStateException if nothing was agreed with that branch
     */
    public Winner won(String toTag) {
        Agreed agreed = branches.remove(toTag);
        if (agreed == null) {
            throw new IllegalStateException("a branch without keys cannot win");
        }
        close();
        return new Winner(agreed, heard > 1 ? Exposure.LOSERS_TOO : Exposure.WINNER_ALONE);
    }

    /** Wipes the keys of all branches that have not won. */
    @Override
    public void close() {
        branches.values().forEach(Agreed::close);
        branches.clear();
        offer.close();
    }
}
