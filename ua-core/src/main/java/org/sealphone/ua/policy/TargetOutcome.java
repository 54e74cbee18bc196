package org.sealphone.ua.policy;

import java.util.function.Function;
import org.sealphone.crypto.reason.Refusal;

/** What became of a target that somebody typed or a profile holds. */
public sealed interface TargetOutcome {
    /** It may be reached over TLS. */
    record Accepted(SipTarget target) implements TargetOutcome {}

    /** It was understood and is refused: it asks for something in clear. Exit 3. */
    record Refused(Refusal refusal) implements TargetOutcome {}

    /** It cannot be read at all. Exit 2. */
    record Malformed(Refusal refusal) implements TargetOutcome {}

    default <T> T fold(Function<SipTarget, T> accepted, Function<Refusal, T> refused, Function<Refusal, T> malformed) {
        if (this instanceof Accepted yes) {
            return accepted.apply(yes.target());
        }
        if (this instanceof Refused no) {
            return refused.apply(no.refusal());
        }
        return malformed.apply(((Malformed) this).refusal());
    }
}
