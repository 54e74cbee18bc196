package org.sealphone.ua.api;

import java.util.List;
import java.util.Optional;

/**
 * What the registrar last said.
 *
 * @param registered whether a binding of ours is believed to be in force
 * @param status the last final status of a REGISTER; empty before the first
 * @param expiresSeconds the lifetime that the registrar granted; empty without a binding
 * @param digest the digest algorithm that was used, as on the wire ({@code SHA-256}); empty when no challenge was answered
 * @param path the proxies that calls to us take, by the word of the registrar (RFC 3327); control characters removed
 * @param serviceRoute the proxies that requests of ours are to take (RFC 3608); all of them over TLS
 */
public record RegistrationFacts(
        boolean registered,
        Optional<Integer> status,
        Optional<Long> expiresSeconds,
        Optional<String> digest,
        List<String> path,
        List<String> serviceRoute) {
    /** Before the first REGISTER. */
    public static final RegistrationFacts NONE =
            new RegistrationFacts(false, Optional.empty(), Optional.empty(), Optional.empty());

    public RegistrationFacts {
        path = List.copyOf(path);
        serviceRoute = List.copyOf(serviceRoute);
    }

    /** Without proxies of their own on either way. */
    public RegistrationFacts(
            boolean registered, Optional<Integer> status, Optional<Long> expiresSeconds, Optional<String> digest) {
        this(registered, status, expiresSeconds, digest, List.of(), List.of());
    }
}
