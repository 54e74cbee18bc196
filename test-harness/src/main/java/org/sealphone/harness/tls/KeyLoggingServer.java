package org.sealphone.harness.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * A TLS server (RFC 8446, RFC 5246) that hands every secret to its key log: those of the handshake before the first encrypted record
 * leaves, those of the application when the handshake is complete. It knows AEAD suites with ephemeral ECDH alone and never resumes.
 * Owned by the thread of its session.
 */
final class KeyLoggingServer extends DefaultTlsServer {
    private static final int[] SUITES = {
        CipherSuite.TLS_AES_256_GCM_SHA384,
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    };

    private final BcTlsCrypto bcCrypto;
    private final TlsSettings settings;
    private final ServerCredentials credentials;
    private @Nullable TlsNegotiated facts;
    private @Nullable String failure;
    private boolean clientCertificate;
    private String serverName = "";

    KeyLoggingServer(BcTlsCrypto crypto, TlsSettings settings) throws IOException {
        super(crypto);
        this.bcCrypto = crypto;
        this.settings = settings;
        this.credentials = new ServerCredentials(crypto, settings.identity());
    }

    Optional<TlsNegotiated> facts() {
        return Optional.ofNullable(facts);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    void failed(IOException cause) {
        if (failure == null) {
            failure = cause.getClass().getSimpleName();
        }
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return settings.versions().stream()
                .map(TlsSettings.Version::protocolVersion)
                .toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(bcCrypto, SUITES);
    }

    @Override
    public int[] getSupportedGroups() {
        return settings.groups().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return true;
    }

    @Override
    public void processClientExtensions(@SuppressWarnings("rawtypes") java.util.Hashtable extensions)
            throws IOException {
        super.processClientExtensions(extensions);
        Vector<?> names = extensions == null ? null : TlsExtensionsUtils.getServerNameExtensionClient(extensions);
        if (names != null && !names.isEmpty()) {
            serverName = new String(((ServerName) names.get(0)).getNameData(), StandardCharsets.US_ASCII);
        }
    }

    @Override
    public @Nullable CertificateRequest getCertificateRequest() throws IOException {
        if (TlsUtils.isTLSv13(context)) {
            logHandshakeSecrets();
        }
        if (settings.clientAnchors().isEmpty()) {
            return null;
        }
        Vector<?> algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        Vector<?> authorities = ClientCertificates.names(settings.clientAnchors());
        return TlsUtils.isTLSv13(context)
                ? new CertificateRequest(TlsUtils.EMPTY_BYTES, algorithms, null, authorities)
                : new CertificateRequest(
                        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                        algorithms,
                        authorities);
    }

    @Override
    public void notifyClientCertificate(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw new TlsFatalAlert(
                    TlsUtils.isTLSv13(context)
                            ? AlertDescription.certificate_required
                            : AlertDescription.handshake_failure);
        }
        if (!ClientCertificates.trusted(certificate, settings.clientAnchors())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        clientCertificate = true;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        return credentials.signer(context);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return credentials.signer(context);
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return credentials.signer(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SecurityParameters parameters = context.getSecurityParametersConnection();
        if (TlsUtils.isTLSv13(context)) {
            log("CLIENT_TRAFFIC_SECRET_0", parameters.getClientRandom(), parameters.getTrafficSecretClient());
            log("SERVER_TRAFFIC_SECRET_0", parameters.getClientRandom(), parameters.getTrafficSecretServer());
        } else {
            log("CLIENT_RANDOM", parameters.getClientRandom(), parameters.getMasterSecret());
        }
        facts = new TlsNegotiated(
                TlsUtils.isTLSv13(context) ? "TLSv1.3" : "TLSv1.2",
                parameters.getCipherSuite(),
                parameters.getNegotiatedGroup(),
                serverName,
                clientCertificate);
    }

    private void logHandshakeSecrets() {
        SecurityParameters parameters = context.getSecurityParametersHandshake();
        log("CLIENT_HANDSHAKE_TRAFFIC_SECRET", parameters.getClientRandom(), parameters.getTrafficSecretClient());
        log("SERVER_HANDSHAKE_TRAFFIC_SECRET", parameters.getClientRandom(), parameters.getTrafficSecretServer());
    }

    /** Logs a copy: to extract a secret is to take it away from the session. */
    private void log(String label, byte[] clientRandom, TlsSecret secret) {
        HexFormat hex = HexFormat.of();
        settings.keyLog()
                .line(label + " " + hex.formatHex(clientRandom) + " "
                        + hex.formatHex(bcCrypto.adoptSecret(secret).extract()));
    }

    @Override
    public void notifyAlertRaised(short level, short description, @Nullable String message, @Nullable Throwable cause) {
        if (level == AlertLevel.fatal && failure == null) {
            failure = "we raised " + AlertDescription.getName(description);
        }
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (level == AlertLevel.fatal && failure == null) {
            failure = "peer raised " + AlertDescription.getName(description);
        }
    }
}
