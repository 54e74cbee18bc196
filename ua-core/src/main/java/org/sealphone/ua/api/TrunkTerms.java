package org.sealphone.ua.api;

import java.util.Optional;
import org.sealphone.crypto.passport.PassportCertificates;

/**
 * What one trunk wants besides the standards, or has of its own. Immutable.
 *
 * @param realm the only realm whose challenges are answered (AUTH-04); where it is empty, that of the registrar's own challenge, and until
 *     there was one the trunk's name
 * @param agreement whether it wants to be asked for sealed media
 * @param passports the certificates that may vouch for its callers (RFC 8224); none is ever fetched
 */
public record TrunkTerms(Optional<String> realm, SecurityAgreement agreement, PassportCertificates passports) {
    /** Nothing of its own. */
    public static final TrunkTerms USUAL =
            new TrunkTerms(Optional.empty(), SecurityAgreement.NONE, PassportCertificates.none());

    /** The same with this realm alone. */
    public TrunkTerms withRealm(String only) {
        return new TrunkTerms(Optional.of(only), agreement, passports);
    }

    /** The same with this agreement. */
    public TrunkTerms withAgreement(SecurityAgreement wanted) {
        return new TrunkTerms(realm, wanted, passports);
    }

    /** The same with these certificates. */
    public TrunkTerms withPassports(PassportCertificates known) {
        return new TrunkTerms(realm, agreement, known);
    }
}
