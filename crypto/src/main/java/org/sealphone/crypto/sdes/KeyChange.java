package org.sealphone.crypto.sdes;

import org.sealphone.crypto.reason.Outcome;

/**
 * What a later offer/answer does to the contexts of both directions (SDES-24 to 26). A pure decision: whoever refuses a re-offer, or
 * has one refused, keeps everything as it is (SDES-28).
 *
 * @param sending to the context that we send under
 * @param receiving to the contexts that the peer sends under
 */
public record KeyChange(ContextChange sending, ContextChange receiving) {
    /** Decides; the parties move or stay independently of one another. */
    public static Outcome<KeyChange> between(Agreed before, Agreed after, Transport ours, Transport theirs) {
        return ContextChange.of(before.localFingerprints(), after.localFingerprints(), ours)
                .then(sending -> ContextChange.of(before.remoteFingerprints(), after.remoteFingerprints(), theirs)
                        .then(receiving -> Outcome.granted(new KeyChange(sending, receiving))));
    }
}
