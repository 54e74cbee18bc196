package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.wire.VerifiedFlow;

/** Over IPv6 everybody on the link is greeted. */
final class M47 {
    private M47() {}

    @Bends(type = "org.sealphone.ua.loop.FlowSession", method = "up")
    static final class Connected {
        private Connected() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) VerifiedFlow made) {
            Faults.datagram("ff02::1%phone0", 5060, "OPTIONS sip:pbx.example SIP/2.0\r\n\r\n" + made.remote());
        }
    }
}
