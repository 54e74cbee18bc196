package org.sealphone.crypto.sdes;

import java.util.List;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.srtp.KeyFingerprint;

/** What becomes of the cryptographic context of one direction when a later offer/answer is agreed (RFC 4568 section 7.1.4). */
public enum ContextChange {
    /** The same key: rollover counter, replay list and SRTCP index go on (SDES-24). */
    CONTINUES,
    /** A fresh key between the same addresses (SDES-26). */
    REKEYED,
    /** A fresh key and an address of the sender that is new: the rollover counter is 0 (SDES-25). */
    RESTARTED;

    /**
     * Decides for one direction.
     *
     * @param before the keys of the sending party so far
     * @param after its keys by the new offer/answer
     * @param transport whether that party has moved
     * @return what happens; refused if a party has moved and kept its key
     */
    public static Outcome<ContextChange> of(
            List<KeyFingerprint> before, List<KeyFingerprint> after, Transport transport) {
        boolean same = before.equals(after);
        return switch (transport) {
            case UNCHANGED -> Outcome.granted(same ? CONTINUES : REKEYED);
            case CHANGED -> same
                    ? Outcome.refused(CryptoReason.SDES_25, "the address has changed and the key has not")
                    : Outcome.granted(RESTARTED);
        };
    }
}
