package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Reports say that they are not enciphered: the E bit is zero. */
final class M04 {
    private M04() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtpProtocol$2", method = "word")
    static final class Word {
        private Word() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) int word) {
            word = word & 0x7fffffff;
        }
    }
}
