package org.sealphone.ua.api;

import java.util.Optional;

/**
 * What the registrar last said.
 *
 * @param registered whether a binding of ours is believed to be in force
 * @param status the last final status of a REGISTER; empty before the first
 * @param expiresSeconds the lifetime that the registrar granted; empty without a binding
 * @param digest the digest algorithm that was used, as on the wire ({@code SHA-256}); empty when no challenge was answered
 */
public record RegistrationFacts(
        boolean registered, Optional<Integer> status, Optional<Long> expiresSeconds, Optional<String> digest) {
    /** Before the first REGISTER. */
    public static final RegistrationFacts NONE =
            new RegistrationFacts(false, Optional.empty(), Optional.empty(), Optional.empty());
}
