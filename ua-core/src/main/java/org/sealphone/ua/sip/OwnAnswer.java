package org.sealphone.ua.sip;

import java.util.Optional;

/** Marks the responses that the engine sends, so that {@link FlowChannel} can tell them from those that JAIN-SIP sends by itself. */
final class OwnAnswer {
    private static final ThreadLocal<Boolean> SENDING = ThreadLocal.withInitial(() -> false);

    private OwnAnswer() {}

    static Optional<Exception> during(JainCall.Act act) {
        SENDING.set(true);
        try {
            return JainCall.run(act);
        } finally {
            SENDING.set(false);
        }
    }

    static boolean sending() {
        return SENDING.get();
    }
}
