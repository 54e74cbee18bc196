package org.sealphone.harness.stage;

import java.util.Locale;

/** How much of what leaves can be watched. */
public enum Stage {
    /** A network namespace of its own, made by root. */
    NAMESPACE(
            "every frame on every interface of a network namespace of its own, captured by the kernel, with drop counters and interface counters",
            "what processes outside of the namespace send"),
    /** The same without being root, inside of a user namespace. */
    USER_NAMESPACE(
            "every frame on every interface of a network namespace of its own, captured by the kernel, with drop counters and interface counters",
            "what processes outside of the namespace send"),
    /** No namespace can be had: only what goes through the relays is seen. */
    LOOPBACK(
            "every octet and every datagram that passes the relays on loopback, which stand where the trunk and the peers are",
            "datagrams and connections to anywhere else than the relays: this machine permits no network namespace; frames and drop counters of the kernel");

    private final String sees;
    private final String cannotSee;

    Stage(String sees, String cannotSee) {
        this.sees = sees;
        this.cannotSee = cannotSee;
    }

    /** As in the JSON results: {@code namespace}, {@code user-namespace}, {@code loopback}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For the verdict: what was watched. */
    public String sees() {
        return sees;
    }

    /** For the verdict: what was not. */
    public String cannotSee() {
        return cannotSee;
    }

    /** Whether frames are captured by the kernel. */
    public boolean captures() {
        return this != LOOPBACK;
    }
}
