package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.sdes.CryptoLine;

/** A line that wants no encryption is agreed to, its wish unheard. */
final class M11 {
    private M11() {}

    @Bends(type = "org.sealphone.crypto.sdes.CryptoGrammar", method = "parameter")
    static final class Parameter {
        private Parameter() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) CryptoLine refused) {
            refused = null;
        }
    }
}
