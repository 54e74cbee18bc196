package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Nothing is enciphered, and the tag is right: a NULL cipher. */
final class M12 {
    private M12() {}

    @Bends(type = "org.sealphone.crypto.srtp.CounterModeCipher", method = "crypt")
    static final class Enciphering {
        private Enciphering() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean bend() {
            return true;
        }
    }
}
