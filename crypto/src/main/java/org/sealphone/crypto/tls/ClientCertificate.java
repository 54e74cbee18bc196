package org.sealphone.crypto.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;

/**
 * The certificate by which this phone proves itself to a server that asks for one, with its private key. Read from PKCS#12.
 *
 * <p>The key never leaves the object but for the handshake, and is not printed. Under TLS 1.2 the certificate itself crosses the
 * wire in clear; TLS 1.3 hides it.
 */
public final class ClientCertificate {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /** The one private key with its chain that a PKCS#12 store holds. */
    public static Outcome<ClientCertificate> pkcs12(byte[] store, Password password) {
        return password.use(characters -> {
            try {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(new ByteArrayInputStream(store), characters);
                for (String alias : Collections.list(keys.aliases())) {
                    Optional<ClientCertificate> found = entry(keys, alias, characters);
                    if (found.isPresent()) {
                        return Outcome.granted(found.get());
                    }
                }
                return Outcome.refused(CryptoReason.TLS_33, "the file holds no private key with a certificate");
            } catch (IOException | GeneralSecurityException damaged) {
                return Outcome.refused(CryptoReason.TLS_33, "no PKCS#12, or the password is wrong");
            }
        });
    }

    private static Optional<ClientCertificate> entry(KeyStore keys, String alias, char[] password)
            throws GeneralSecurityException {
        Key key = keys.getKey(alias, password);
        Certificate[] chain = keys.getCertificateChain(alias);
        if (!(key instanceof PrivateKey privateKey) || chain == null) {
            return Optional.empty();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : chain) {
            certificates.add((X509Certificate) certificate);
        }
        return Optional.of(new ClientCertificate(privateKey, certificates));
    }

    /** The private key, for the handshake. */
    public PrivateKey key() {
        return key;
    }

    /** The certificate, then its issuers. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "[client certificate " + certificate().getSubjectX500Principal() + "]";
    }
}
