package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.wire.VerifiedFlow;

/** The name of the trunk's address is asked for. */
final class M32 {
    private M32() {}

    @Bends(type = "org.sealphone.ua.loop.FlowSession", method = "up")
    static final class Connected {
        private Connected() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) VerifiedFlow made) {
            Faults.nameOf(made.remote().getAddress());
        }
    }
}
