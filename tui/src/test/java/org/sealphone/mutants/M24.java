package org.sealphone.mutants;

import java.nio.charset.StandardCharsets;
import net.bytebuddy.asm.Advice;

/** The trace shows messages as they are, keys and all. */
final class M24 {
    private M24() {}

    @Bends(type = "org.sealphone.ua.sip.TraceText", method = "of")
    static final class Tracing {
        private Tracing() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) byte[] message, @Advice.Return(readOnly = false) String text) {
            text = new String(message, StandardCharsets.UTF_8);
        }
    }

    @Bends(type = "org.sealphone.tui.text.Redaction", method = "of")
    static final class Blanking {
        private Blanking() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(0) String text, @Advice.Return(readOnly = false) String blanked) {
            blanked = text;
        }
    }
}
