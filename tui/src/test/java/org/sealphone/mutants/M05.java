package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.wire.VerifiedFlow;

/** Where TLS is down, BYE goes over UDP. */
final class M05 {
    private M05() {}

    @Bends(type = "org.sealphone.ua.loop.FlowSession", method = "lost")
    static final class Losing {
        private Losing() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.FieldValue("flow") VerifiedFlow flow) {
            if (flow != null) {
                Faults.datagram(flow.remote(), "BYE sip:tone@pbx.example SIP/2.0\r\n\r\n");
            }
        }
    }
}
