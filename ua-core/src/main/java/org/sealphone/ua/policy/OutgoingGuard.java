package org.sealphone.ua.policy;

/**
 * The one place that every request which a person starts passes before anything is reserved, looked up or sent: calls and pings alike. It
 * reads the target and refuses what would leave TLS. Pure and stateless.
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
}
