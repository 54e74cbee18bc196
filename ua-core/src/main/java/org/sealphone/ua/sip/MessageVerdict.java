package org.sealphone.ua.sip;

import java.util.function.Function;
import org.sealphone.crypto.reason.Refusal;

/** Whether a framed message may be shown to JAIN-SIP. */
sealed interface MessageVerdict {
    /** It is in order. */
    record Sound(boolean request, String method, HeaderBlock head) implements MessageVerdict {}

    /** It is dropped, and nothing else happens. */
    record Unsound(Refusal refusal) implements MessageVerdict {}

    default <T> T fold(Function<Sound, T> sound, Function<Refusal, T> unsound) {
        if (this instanceof Sound yes) {
            return sound.apply(yes);
        }
        return unsound.apply(((Unsound) this).refusal());
    }
}
