package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** No fault, and rare: a stream begins shortly before its sequence number wraps. */
final class NearTheWrap {
    private NearTheWrap() {}

    @Bends(type = "org.sealphone.crypto.srtp.SrtpSender", method = "<init>", arguments = 4)
    static final class Making {
        private Making() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(value = 2, readOnly = false) long firstIndex) {
            firstIndex = 65_500;
        }
    }
}
