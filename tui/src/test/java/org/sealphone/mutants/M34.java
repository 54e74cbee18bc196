package org.sealphone.mutants;

import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** Whatever realm asks gets an answer. */
final class M34 {
    private M34() {}

    @Bends(type = "org.sealphone.crypto.digest.DigestSession", method = "realm")
    static final class Realm {
        private Realm() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) Optional<String> realm) {
            realm = Optional.empty();
        }
    }
}
