package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.CryptoAttribute;
import org.sealphone.crypto.sdes.Rejected;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.sdes.SdesOutcome;

/** Whatever tag an answer names, it is agreed to. */
final class M10 {
    private M10() {}

    @Bends(type = "org.sealphone.crypto.sdes.Negotiation", method = "match")
    static final class Matching {
        private Matching() {}

        @Advice.OnMethodExit
        static void bend(
                @Advice.Argument(0) SdesOffer offer,
                @Advice.Argument(1) CryptoAttribute answer,
                @Advice.Return(readOnly = false) SdesOutcome outcome) {
            if (outcome instanceof Rejected) {
                outcome = (SdesOutcome) Faults.call(
                        null, Agreed.class, "asOfferer", offer.lines().get(0), answer);
            }
        }
    }
}
