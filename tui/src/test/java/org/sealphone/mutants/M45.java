package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.rtp.RtpPacket;

/** Frames are as long as there is something to say. */
final class M45 {
    private M45() {}

    @Bends(type = "org.sealphone.media.rtp.Packetizer", method = "next")
    static final class Coding {
        private Coding() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return RtpPacket packet) {
            if (Faults.everyOther()) {
                packet.payloadLength(3);
            }
        }
    }
}
