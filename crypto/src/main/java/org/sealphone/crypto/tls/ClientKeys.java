package org.sealphone.crypto.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Presents the client certificate when the server asks, and remembers that it was asked: without a certificate that is the reason
 * why a handshake ends. One for each handshake; thread: the one that drives it.
 */
final class ClientKeys extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final Optional<ClientCertificate> certificate;
    private volatile boolean asked;

    ClientKeys(Optional<ClientCertificate> certificate) {
        this.certificate = certificate;
    }

    boolean asked() {
        return asked;
    }

    boolean presented() {
        return asked && certificate.isPresent();
    }

    private @Nullable String choose(String[] keyTypes) {
        asked = true;
        String algorithm = certificate.map(found -> found.key().getAlgorithm()).orElse("");
        for (String type : keyTypes) {
            if (!algorithm.isEmpty() && type.startsWith(algorithm)) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return certificate.isPresent() ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return certificate
                .map(found -> found.chain().toArray(new X509Certificate[0]))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return certificate.map(ClientCertificate::key).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
