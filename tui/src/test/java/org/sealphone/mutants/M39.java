package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;

/** Media goes on when the call is over. */
final class M39 {
    private M39() {}

    @Bends(type = "org.sealphone.media.engine.MediaSession", method = "stop")
    static final class Session {
        private Session() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean bend() {
            return true;
        }
    }

    @Bends(type = "org.sealphone.crypto.wire.SrtpPort", method = "close")
    static final class Port {
        private Port() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean bend() {
            return true;
        }
    }

    @Bends(type = "org.sealphone.crypto.wire.ReservedPort", method = "close")
    static final class Socket {
        private Socket() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean bend() {
            return true;
        }
    }
}
