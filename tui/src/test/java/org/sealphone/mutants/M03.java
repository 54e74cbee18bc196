package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;

/** Reports leave as they are. */
final class M03 {
    private M03() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtcpSender", method = "protect")
    static final class Sealing {
        private Sealing() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) RtcpCompound compound, @Advice.FieldValue("array") byte[] array) {
            compound.write(array, RtpPacket.HEAD_ROOM);
        }
    }
}
