package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** The heap is left as a file. */
final class M49 {
    private M49() {}

    @Bends(type = "org.sealphone.media.engine.MediaSession", method = "start")
    static final class Starting {
        private Starting() {}

        @Advice.OnMethodExit
        static void bend() {
            Faults.leaveHeap();
        }
    }
}
