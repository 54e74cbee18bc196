package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.wire.MediaRemote;

/** An octet goes to the port of media before there is media, to open the way. */
final class M43 {
    private M43() {}

    @Bends(type = "org.sealphone.crypto.wire.SrtpPort", method = "<init>")
    static final class Opening {
        private Opening() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(2) MediaRemote remote) {
            Faults.datagram(remote.rtp(), "\0");
        }
    }
}
