package org.sealphone.mutants;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** The weakest challenge is answered. */
final class M35 {
    private M35() {}

    @Bends(type = "org.sealphone.crypto.digest.DigestExchange", method = "strongest")
    static final class Choice {
        private Choice() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(value = 0, readOnly = false) List<String> challenges) {
            challenges = Faults.weakest(challenges);
        }
    }
}
