package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** The rollover counter stays where it is when the sequence number wraps. */
final class M16 {
    private M16() {}

    @Bends(type = "org.sealphone.crypto.srtp.GcmCipher", method = "seal")
    static final class Sealing {
        private Sealing() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(value = 5, readOnly = false) long index) {
            index = index & 0xffff;
        }
    }

    @Bends(type = "org.sealphone.crypto.srtp.SrtpWarmUp", method = "warm")
    static final class WarmUp {
        private WarmUp() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean bend() {
            return true;
        }
    }
}
