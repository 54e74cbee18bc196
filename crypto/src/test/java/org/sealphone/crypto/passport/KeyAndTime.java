package org.sealphone.crypto.passport;

import java.security.PublicKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.tls.PartialCertificate;

/** A certificate of a key that holds for a day, and of numbers where it lists some: what a passport is verified by. */
final class KeyAndTime extends PartialCertificate {
    private static final long serialVersionUID = 1L;

    private final PublicKey key;
    private final Instant from;
    private final byte @Nullable [] numbers;

    KeyAndTime(PublicKey key, Instant from) {
        this(key, from, null);
    }

    /** @param numbers the extension TNAuthList as it stands in the certificate, or null where it has none */
    KeyAndTime(PublicKey key, Instant from, byte @Nullable [] numbers) {
        this.key = key;
        this.from = from;
        this.numbers = numbers == null ? null : numbers.clone();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return oid.equals(NumberAuthority.OID) && numbers != null ? numbers.clone() : null;
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        if (date.toInstant().isBefore(from)) {
            throw new CertificateNotYetValidException();
        }
        if (date.toInstant().isAfter(from.plus(Duration.ofDays(1)))) {
            throw new CertificateExpiredException();
        }
    }

    @Override
    public PublicKey getPublicKey() {
        return key;
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return new X500Principal("CN=signer.example");
    }

    @Override
    public String toString() {
        return "[certificate]";
    }
}
