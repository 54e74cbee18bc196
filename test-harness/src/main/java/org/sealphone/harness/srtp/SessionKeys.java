package org.sealphone.harness.srtp;

import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Session keys of one master key (RFC 3711, 4.3; RFC 6188, 3; RFC 7714, 11), with a key derivation rate of zero: the master key
 * itself never touches a packet.
 */
final class SessionKeys {
    static final int RTP = 0;
    static final int RTCP = 3;

    private static final int AUTHENTICATION_KEY_LENGTH = 20;
    private static final int PRF_SALT_LENGTH = 14;

    private final HarnessSuite suite;
    private final byte[] encryption;
    private final byte[] authentication;
    private final byte[] salt;

    SessionKeys(HarnessSuite suite, byte[] encryption, byte[] authentication, byte[] salt) {
        this.suite = suite;
        this.encryption = encryption;
        this.authentication = authentication;
        this.salt = salt;
    }

    /** {@code firstLabel} is {@link #RTP} or {@link #RTCP}: encryption, authentication and salt have consecutive labels. */
    static SessionKeys derive(HarnessKeys keys, int firstLabel) {
        byte[] masterKey = keys.masterKey();
        byte[] masterSalt = keys.masterSalt();
        HarnessSuite suite = keys.suite();
        return new SessionKeys(
                suite,
                derive(masterKey, masterSalt, firstLabel, suite.keyLength()),
                derive(masterKey, masterSalt, firstLabel + 1, AUTHENTICATION_KEY_LENGTH),
                derive(masterKey, masterSalt, firstLabel + 2, suite.saltLength()));
    }

    /** The 96-bit salts of RFC 7714 are padded on the right with zeros to the 112 bits that the PRF takes. */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
        byte[] x = Arrays.copyOf(Arrays.copyOf(masterSalt, PRF_SALT_LENGTH), 16);
        x[7] ^= (byte) label;
        byte[] derived = new byte[length];
        counterMode(masterKey, x, derived, 0, length);
        return derived;
    }

    static void counterMode(byte[] key, byte[] initialCounter, byte[] bytes, int offset, int length) {
        CTRModeCipher cipher = SICBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(true, new ParametersWithIV(new KeyParameter(key), initialCounter));
        cipher.processBytes(bytes, offset, length, bytes, offset);
    }

    HarnessSuite suite() {
        return suite;
    }

    byte[] encryption() {
        return encryption;
    }

    byte[] salt() {
        return salt;
    }

    void secrets(String protocol, Map<String, byte[]> into) {
        into.put(protocol + " key", encryption.clone());
        into.put(protocol + " salt", salt.clone());
        if (!suite.aead()) {
            into.put(protocol + " authentication key", authentication.clone());
        }
    }

    /** HMAC-SHA1 over the parts in order, cut to {@code tagLength}. */
    byte[] tag(byte[] packet, int length, byte[] appended, int tagLength) {
        HMac mac = new HMac(new SHA1Digest());
        mac.init(new KeyParameter(authentication));
        mac.update(packet, 0, length);
        mac.update(appended, 0, appended.length);
        byte[] full = new byte[mac.getMacSize()];
        mac.doFinal(full, 0);
        return Arrays.copyOf(full, tagLength);
    }

    /** RFC 3711, 4.1.1: (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16). */
    byte[] counterModeIv(int ssrc, long index) {
        byte[] iv = Arrays.copyOf(salt, 16);
        for (int i = 0; i < 4; i++) {
            iv[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        return iv;
    }

    /** RFC 7714, 8.1 and 9.1: (two zero octets, SSRC, 48-bit index) XOR salt; an SRTCP index fills its lower four octets. */
    byte[] aeadIv(int ssrc, long index) {
        byte[] iv = salt.clone();
        for (int i = 0; i < 4; i++) {
            iv[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[6 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        return iv;
    }
}
