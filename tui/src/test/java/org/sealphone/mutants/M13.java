package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** The tag has 32 bits where 80 were agreed on. */
final class M13 {
    private M13() {}

    @Bends(type = "org.sealphone.crypto.srtp.CounterModeCipher", method = "seal")
    static final class Sealing {
        private Sealing() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) int end) {
            end = end - 6;
        }
    }
}
