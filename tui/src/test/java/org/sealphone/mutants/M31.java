package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A responder is asked over HTTP whether the certificate is revoked. */
final class M31 {
    private M31() {}

    @Bends(type = "org.sealphone.crypto.tls.StapledStatus", method = "check")
    static final class Status {
        private Status() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.connect(Faults.NOBODY, 80, "GET /ocsp HTTP/1.1\r\n\r\n");
        }
    }
}
