package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Every call has the key of the first. */
final class M20 {
    private M20() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtpKeys", method = "<init>", arguments = 5)
    static final class Making {
        private Making() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(0) boolean ours, @Advice.Argument(2) byte[] key) {
            if (ours) {
                Faults.repeat(key);
            }
        }
    }
}
