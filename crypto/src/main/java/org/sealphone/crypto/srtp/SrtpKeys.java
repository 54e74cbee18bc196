package org.sealphone.crypto.srtp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The master key and master salt of one direction of a call, with the count of what they protected.
 *
 * <p>Wiped by {@link #close()}; never printed, never compared in time that depends on it. It remembers which SSRCs
 * senders were made for: a second sender for one SSRC would start at an index that the first has used, and two payloads
 * under one keystream are two payloads in clear (SRTP-09, SRTP-10). Senders and receivers derive session keys at once
 * and do not need this open.
 *
 * <p>Thread: any.
 */
public final class SrtpKeys implements AutoCloseable {
    private final SrtpSuite suite;
    private final byte[] keyAndSalt;
    private final KeyLifetime sending;
    private final KeyLifetime receiving;
    private final Set<Integer> rtpSsrcs = new HashSet<>();
    private final Set<Integer> rtcpSsrcs = new HashSet<>();
    private boolean closed;

    private SrtpKeys(SrtpSuite suite, byte[] keyAndSalt, long lifetime) {
        this.suite = suite;
        this.keyAndSalt = keyAndSalt;
        this.sending = new KeyLifetime(lifetime);
        this.receiving = new KeyLifetime(lifetime);
    }

    /** Fresh random keys. */
    public static SrtpKeys generate(SrtpSuite suite, SecureRandom random) {
        byte[] master = new byte[suite.masterLength()];
        random.nextBytes(master);
        return new SrtpKeys(suite, master, KeyLifetime.MAX_SRTP);
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
        if (keyAndSalt.length != suite.masterLength()) {
            throw new IllegalArgumentException(
                    suite + " has " + suite.masterLength() + " octets of key and salt, not " + keyAndSalt.length);
        }
        return new SrtpKeys(suite, keyAndSalt.clone(), lifetime);
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

    KeyLifetime sending() {
        return sending;
    }

    KeyLifetime receiving() {
        return receiving;
    }

    synchronized void claimRtp(int ssrc) {
        claim(rtpSsrcs, ssrc);
    }

    synchronized void claimRtcp(int ssrc) {
        claim(rtcpSsrcs, ssrc);
    }

    private static void claim(Set<Integer> taken, int ssrc) {
        if (!taken.add(ssrc)) {
            throw new IllegalStateException(
                    "these keys have sealed packets of this SSRC before: take another SSRC or fresh keys");
        }
    }

    private synchronized byte[] copy() {
        if (closed) {
            throw new IllegalStateException("these keys are wiped");
        }
        return keyAndSalt.clone();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(keyAndSalt, (byte) 0);
    }

    @Override
    public String toString() {
        return "[SRTP keys for " + suite + "]";
    }
}
