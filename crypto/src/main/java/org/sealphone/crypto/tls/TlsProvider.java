package org.sealphone.crypto.tls;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jsse.BCSNIHostName;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Bouncy Castle's TLS, which has the hybrid group that the Java platform lacks. An instance of our own: nothing is installed into
 * the virtual machine, and everything that a system property could set is set here explicitly.
 */
final class TlsProvider {
    private static final Logger SILENCED = Logger.getLogger("org.bouncycastle.jsse");
    private static final String[] SIGNATURES = {
        "ecdsa_secp256r1_sha256",
        "ecdsa_secp384r1_sha384",
        "ecdsa_secp521r1_sha512",
        "ed25519",
        "rsa_pss_rsae_sha256",
        "rsa_pss_rsae_sha384",
        "rsa_pss_rsae_sha512",
        "rsa_pkcs1_sha256",
        "rsa_pkcs1_sha384",
        "rsa_pkcs1_sha512"
    };

    private TlsProvider() {}

    /** Made when first needed: it costs some tenths of a second. */
    private static final class Holder {
        static final Provider CIPHERS = make();

        private static Provider make() {
            // It tells of every handshake at level INFO; what matters is in our outcomes.
            SILENCED.setLevel(Level.OFF);
            return new HandshakeCiphers();
        }
    }

    /**
     * An engine for one handshake. Its context is its own, so no session is ever resumed (TLS-09); so is its provider, through which
     * alone the engine's cryptography can be given, and which is small beside that of the ciphers.
     */
    static SSLEngine engine(
            TlsPolicy policy,
            String domain,
            int port,
            KeyManager keys,
            TrustManager verifier,
            SecureRandom random,
            Consumer<HandshakeTranscript> server,
            Plaintext plaintext) {
        try {
            Provider tls = new BouncyCastleJsseProvider(false, HandshakeCrypto.on(Holder.CIPHERS, server, plaintext));
            SSLContext context = SSLContext.getInstance("TLS", tls);
            context.init(new KeyManager[] {keys}, new TrustManager[] {verifier}, random);
            SSLEngine engine = context.createSSLEngine(domain, port);
            engine.setUseClientMode(true);
            ((BCSSLEngine) engine).setParameters(parameters(policy, domain));
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private static BCSSLParameters parameters(TlsPolicy policy, String domain) {
        BCSSLParameters parameters = new BCSSLParameters(
                policy.suites().toArray(new String[0]), policy.protocols().toArray(new String[0]));
        parameters.setNamedGroups(policy.groups().toArray(new String[0]));
        // Shares for both, so that a server without the hybrid group needs no second round.
        parameters.setEarlyKeyShares(policy.groups().subList(0, 2).toArray(new String[0]));
        parameters.setSignatureSchemes(SIGNATURES);
        // Registered with IANA for SIP; a server that knows nothing of it ignores it (RFC 7301).
        parameters.setApplicationProtocols(new String[] {"sip/2"});
        // Names are compared by our verifier: "HTTPS" knows no SIP URI and permits wildcards (TLS-06).
        parameters.setEndpointIdentificationAlgorithm(null);
        // The server name must be one (RFC 6066 section 3): addresses are not sent.
        SipIdentity.ascii(domain)
                .filter(name -> !SipIdentity.isAddress(name))
                .ifPresent(name -> parameters.setServerNames(List.of(new BCSNIHostName(name))));
        return parameters;
    }
}
