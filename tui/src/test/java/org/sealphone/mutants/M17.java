package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A later offer under the same key sets the rollover counter to zero. */
final class M17 {
    private M17() {}

    @Bends(type = "org.sealphone.crypto.wire.SrtpPort", method = "rekey")
    static final class Rekeying {
        private Rekeying() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.anew = true;
        }
    }

    @Bends(type = "org.sealphone.crypto.srtp.SrtpSender", method = "protect")
    static final class Sealing {
        private Sealing() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.FieldValue(value = "nextIndex", readOnly = false) long nextIndex) {
            if (Faults.anew) {
                Faults.anew = false;
                nextIndex = nextIndex & 0xffff;
            }
        }
    }

    @Bends(type = "org.sealphone.crypto.srtp.KeyUse", method = "take")
    static final class Guard {
        private Guard() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean bend() {
            return true;
        }
    }
}
