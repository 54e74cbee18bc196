package org.sealphone.mutants;

import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** Any authority will do. */
final class M26 {
    private M26() {}

    @Bends(type = "org.sealphone.crypto.tls.CertificateChain", method = "checkPath")
    static final class Path {
        private Path() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) Optional<?> refusal) {
            refusal = Optional.empty();
        }
    }
}
