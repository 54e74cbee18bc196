package org.sealphone.crypto.sdes;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * The lines that we offer: one for each suite, in the order of preference, tags from 1, each with a fresh random key (RFC 4568
 * sections 5.1.1 and 6.1). No lifetime, no identifier, no session parameter is ever offered.
 *
 * <p>An offer may meet several answers when a call forks: all of them share our keys, and the keys see to it that no SSRC serves
 * twice. So the offer owns them, and is closed when no further port will be opened with them. Thread: one owner.
 */
public final class SdesOffer implements AutoCloseable {
    private final List<CryptoAttribute> lines;

    private SdesOffer(List<CryptoAttribute> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Fresh keys for these suites. */
    public static SdesOffer generate(List<SrtpSuite> preference, SecureRandom random) {
        if (preference.isEmpty() || preference.stream().distinct().count() != preference.size()) {
            throw new IllegalArgumentException("an offer names at least one suite, and none twice");
        }
        List<CryptoAttribute> lines = new ArrayList<>();
        for (SrtpSuite suite : preference) {
            String tag = Integer.toString(lines.size() + 1);
            lines.add(new CryptoAttribute(tag, SrtpKeys.generate(suite, random), CryptoAttribute.LONGEST_LIFETIME));
        }
        return new SdesOffer(lines);
    }

    /** The lines in the order of preference. */
    public List<CryptoAttribute> lines() {
        return lines;
    }

    /** Wipes all keys of the offer, those that were agreed on included. Ports that are open have derived theirs and go on. */
    @Override
    public void close() {
        lines.forEach(CryptoAttribute::close);
    }
}
