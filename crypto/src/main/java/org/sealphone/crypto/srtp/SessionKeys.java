package org.sealphone.crypto.srtp;

import java.util.Arrays;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.cipher.CounterMode;

/**
 * The session keys of one direction and protocol, derived from the master key (SRTP-05: RFC 3711 section 4.3 with a key
 * derivation rate of 0; AES-256 throughout for 256 bit keys, SRTP-13: RFC 6188 section 3; RFC 7714 section 11 with its
 * 96 bit salt on the left of 112 bits, SRTP-14). The master key itself never protects a packet.
 */
final class SessionKeys implements AutoCloseable {
    private static final int AUTHENTICATION_KEY = 20;
    private static final int PRF_SALT = 14;

    private final SrtpSuite suite;
    private final SrtpProtocol protocol;
    private final byte[] encryption;
    private final byte[] authentication;
    private final byte[] salt;

    /** Takes the arrays over. */
    SessionKeys(SrtpSuite suite, SrtpProtocol protocol, byte[] encryption, byte[] authentication, byte[] salt) {
        this.suite = suite;
        this.protocol = protocol;
        this.encryption = encryption;
        this.authentication = authentication;
        this.salt = salt;
    }

    static SessionKeys derive(SrtpKeys keys, SrtpProtocol protocol) {
        SrtpSuite suite = keys.suite();
        return keys.use(master -> {
            byte[] salt = new byte[PRF_SALT];
            System.arraycopy(master, suite.keyLength(), salt, 0, master.length - suite.keyLength());
            byte[] masterKey = Arrays.copyOf(master, suite.keyLength());
            try (CounterMode key = CipherBackend.chosen().counterMode(masterKey)) {
                return new SessionKeys(
                        suite,
                        protocol,
                        prf(key, salt, protocol.encryptionLabel(), suite.keyLength()),
                        suite.aead() ? new byte[0] : prf(key, salt, protocol.authenticationLabel(), AUTHENTICATION_KEY),
                        prf(key, salt, protocol.saltLabel(), suite.saltLength()));
            } finally {
                Arrays.fill(masterKey, (byte) 0);
                Arrays.fill(salt, (byte) 0);
            }
        });
    }

    /**
     * The pseudo-random function AES-CM: the keystream of IV x * 2^16, where x is the salt with the label in its eighth
     * octet.
     */
    static byte[] prf(CounterMode key, byte[] masterSalt, int label, int length) {
        byte[] x = Arrays.copyOf(masterSalt, 16);
        x[7] ^= (byte) label;
        byte[] derived = new byte[length];
        key.apply(derived, 0, length, Words.getLong(x, 0), Words.getLong(x, 8));
        Arrays.fill(x, (byte) 0);
        return derived;
    }

    SrtpSuite suite() {
        return suite;
    }

    SrtpProtocol protocol() {
        return protocol;
    }

    byte[] encryption() {
        return encryption;
    }

    /** Empty for AES-GCM. */
    byte[] authentication() {
        return authentication;
    }

    byte[] salt() {
        return salt;
    }

    @Override
    public void close() {
        Arrays.fill(encryption, (byte) 0);
        Arrays.fill(authentication, (byte) 0);
        Arrays.fill(salt, (byte) 0);
    }

    @Override
    public String toString() {
        return "[" + protocol + " session keys for " + suite + "]";
    }
}
