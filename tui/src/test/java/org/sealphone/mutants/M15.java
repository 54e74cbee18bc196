package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.srtp.Unprotected;

/** What came before is taken again. */
final class M15 {
    private M15() {}

    @Bends(type = "org.sealphone.crypto.srtp.ReplayWindow", method = "check")
    static final class Window {
        private Window() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) Unprotected verdict) {
            verdict = Unprotected.OPENED;
        }
    }
}
