package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.wire.VerifiedFlow;

/** The flow is kept alive with OPTIONS over UDP. */
final class M07 {
    private M07() {}

    @Bends(type = "org.sealphone.ua.loop.FlowSession", method = "up")
    static final class Connected {
        private Connected() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) VerifiedFlow made) {
            Faults.datagram(made.remote(), "OPTIONS sip:pbx.example SIP/2.0\r\n\r\n");
        }
    }
}
