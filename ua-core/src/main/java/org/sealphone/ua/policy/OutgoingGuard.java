package org.sealphone.ua.policy;

import org.sealphone.crypto.reason.Outcome;

/**
 * The one place that every request which a person or a peer wants from us passes before anything is reserved, looked up or sent: calls, pings
 * and transfers alike. It reads the target and refuses what would leave TLS. Pure and stateless.
 */
public final class OutgoingGuard {
    private OutgoingGuard() {}

    /**
     * Judges a target.
     *
     * @param typed what a person or a script gave
     * @param trunk the trunk that the request would go through
     */
    public static TargetOutcome check(String typed, SipTarget trunk) {
        return Targets.callee(typed, trunk);
    }

    /**
     * Judges whom a peer wants us to call; whether we do is for a person to decide afterwards.
     *
     * @param referTo the value of Refer-To
     * @param trunk the trunk that the call would go through
     */
    public static Outcome<ReferTarget> referred(String referTo, SipTarget trunk) {
        return ReferTarget.of(referTo, trunk);
    }
}
