package org.sealphone.crypto.tls;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/** A certificate without anything: who extends it says the little that it has, and a reader of anything else is found out by its exception. */
public abstract class PartialCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private static UnsupportedOperationException leftOut() {
        return new UnsupportedOperationException("left out of this certificate");
    }

    @Override
    public void checkValidity() {
        throw leftOut();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        throw leftOut();
    }

    @Override
    public int getVersion() {
        throw leftOut();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw leftOut();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Principal getIssuerDN() {
        throw leftOut();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Principal getSubjectDN() {
        throw leftOut();
    }

    @Override
    public Date getNotBefore() {
        throw leftOut();
    }

    @Override
    public Date getNotAfter() {
        throw leftOut();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw leftOut();
    }

    @Override
    public byte[] getSignature() {
        throw leftOut();
    }

    @Override
    public String getSigAlgName() {
        throw leftOut();
    }

    @Override
    public String getSigAlgOID() {
        throw leftOut();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw leftOut();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw leftOut();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw leftOut();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw leftOut();
    }

    @Override
    public int getBasicConstraints() {
        throw leftOut();
    }

    @Override
    public byte[] getEncoded() {
        throw leftOut();
    }

    @Override
    public void verify(PublicKey key) {
        throw leftOut();
    }

    @Override
    public void verify(PublicKey key, String provider) {
        throw leftOut();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        throw leftOut();
    }

    /** There is no encoding to be compared by. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public PublicKey getPublicKey() {
        throw leftOut();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return false;
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return Set.of();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return Set.of();
    }
}
