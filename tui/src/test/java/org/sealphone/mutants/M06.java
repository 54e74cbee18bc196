package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** ACK goes to where the Contact says, over TCP. */
final class M06 {
    private M06() {}

    @Bends(type = "org.sealphone.ua.sip.FlowChannel", method = "send", arguments = 1)
    static final class Sending {
        private Sending() {}

        @Advice.OnMethodEnter
        static void bend(@Advice.Argument(0) Object message) {
            if (message.toString().startsWith("ACK ")) {
                Faults.connect(Faults.NOBODY, 5060, message.toString());
            }
        }
    }
}
