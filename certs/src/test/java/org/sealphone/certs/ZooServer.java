package org.sealphone.certs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Takes one connection, shows whatever certificate it is given without an opinion of its own, and tells what application bytes
 * came. It stands on Bouncy Castle's lightweight TLS, because the platform's server would refuse to show some of the zoo.
 */
final class ZooServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    ZooServer(IssuedCertificate shown, ProtocolVersion version, Optional<OCSPResponse> staple) throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(shown, version, staple), "zoo-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The application bytes until the client ended the connection or the handshake failed. */
    byte[] applicationBytes() throws InterruptedException, ExecutionException, TimeoutException {
        return received.get(10, TimeUnit.SECONDS);
    }

    private void serve(IssuedCertificate shown, ProtocolVersion version, Optional<OCSPResponse> staple) {
        try (Socket client = socket.accept()) {
            TlsServerProtocol tls = new TlsServerProtocol(client.getInputStream(), client.getOutputStream());
            try {
                tls.accept(new Shows(shown, version, staple));
                InputStream in = tls.getInputStream();
                byte[] first = in.readNBytes(4);
                OutputStream out = tls.getOutputStream();
                out.write(first);
                out.flush();
                received.complete(first);
            } catch (IOException refusedByClient) {
                received.complete(new byte[0]);
            }
        } catch (IOException closed) {
            received.complete(new byte[0]);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Shows extends DefaultTlsServer {
        private final IssuedCertificate shown;
        private final ProtocolVersion version;
        private final Optional<OCSPResponse> staple;

        Shows(IssuedCertificate shown, ProtocolVersion version, Optional<OCSPResponse> staple) {
            super(new BcTlsCrypto(new SecureRandom()));
            this.shown = shown;
            this.version = version;
            this.staple = staple;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return version.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            if (version == ProtocolVersion.TLSv13) {
                return new int[] {CipherSuite.TLS_AES_128_GCM_SHA256};
            }
            return new int[] {
                shown.key().getAlgorithm().equals("RSA")
                        ? CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
                        : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
            };
        }

        @Override
        public TlsCredentials getCredentials() throws IOException {
            BcTlsCrypto bc = (BcTlsCrypto) context.getCrypto();
            CertificateEntry[] entries = new CertificateEntry[shown.chain().size()];
            try {
                for (int i = 0; i < entries.length; i++) {
                    TlsCertificate certificate =
                            bc.createCertificate(shown.chain().get(i).getEncoded());
                    entries[i] = new CertificateEntry(certificate, i == 0 ? stapleExtension() : null);
                }
            } catch (java.security.cert.CertificateEncodingException e) {
                throw new IOException(e);
            }
            boolean tls13 = TlsUtils.isTLSv13(context);
            Certificate chain = tls13
                    ? new Certificate(TlsUtils.EMPTY_BYTES, entries)
                    : new Certificate(java.util.Arrays.stream(entries)
                            .map(CertificateEntry::getCertificate)
                            .toArray(TlsCertificate[]::new));
            boolean rsa = shown.key().getAlgorithm().equals("RSA");
            SignatureAndHashAlgorithm algorithm = choose(rsa, tls13);
            return new BcDefaultTlsCredentialedSigner(
                    new TlsCryptoParameters(context),
                    bc,
                    PrivateKeyFactory.createKey(shown.key().getEncoded()),
                    chain,
                    algorithm);
        }

        private Hashtable<Integer, byte[]> stapleExtension() throws IOException {
            if (staple.isEmpty() || !TlsUtils.isTLSv13(context)) {
                return null;
            }
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            new CertificateStatus(CertificateStatusType.ocsp, staple.get()).encode(out);
            Hashtable<Integer, byte[]> extensions = new Hashtable<>();
            extensions.put(5, out.toByteArray());
            return extensions;
        }

        private static SignatureAndHashAlgorithm choose(boolean rsa, boolean tls13) {
            if (!rsa) {
                return SignatureAndHashAlgorithm.getInstance((short) 4, SignatureAlgorithm.ecdsa);
            }
            return SignatureAndHashAlgorithm.rsa_pss_rsae_sha256;
        }

        @Override
        protected TlsCredentialedSigner getECDSASignerCredentials() {
            throw new IllegalStateException("chosen above");
        }

        @Override
        public CertificateStatus getCertificateStatus() {
            return staple.map(response -> new CertificateStatus(CertificateStatusType.ocsp, response))
                    .orElse(null);
        }

        @Override
        public CertificateRequest getCertificateRequest() {
            return null;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void processClientSupplementalData(Vector entries) {}
    }
}
