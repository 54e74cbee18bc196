package org.sealphone.harness.oracle.tls;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The ciphers of one direction in their order, from the key log: handshake, application, and what key updates make of it. */
final class DirectionKeys {
    private final boolean tls13;
    private final @Nullable CipherSuite suite;
    private final byte @Nullable [] handshakeSecret;
    private byte @Nullable [] applicationSecret;
    private final @Nullable RecordCipher tls12;

    private DirectionKeys(
            boolean tls13,
            @Nullable CipherSuite suite,
            byte @Nullable [] handshakeSecret,
            byte @Nullable [] applicationSecret,
            @Nullable RecordCipher tls12) {
        this.tls13 = tls13;
        this.suite = suite;
        this.handshakeSecret = handshakeSecret;
        this.applicationSecret = applicationSecret;
        this.tls12 = tls12;
    }

    static DirectionKeys of(
            NssKeyLog log, boolean client, boolean tls13, int suiteNumber, byte[] clientRandom, byte[] serverRandom) {
        CipherSuite suite = CipherSuite.of(suiteNumber).orElse(null);
        if (suite == null || suite.tls13() != tls13) {
            return new DirectionKeys(tls13, null, null, null, null);
        }
        if (tls13) {
            String side = client ? "CLIENT" : "SERVER";
            return new DirectionKeys(
                    true,
                    suite,
                    log.secret(side + "_HANDSHAKE_TRAFFIC_SECRET", clientRandom).orElse(null),
                    log.secret(side + "_TRAFFIC_SECRET_0", clientRandom).orElse(null),
                    null);
        }
        byte[] randoms = Arrays.copyOf(serverRandom, 64);
        System.arraycopy(clientRandom, 0, randoms, 32, 32);
        RecordCipher cipher = log.secret("CLIENT_RANDOM", clientRandom)
                .map(master -> RecordCipher.tls12(suite, master, randoms, client))
                .orElse(null);
        return new DirectionKeys(false, suite, null, null, cipher);
    }

    boolean tls13() {
        return tls13;
    }

    /** No secret of this connection is known, or its suite is not one that is read here. */
    boolean blind() {
        return tls12 == null && handshakeSecret == null && applicationSecret == null;
    }

    /** The cipher of the first record; null where only the application secret is known. */
    @Nullable
    RecordCipher first() {
        return tls13 ? cipher(handshakeSecret) : tls12;
    }

    @Nullable
    RecordCipher application() {
        return cipher(applicationSecret);
    }

    /** The cipher after a key update of the sender (RFC 8446, 7.2). */
    @Nullable
    RecordCipher updated() {
        if (suite != null && applicationSecret != null) {
            int length = suite.hashLength();
            applicationSecret = TlsSecrets.expandLabel(length, applicationSecret, "traffic upd", length);
        }
        return application();
    }

    private @Nullable RecordCipher cipher(byte @Nullable [] secret) {
        return suite == null || secret == null ? null : RecordCipher.tls13(suite, secret);
    }
}
