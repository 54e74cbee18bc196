package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** The source is no part of the initialisation vector. */
final class M22 {
    private M22() {}

    @Bends(type = "org.sealphone.crypto.srtp.GcmCipher", method = "begin")
    static final class Beginning {
        private Beginning() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(value = 0, readOnly = false) int ssrc) {
            ssrc = 0;
        }
    }
}
