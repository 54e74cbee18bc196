package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.rtp.RtpPacket;

/** The first frame of sound leaves as it is. */
final class M01 {
    private M01() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtpSender", method = "protect")
    static final class Sealing {
        private Sealing() {}

        @Advice.OnMethodExit
        static void bend(
                @Advice.Argument(0) RtpPacket packet,
                @Advice.FieldValue("array") byte[] array,
                @Advice.FieldValue("packets") long packets) {
            if (packets == 1) {
                Faults.uncover(packet, array);
            }
        }
    }
}
