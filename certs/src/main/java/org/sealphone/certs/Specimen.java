package org.sealphone.certs;

import java.security.cert.X509Certificate;

/**
 * One bad certificate of the zoo, beside a good twin that differs in the one thing.
 *
 * @param id the scenario, such as {@code ADV-31}; several specimens may share one
 * @param name what is wrong with it, in a few words
 * @param expectedCode the reason code with which it must be refused
 * @param domain the SIP domain that the client wants to talk to
 * @param trusted the authority that the client trusts
 * @param bad what the bad server sends
 * @param good what its good twin sends
 */
public record Specimen(
        String id,
        String name,
        String expectedCode,
        String domain,
        X509Certificate trusted,
        IssuedCertificate bad,
        IssuedCertificate good) {
    @Override
    public String toString() {
        return id + " " + name;
    }
}
