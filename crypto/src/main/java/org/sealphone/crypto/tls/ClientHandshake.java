package org.sealphone.crypto.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.bouncycastle.jsse.BCExtendedSSLSession;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;

/**
 * One handshake as client: the engine, who verifies the peer, what was seen on the way, and in the end either facts or a failure
 * that names its cause. It moves no bytes itself; {@code wire} does. Thread: the one that drives the handshake.
 */
public final class ClientHandshake {
    private static final Set<Short> ABOUT_OUR_CERTIFICATE = Set.of(
            AlertDescription.bad_certificate,
            AlertDescription.unsupported_certificate,
            AlertDescription.certificate_revoked,
            AlertDescription.certificate_expired,
            AlertDescription.certificate_unknown,
            AlertDescription.unknown_ca,
            AlertDescription.access_denied,
            AlertDescription.decrypt_error,
            AlertDescription.handshake_failure);

    private final TlsPolicy policy;
    private final ClientKeys keys;
    private final PeerVerifier verifier;
    private final ServerFlight flight = new ServerFlight();
    private final Plaintext plaintext = new Plaintext();
    private final SSLEngine engine;
    private @Nullable HandshakeTranscript server;

    /** Prepares a handshake with the server of this SIP domain. */
    public ClientHandshake(TlsPolicy policy, String domain, int port, Instant now, SecureRandom random) {
        this.policy = policy;
        this.keys = new ClientKeys(policy.client());
        this.verifier = new PeerVerifier(policy, domain, now, this::staple);
        this.engine = TlsProvider.engine(policy, domain, port, keys, verifier, random, this::shown, plaintext);
    }

    /** The engine to be driven. */
    public SSLEngine engine() {
        return engine;
    }

    /** Decrypted application data into the buffer; 0 where there is none. After the handshake, by the thread that unwraps. */
    public int read(byte[] buffer) {
        return plaintext.take(buffer);
    }

    private void shown(HandshakeTranscript transcript) {
        server = transcript;
    }

    /** Under TLS 1.3 the staple stands beside the certificate, before that in a message of its own, which the engine passes on. */
    private Optional<byte[]> staple() {
        BCExtendedSSLSession session = ((BCSSLEngine) engine).getBCHandshakeSession();
        HandshakeTranscript transcript = server;
        if (transcript != null && session != null && session.getProtocol().equals("TLSv1.3")) {
            return transcript.staple();
        }
        List<byte[]> responses = session == null ? List.of() : session.getStatusResponses();
        return responses == null
                ? Optional.empty()
                : responses.stream()
                        .filter(bytes -> bytes != null && bytes.length > 0)
                        .findFirst();
    }

    /** Looks at bytes of the server before the engine does; a failure when they are no TLS. */
    public Optional<TlsFailure> incoming(byte[] bytes, int length) {
        flight.read(bytes, length);
        return flight.plainText().map(text -> TlsFailure.of(CryptoReason.TLS_29, text));
    }

    /**
     * True when the server asked for a certificate under TLS 1.3: its verdict about what it got, or did not get, comes only after
     * our side is finished.
     */
    public boolean verdictOutstanding() {
        return keys.asked() && engine.getSession().getProtocol().equals("TLSv1.3");
    }

    /** The certificates that the server showed, its own first, trusted or not; empty until then, and where they cannot be read. */
    public Optional<List<X509Certificate>> shown() {
        return verifier.shown();
    }

    /** What was agreed on, checked once more against the policy. */
    public Outcome<TlsFacts> facts(InetSocketAddress peer) {
        SSLSession session = engine.getSession();
        if (!policy.protocols().contains(session.getProtocol())) {
            return Outcome.refused(CryptoReason.TLS_01, session.getProtocol());
        }
        if (!policy.suites().contains(session.getCipherSuite())) {
            return Outcome.refused(CryptoReason.TLS_02, session.getCipherSuite());
        }
        Outcome<VerifiedPeer> verified =
                verifier.outcome().orElseGet(() -> Outcome.refused(CryptoReason.TLS_31, "no certificate was shown"));
        return verified.then(who -> Outcome.granted(new TlsFacts(
                session.getProtocol(),
                session.getCipherSuite(),
                flight.group().orElse("unknown"),
                peer,
                who.identity(),
                policy.identity(),
                who.notAfter(),
                who.spkiPin(),
                keys.asked(),
                keys.presented())));
    }

    /** Why the handshake, or the flow that came of it, ended with this exception. */
    public Refusal refusal(IOException thrown) {
        Optional<Refusal> refused =
                verifier.outcome().flatMap(outcome -> outcome.fold(who -> Optional.empty(), Optional::of));
        if (refused.isPresent()) {
            return refused.get();
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TlsFatalAlertReceived received) {
                return received(received.getAlertDescription());
            }
            if (cause instanceof TlsFatalAlert raised) {
                return raised(raised.getAlertDescription());
            }
        }
        if (keys.asked() && !keys.presented() && !(thrown instanceof SSLException)) {
            return new Refusal(CryptoReason.TLS_27, "the connection was closed");
        }
        return new Refusal(
                CryptoReason.TLS_31,
                thrown instanceof EOFException ? "the connection was closed" : Excerpt.of(message(thrown)));
    }

    private static String message(IOException thrown) {
        @Nullable String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }

    private Refusal received(short alert) {
        String text = "alert " + AlertDescription.getText(alert);
        if (alert == AlertDescription.certificate_required) {
            return new Refusal(CryptoReason.TLS_27, text);
        }
        if (keys.asked() && ABOUT_OUR_CERTIFICATE.contains(alert)) {
            return new Refusal(keys.presented() ? CryptoReason.TLS_28 : CryptoReason.TLS_27, text);
        }
        return new Refusal(byAlert(alert), text);
    }

    private static Refusal raised(short alert) {
        return new Refusal(byAlert(alert), "we sent alert " + AlertDescription.getText(alert));
    }

    private static CryptoReason byAlert(short alert) {
        return switch (alert) {
            case AlertDescription.protocol_version -> CryptoReason.TLS_01;
            case AlertDescription.handshake_failure, AlertDescription.insufficient_security -> CryptoReason.TLS_02;
            default -> CryptoReason.TLS_31;
        };
    }
}
