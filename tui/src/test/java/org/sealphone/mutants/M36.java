package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.ua.engine.ResponseView;

/** A redirection is followed, over UDP. */
final class M36 {
    private M36() {}

    @Bends(type = "org.sealphone.ua.engine.OutgoingCall", method = "done")
    static final class Done {
        private Done() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(0) ResponseView response) {
            if (response.status() / 100 == 3) {
                Faults.datagram(Faults.NOBODY, 5060, "INVITE sip:mallory@evil.example SIP/2.0\r\n\r\n");
            }
        }
    }
}
