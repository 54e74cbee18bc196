package org.sealphone.crypto.srtp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The master key and master salt of one direction of a call, with the count of what they protected.
 *
 * <p>Wiped when the last of its holders has closed it; never printed, never compared in time that depends on it. It
 * registers which SSRCs senders were made for: a second sender for one SSRC would start at an index that the first has
 * used, and two payloads under one keystream are two payloads in clear (SRTP-09, SRTP-10). All senders under these keys
 * hold this very object, so the register sees all of them. Senders and receivers derive session keys at once and do not
 * need this open.
 *
 * <p>Thread: any.
 */
public final class SrtpKeys implements AutoCloseable {
    private final SrtpSuite suite;
    private final byte[] keyAndSalt;
    private final KeyLifetime sending;
    private final KeyLifetime receiving;
    /** Opens the entries of all registers. Not final, so that a test run can keep the books of all keys together. */
    static KeyUse.Book book = (keys, protocol, ssrc) -> new KeyUse();

    private final boolean ours;
    private final KeyFingerprint fingerprint;
    private final MasterKeyIdentifier mki;
    private final long lifetime;
    private final Map<SrtpProtocol, Set<Integer>> register = new EnumMap<>(SrtpProtocol.class);
    private int holders = 1;

    private SrtpKeys(boolean ours, SrtpSuite suite, byte[] keyAndSalt, long lifetime, MasterKeyIdentifier mki) {
        this.ours = ours;
        this.suite = suite;
        this.keyAndSalt = keyAndSalt;
        this.fingerprint = KeyFingerprint.of(suite, keyAndSalt);
        this.mki = mki;
        this.lifetime = lifetime;
        this.sending = new KeyLifetime(lifetime);
        this.receiving = new KeyLifetime(lifetime);
    }

    /** Fresh random keys. */
    public static SrtpKeys generate(SrtpSuite suite, SecureRandom random) {
        byte[] master = new byte[suite.masterLength()];
        random.nextBytes(master);
        return new SrtpKeys(true, suite, master, KeyLifetime.MAX_SRTP, MasterKeyIdentifier.none());
    }

    /** These keys, copied. The caller wipes its own copy. */
    public static SrtpKeys of(SrtpSuite suite, byte[] keyAndSalt) {
        return of(suite, keyAndSalt, KeyLifetime.MAX_SRTP);
    }

    /**
     * These keys, copied, for at most so many SRTP and so many SRTCP packets (SDES-18).
     *
     * @param lifetime at least 1
     */
    public static SrtpKeys of(SrtpSuite suite, byte[] keyAndSalt, long lifetime) {
        return of(suite, keyAndSalt, lifetime, MasterKeyIdentifier.none());
    }

    /** The same for keys whose packets carry an identifier (SDES-19). */
    public static SrtpKeys of(SrtpSuite suite, byte[] keyAndSalt, long lifetime, MasterKeyIdentifier mki) {
        if (keyAndSalt.length != suite.masterLength()) {
            throw new IllegalArgumentException(
                    suite + " has " + suite.masterLength() + " octets of key and salt, not " + keyAndSalt.length);
        }
        return new SrtpKeys(false, suite, keyAndSalt.clone(), lifetime, mki);
    }

    public SrtpSuite suite() {
        return suite;
    }

    /** Lends a copy of key and salt for the time of one call; it is wiped afterwards. */
    public <T> T use(Function<byte[], T> borrower) {
        byte[] lent = copy();
        try {
            return borrower.apply(lent);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    /**
     * Whether both have the same master key, whatever their salts and suites (SDES-09: an echo of our own key is
     * refused). Constant time.
     */
    public boolean sameKeyAs(SrtpKeys other) {
        byte[] mine = copy();
        byte[] theirs = other.copy();
        byte[] myKey = Arrays.copyOf(mine, suite.keyLength());
        byte[] theirKey = Arrays.copyOf(theirs, other.suite.keyLength());
        try {
            return MessageDigest.isEqual(myKey, theirKey);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
            Arrays.fill(myKey, (byte) 0);
            Arrays.fill(theirKey, (byte) 0);
        }
    }

    /** How many packets of SRTP, and how many of SRTCP, they may protect in one direction (SDES-18). */
    public long lifetime() {
        return lifetime;
    }

    KeyLifetime sending() {
        return sending;
    }

    KeyLifetime receiving() {
        return receiving;
    }

    /** Whether they were made here, at random. A call sends under no others: what came in a description seals nothing. */
    boolean ours() {
        return ours;
    }

    /** What these keys are known by when they are wiped. */
    public KeyFingerprint fingerprint() {
        return fingerprint;
    }

    /** The identifier that packets under these keys carry. */
    public MasterKeyIdentifier mki() {
        return mki;
    }

    /** An SSRC that no sender under these keys has had, and not {@code other}. */
    synchronized int freshSsrc(SecureRandom random, int other) {
        while (true) {
            int ssrc = random.nextInt();
            boolean taken = register.values().stream().anyMatch(ssrcs -> ssrcs.contains(ssrc));
            if (ssrc != 0 && ssrc != other && !taken) {
                return ssrc;
            }
        }
    }

    /** Enters a sender into the register. */
    synchronized KeyUse claim(SrtpProtocol protocol, int ssrc) {
        if (!register.computeIfAbsent(protocol, p -> new HashSet<>()).add(ssrc)) {
            throw new IllegalStateException(
                    "these keys have sealed packets of this SSRC before: take another SSRC or fresh keys");
        }
        return book.open(this, protocol, ssrc);
    }

    /** These keys for one more holder: they are wiped when each has closed them. */
    public synchronized SrtpKeys share() {
        if (holders == 0) {
            throw new IllegalStateException("these keys are wiped");
        }
        holders++;
        return this;
    }

    private synchronized byte[] copy() {
        if (holders == 0) {
            throw new IllegalStateException("these keys are wiped");
        }
        return keyAndSalt.clone();
    }

    /** One holder less; the last one wipes. */
    @Override
    public synchronized void close() {
        if (holders > 0 && --holders == 0) {
            Arrays.fill(keyAndSalt, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "[SRTP keys for " + suite + "]";
    }
}
