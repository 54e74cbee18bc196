package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.bouncycastle.tls.ProtocolVersion;

/** TLS 1.0 is offered. */
final class M29 {
    private M29() {}

    @Bends(type = "org.bouncycastle.tls.AbstractTlsClient", method = "getProtocolVersions")
    static final class Versions {
        private Versions() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) ProtocolVersion[] versions) {
            versions = ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv10);
        }
    }
}
