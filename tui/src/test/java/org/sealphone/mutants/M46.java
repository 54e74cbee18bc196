package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** What others say is shown as it came, whatever it does to a terminal. */
final class M46 {
    private M46() {}

    @Bends(type = "org.sealphone.tui.text.SafeText", method = "harmless")
    static final class Harmless {
        private Harmless() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) boolean harmless) {
            harmless = true;
        }
    }

    @Bends(type = "org.sealphone.ua.sip.TraceText", method = "escape")
    static final class Trace {
        private Trace() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) String text, @Advice.Return(readOnly = false) String safe) {
            safe = text;
        }
    }
}
