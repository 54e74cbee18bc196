package org.sealphone.mutants;

import java.util.Arrays;
import net.bytebuddy.asm.Advice;

/** The salt is nought. */
final class M21 {
    private M21() {}

    @Bends(type = "org.sealphone.crypto.srtp.GcmCipher", method = "<init>")
    static final class Making {
        private Making() {}

        @Advice.OnMethodExit
        static void bend(@Advice.FieldValue("salt") byte[] salt) {
            Arrays.fill(salt, (byte) 0);
        }
    }
}
