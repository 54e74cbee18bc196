package org.sealphone.crypto.passport;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates that may vouch for callers, each under the exact {@code x5u} text of the passports that it signs. The text selects among
 * these and is never fetched: fetching it would tell the signer who is called, when, and from where (SIP-15). Immutable.
 */
public final class PassportCertificates {
    private final Map<String, X509Certificate> byLocation;

    private PassportCertificates(Map<String, X509Certificate> byLocation) {
        this.byLocation = Map.copyOf(byLocation);
    }

    /** None: no identity can be verified, and each is shown as unverified. */
    public static PassportCertificates none() {
        return new PassportCertificates(Map.of());
    }

    /**
     * These and no others.
     *
     * @param byLocation certificates by the {@code x5u} that names them
     */
    public static PassportCertificates of(Map<String, X509Certificate> byLocation) {
        return new PassportCertificates(byLocation);
    }

    Optional<X509Certificate> at(String location) {
        return Optional.ofNullable(byLocation.get(location));
    }
}
