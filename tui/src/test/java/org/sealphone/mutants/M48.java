package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Port 5060 of UDP is open to everybody. */
final class M48 {
    private M48() {}

    @Bends(type = "org.sealphone.crypto.wire.SecureWire", method = "<init>", arguments = 3)
    static final class Door {
        private Door() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.listen(5060, false);
        }
    }
}
