package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.rtp.RtpPacket;

/** What follows a hold or its end leaves as it is, for five packets. */
final class M02 {
    private M02() {}

    @Bends(type = "org.sealphone.media.engine.Uplink", method = "change")
    static final class Changing {
        private Changing() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.plain = 5;
        }
    }

    @Bends(type = "org.sealphone.crypto.srtp.SrtpSender", method = "protect")
    static final class Sealing {
        private Sealing() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) RtpPacket packet, @Advice.FieldValue("array") byte[] array) {
            if (Faults.plain > 0) {
                Faults.plain = Faults.plain - 1;
                Faults.uncover(packet, array);
            }
        }
    }
}
