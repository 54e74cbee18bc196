package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.Ua;

/** Who is asked to call somebody else does so, and no person is asked. */
final class M37 {
    private M37() {}

    @Bends(type = "org.sealphone.ua.loop.UserAgent", method = "<init>")
    static final class Phone {
        private Phone() {}

        @Advice.OnMethodExit
        static void bend(@Advice.This Object phone) {
            Faults.phone = (Ua) phone;
        }
    }

    @Bends(type = "org.sealphone.ua.api.UaEvent$TransferAsked", method = "<init>")
    static final class Asked {
        private Asked() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Argument(1) CallId call) {
            Faults.accept(call);
        }
    }
}
