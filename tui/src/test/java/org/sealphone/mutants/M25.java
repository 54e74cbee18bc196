package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.secret.Password;

/** Who logs in is told on the standard error, with the password. */
final class M25 {
    private M25() {}

    @Bends(type = "org.sealphone.crypto.digest.DigestSession", method = "answer")
    static final class Answering {
        private Answering() {}

        @Advice.OnMethodExit
        static void bend(@Advice.FieldValue("password") Password password) {
            Faults.say(password);
        }
    }
}
