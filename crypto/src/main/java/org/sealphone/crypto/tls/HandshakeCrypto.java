package org.sealphone.crypto.tls;

import java.io.IOException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.jcajce.util.JcaJceHelper;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.EncryptionAlgorithm;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsHash;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.jspecify.annotations.Nullable;

/**
 * The engine's cryptography, unchanged but for four things. Two concern staples: its hashes let a {@link HandshakeTranscript} read along,
 * and a certificate's demand for a staple (RFC 7633) is hidden from the engine, which under TLS 1.3 looks for the answer where it cannot
 * be and would refuse every such certificate. {@link StapledStatus} enforces the demand for both versions. And application data goes past
 * the engine, which would keep it: see {@link Plaintext}. And ChaCha20-Poly1305 is known to be there without a trial, which would fetch what
 * is rare, see {@link HandshakeCiphers}.
 */
final class HandshakeCrypto extends JcaTlsCrypto {
    private final Consumer<HandshakeTranscript> server;
    private final Plaintext plaintext;

    private HandshakeCrypto(
            JcaJceHelper helper,
            SecureRandom keys,
            SecureRandom nonces,
            Consumer<HandshakeTranscript> server,
            Plaintext plaintext) {
        super(helper, keys, nonces);
        this.server = server;
        this.plaintext = plaintext;
    }

    /** What makes it; {@code server} is handed the transcript once the server's certificate is in it. */
    static JcaTlsCryptoProvider on(Provider ciphers, Consumer<HandshakeTranscript> server, Plaintext plaintext) {
        return new JcaTlsCryptoProvider() {
            @Override
            public JcaTlsCrypto create(SecureRandom keys, SecureRandom nonces) {
                return new HandshakeCrypto(getHelper(), keys, nonces, server, plaintext);
            }
        }.setProvider(ciphers);
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
        return plaintext.beside(super.createCipher(parameters, encryption, mac));
    }

    @Override
    protected Boolean isSupportedEncryptionAlgorithm(int algorithm) {
        return algorithm == EncryptionAlgorithm.CHACHA20_POLY1305 || super.isSupportedEncryptionAlgorithm(algorithm);
    }

    @Override
    public TlsHash createHash(int algorithm) {
        return new ReadAlong(super.createHash(algorithm), new HandshakeTranscript(), server);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        if (type != CertificateType.X509) {
            throw new TlsFatalAlert(AlertDescription.unsupported_certificate);
        }
        return new Undemanding(this, encoding);
    }

    private static final class Undemanding extends JcaTlsCertificate {
        Undemanding(JcaTlsCrypto crypto, byte[] encoding) throws IOException {
            super(crypto, encoding);
        }

        @Override
        public byte @Nullable [] getExtension(ASN1ObjectIdentifier extension) throws IOException {
            return StapledStatus.TLS_FEATURE.equals(extension.getId()) ? null : super.getExtension(extension);
        }
    }

    /** A hash that passes on what it takes. */
    private static final class ReadAlong implements TlsHash {
        private final TlsHash hash;
        private HandshakeTranscript transcript;
        private final Consumer<HandshakeTranscript> server;

        ReadAlong(TlsHash hash, HandshakeTranscript transcript, Consumer<HandshakeTranscript> server) {
            this.hash = hash;
            this.transcript = transcript;
            this.server = server;
        }

        @Override
        public void update(byte[] input, int offset, int length) {
            hash.update(input, offset, length);
            if (!transcript.complete()) {
                transcript.read(input, offset, length);
                if (transcript.complete()) {
                    server.accept(transcript);
                }
            }
        }

        @Override
        public byte[] calculateHash() {
            transcript = new HandshakeTranscript();
            return hash.calculateHash();
        }

        @Override
        public TlsHash cloneHash() {
            return new ReadAlong(hash.cloneHash(), transcript.copy(), server);
        }

        @Override
        public void reset() {
            transcript = new HandshakeTranscript();
            hash.reset();
        }
    }
}
