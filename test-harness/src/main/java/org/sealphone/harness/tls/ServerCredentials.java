package org.sealphone.harness.tls;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The server's key and chain in Bouncy Castle's own types, and the signature scheme that they and the client have in common. */
final class ServerCredentials {
    private static final List<SignatureAndHashAlgorithm> EC = List.of(
            SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.ecdsa_secp256r1_sha256),
            SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.ecdsa_secp384r1_sha384));
    private static final List<SignatureAndHashAlgorithm> RSA_PSS = List.of(
            SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.rsa_pss_rsae_sha256),
            SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.rsa_pss_rsae_sha384));
    private static final List<SignatureAndHashAlgorithm> RSA_1_2 =
            List.of(SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa));

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter key;
    private final TlsCertificate[] chain;
    private final List<SignatureAndHashAlgorithm> algorithms;

    ServerCredentials(BcTlsCrypto crypto, TlsIdentity identity) throws IOException {
        this.crypto = crypto;
        this.key = PrivateKeyFactory.createKey(identity.key().getEncoded());
        this.chain = new TlsCertificate[identity.chain().size()];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = crypto.createCertificate(encoded(identity.chain().get(i)));
        }
        this.algorithms = identity.key().getAlgorithm().equals("RSA") ? RSA_PSS : EC;
    }

    static byte[] encoded(X509Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException broken) {
            throw new IOException("a certificate that cannot be encoded", broken);
        }
    }

    /** Refuses the handshake where the client knows none of the schemes that this key can sign with. */
    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        Vector<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
        boolean tls13 = TlsUtils.isTLSv13(context);
        for (SignatureAndHashAlgorithm algorithm : algorithms) {
            if (offered.contains(algorithm) && matchesCurve(algorithm)) {
                return signer(context, algorithm, tls13);
            }
        }
        if (!tls13 && algorithms == RSA_PSS && offered.contains(RSA_1_2.get(0))) {
            return signer(context, RSA_1_2.get(0), false);
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /** In TLS 1.3 an ECDSA scheme names its curve; in 1.2 the hash of the curve's size is the sensible one too. */
    private boolean matchesCurve(SignatureAndHashAlgorithm algorithm) {
        if (!(key instanceof org.bouncycastle.crypto.params.ECPrivateKeyParameters ec)) {
            return true;
        }
        int bits = ec.getParameters().getN().bitLength();
        return algorithm.equals(EC.get(0)) ? bits == 256 : bits == 384;
    }

    private TlsCredentialedSigner signer(TlsContext context, SignatureAndHashAlgorithm algorithm, boolean tls13) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), crypto, key, tls13 ? chain13() : new Certificate(chain), algorithm);
    }

    private Certificate chain13() {
        CertificateEntry[] entries = new CertificateEntry[chain.length];
        for (int i = 0; i < chain.length; i++) {
            entries[i] = new CertificateEntry(chain[i], null);
        }
        return new Certificate(TlsUtils.EMPTY_BYTES, entries);
    }
}
