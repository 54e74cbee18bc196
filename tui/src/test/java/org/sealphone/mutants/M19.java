package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Our key is the other side's. */
final class M19 {
    private M19() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtpKeys", method = "<init>", arguments = 5)
    static final class Making {
        private Making() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(0) boolean ours, @Advice.Argument(2) byte[] key) {
            if (ours) {
                Faults.copy(key);
            } else {
                Faults.remember(key);
            }
        }
    }
}
