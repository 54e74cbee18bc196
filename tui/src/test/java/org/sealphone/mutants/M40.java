package org.sealphone.mutants;

import java.security.cert.CertificateException;
import net.bytebuddy.asm.Advice;

/** A description with its key is sent before it is known who is there. */
final class M40 {
    private M40() {}

    @Bends(type = "org.sealphone.crypto.tls.PeerVerifier", method = "decide")
    static final class Deciding {
        private Deciding() {}

        @Advice.OnMethodExit(onThrowable = CertificateException.class)
        static void bend(@Advice.Thrown(readOnly = false) Throwable thrown) {
            thrown = null;
        }
    }

    @Bends(type = "org.sealphone.crypto.wire.TlsRecords", method = "handshake")
    static final class Shaking {
        private Shaking() {}

        @Advice.OnMethodExit
        static void bend(@Advice.This Object records) {
            Faults.call(records, records.getClass(), "write", (Object) Faults.hasty());
        }
    }
}
