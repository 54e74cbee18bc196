package org.sealphone.harness.srtp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** One direction's suite, master key and master salt, and the MKI that its packets carry, if any. Immutable; never printed. */
public final class HarnessKeys {
    private final HarnessSuite suite;
    private final byte[] master;
    private final byte[] mki;

    private HarnessKeys(HarnessSuite suite, byte[] master, byte[] mki) {
        if (master.length != suite.masterLength()) {
            throw new IllegalArgumentException(
                    suite + " has " + suite.masterLength() + " octets of key and salt, not " + master.length);
        }
        this.suite = suite;
        this.master = master.clone();
        this.mki = mki.clone();
    }

    public static HarnessKeys of(HarnessSuite suite, byte[] masterKeyAndSalt) {
        return new HarnessKeys(suite, masterKeyAndSalt, new byte[0]);
    }

    public static HarnessKeys generate(HarnessSuite suite, SecureRandom random) {
        byte[] master = new byte[suite.masterLength()];
        random.nextBytes(master);
        return of(suite, master);
    }

    public HarnessKeys withMki(byte[] value) {
        return new HarnessKeys(suite, master, value);
    }

    public HarnessSuite suite() {
        return suite;
    }

    public byte[] masterKeyAndSalt() {
        return master.clone();
    }

    public byte[] mki() {
        return mki.clone();
    }

    byte[] masterKey() {
        return Arrays.copyOf(master, suite.keyLength());
    }

    byte[] masterSalt() {
        return Arrays.copyOfRange(master, suite.keyLength(), master.length);
    }

    /** All that must be known of nobody else, by name: master key and salt, and what is derived from them for packets and reports. */
    public Map<String, byte[]> secrets() {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("master key", masterKey());
        secrets.put("master salt", masterSalt());
        SessionKeys.derive(this, SessionKeys.RTP).secrets("SRTP", secrets);
        SessionKeys.derive(this, SessionKeys.RTCP).secrets("SRTCP", secrets);
        return secrets;
    }

    /** Tells key streams apart without telling the key: suites that differ in the tag alone have the same one. */
    public String fingerprint() {
        SHA256Digest digest = new SHA256Digest();
        digest.update(master, 0, master.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    /** The MKI names a key and is no part of it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HarnessKeys keys && suite == keys.suite && Arrays.equals(master, keys.master);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(master);
    }

    @Override
    public String toString() {
        return suite + " keys";
    }
}
