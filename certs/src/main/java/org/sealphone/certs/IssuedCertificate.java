package org.sealphone.certs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** A certificate with its private key and what the server sends with it: the certificate first, then its issuers. */
public final class IssuedCertificate {
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    IssuedCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /** The private key. */
    public PrivateKey key() {
        return key;
    }

    /** What is sent: the certificate, then its issuers without the root. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The chain as PEM. */
    public String chainPem() {
        StringBuilder text = new StringBuilder();
        chain.forEach(certificate -> text.append(pem(certificate)));
        return text.toString();
    }

    /** Writes the chain as PEM, readable by everybody. */
    public void exportChain(Path file) throws IOException {
        OwnFile.writePublic(file, chainPem().getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes the private key as PEM (PKCS#8), readable by its owner alone. */
    public void exportKey(Path file) throws IOException {
        OwnFile.writePrivate(file, keyPem());
    }

    /** The private key as PEM (PKCS#8). Whoever gets it keeps it from others. */
    public byte[] keyPem() {
        return block(KeyPem.TYPE, key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Key and chain as PKCS#12 under a password, which stays the caller's. */
    public byte[] pkcs12(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("sealphone", key, password, chain.toArray(new Certificate[0]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("PKCS#12 cannot be written", e);
        }
    }

    /** Writes key and chain as PKCS#12, readable by its owner alone. */
    public void exportPkcs12(Path file, char[] password) throws IOException {
        OwnFile.writePrivate(file, pkcs12(password));
    }

    static String pem(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed cannot be encoded", e);
        }
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + PEM.encodeToString(content) + "\n-----END " + type + "-----\n";
    }

    @Override
    public String toString() {
        return "[certificate " + certificate().getSubjectX500Principal() + "]";
    }
}
