package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A suite without certificates is offered: TLS_DH_anon_WITH_AES_128_GCM_SHA256. */
final class M30 {
    private M30() {}

    @Bends(type = "org.bouncycastle.tls.AbstractTlsClient", method = "getCipherSuites")
    static final class Suites {
        private Suites() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) int[] suites) {
            suites = Faults.with(suites, 0x00a6);
        }
    }
}
