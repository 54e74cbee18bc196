package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Keys come from a generator with a known seed. */
final class M23 {
    private M23() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtpKeys", method = "<init>", arguments = 5)
    static final class Making {
        private Making() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(0) boolean ours, @Advice.Argument(2) byte[] key) {
            if (ours) {
                Faults.guessable(key);
            }
        }
    }
}
