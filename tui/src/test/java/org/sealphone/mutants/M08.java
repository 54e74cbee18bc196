package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A STUN server is asked for our address before the call. */
final class M08 {
    private M08() {}

    @Bends(type = "org.sealphone.crypto.wire.SecureWire", method = "reserve", arguments = 1)
    static final class Reserving {
        private Reserving() {}

        @Advice.OnMethodEnter
        static void bend() {
            Faults.datagram(Faults.NOBODY, 3478, "\0\1\0\0\41\22\244\102aaaabbbbcccc");
        }
    }
}
