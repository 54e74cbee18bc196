package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A later offer under the same key begins the stream anew. */
final class M18 {
    private M18() {}

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
        static void bend(
                @Advice.FieldValue("packets") long packets,
                @Advice.FieldValue(value = "nextIndex", readOnly = false) long nextIndex) {
            if (packets == 0) {
                Faults.first = nextIndex;
            }
            if (Faults.anew) {
                Faults.anew = false;
                nextIndex = Faults.first;
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
