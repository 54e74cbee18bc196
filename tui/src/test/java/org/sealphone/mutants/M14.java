package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** What does not authenticate is taken all the same. */
final class M14 {
    private M14() {}

    @Bends(type = "org.sealphone.crypto.srtp.GcmCipher", method = "open")
    static final class Opening {
        private Opening() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(3) int end, @Advice.Return(readOnly = false) int opened) {
            if (opened < 0) {
                opened = end - 16;
            }
        }
    }
}
