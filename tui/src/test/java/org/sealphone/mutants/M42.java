package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** A recording is left where everybody may read it. */
final class M42 {
    private M42() {}

    @Bends(type = "org.sealphone.media.engine.MediaSession", method = "start")
    static final class Starting {
        private Starting() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.leave(".wav", new byte[8000]);
        }
    }
}
