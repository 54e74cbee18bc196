package org.sealphone.mutants;

import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** A wildcard will do. */
final class M28 {
    private M28() {}

    @Bends(type = "org.sealphone.crypto.tls.SipIdentity", method = "exactMatch")
    static final class Match {
        private Match() {}

        @Advice.OnMethodExit
        static void bend(
                @Advice.Argument(0) String wanted,
                @Advice.FieldValue("names") List<String> names,
                @Advice.Return(readOnly = false) Optional<String> match) {
            if (Faults.covered(names, wanted)) {
                match = Optional.of(wanted);
            }
        }
    }
}
