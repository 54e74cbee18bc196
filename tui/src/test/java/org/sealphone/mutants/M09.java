package org.sealphone.mutants;

import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** An answer in RTP/AVP is as good as one in RTP/SAVP. */
final class M09 {
    private M09() {}

    @Bends(type = "org.sealphone.media.sdp.AnsweredMedium", method = "profile")
    static final class Profile {
        private Profile() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) Optional<?> fault) {
            fault = Optional.empty();
        }
    }
}
