package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A debugger may connect. */
final class M50 {
    private M50() {}

    @Bends(type = "org.sealphone.crypto.wire.SecureWire", method = "<init>", arguments = 3)
    static final class Door {
        private Door() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.listen(5005, true);
        }
    }
}
