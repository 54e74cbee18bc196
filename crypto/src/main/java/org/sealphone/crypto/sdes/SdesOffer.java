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

    /** The line of a call that goes on as it is: the active suite and key alone, so that no answer re-keys by accident (SDES-24). */
    static SdesOffer again(CryptoAttribute line) {
        return new SdesOffer(List.of(line.shared(line.tagText())));
    }

    /** The active suite under a fresh key: what we offer when our address has changed, or to re-key (SDES-25). */
    public static SdesOffer fresh(SrtpSuite active, SecureRandom random) {
        return generate(List.of(active), random);
    }

    /** Fresh keys for these suites. */
    public static SdesOffer generate(List<SrtpSuite> preference, SecureRandom random) {
        if (preference.isEmpty() || preference.stream().distinct().count() != preference.size()) {
            throw new IllegalArgumentException("an offer names at least one suite, and none twice");
        }
        List<CryptoAttribute> lines = new ArrayList<>();
        for (SrtpSuite suite : preference) {
            String tag = Integer.toString(lines.size() + 1);
            lines.add(CryptoAttribute.ours(tag, SrtpKeys.generate(suite, random)));
        }
        return new SdesOffer(lines);
    }

    /** The lines in the order of preference. */
    public List<CryptoAttribute> lines() {
        return lines;
    }

    /** Wipes all keys of the offer but those that were agreed on: these live until their {@link Agreed} is closed. */
    @Override
    public void close() {
        lines.forEach(CryptoAttribute::close);
    }
}
