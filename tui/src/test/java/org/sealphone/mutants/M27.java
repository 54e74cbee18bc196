package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.reason.Outcome;

/** Any name will do. */
final class M27 {
    private M27() {}

    @Bends(type = "org.sealphone.crypto.tls.SipIdentity", method = "verify")
    static final class Name {
        private Name() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(1) String domain, @Advice.Return(readOnly = false) Outcome<String> identity) {
            identity = Outcome.granted(domain);
        }
    }
}
