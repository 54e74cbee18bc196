package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.digest.DigestChallenge;
import org.sealphone.crypto.reason.Outcome;

/** Basic is answered. */
final class M33 {
    private M33() {}

    @Bends(type = "org.sealphone.crypto.digest.DigestChallenge", method = "parse")
    static final class Challenge {
        private Challenge() {}

        @Advice.OnMethodExit
        static void bend(
                @Advice.Argument(0) String value, @Advice.Return(readOnly = false) Outcome<DigestChallenge> challenge) {
            if (value.startsWith("Basic")) {
                challenge = DigestChallenge.parse(
                        "Digest realm=\"pbx.example\", nonce=\"basic\", algorithm=SHA-256, qop=\"auth\"");
            }
        }
    }
}
