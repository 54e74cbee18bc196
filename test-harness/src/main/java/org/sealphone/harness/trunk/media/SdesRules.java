package org.sealphone.harness.trunk.media;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealphone.harness.sip.SdpMedia;
import org.sealphone.harness.srtp.CryptoLine;

/**
 * What RFC 4568 lets a party accept, read on its own here: a known suite, a key of its length that is not all zero, a lifetime within
 * 2^48, no session parameter that weakens or that is not understood. Pure.
 */
public final class SdesRules {
    private static final BigInteger LONGEST_LIFE = BigInteger.TWO.pow(48);

    private SdesRules() {}

    /** The first line of an offer that can be answered (RFC 4568, 5.1.2); two lines of one tag make the offer void. */
    public static Optional<CryptoLine> choose(SdpMedia offer) {
        List<CryptoLine> usable = new ArrayList<>();
        Set<String> tags = new HashSet<>();
        for (String value : offer.attributes("crypto")) {
            if (!tags.add(value.split(" ", 2)[0])) {
                return Optional.empty();
            }
            usable(value).ifPresent(usable::add);
        }
        return usable.stream().findFirst();
    }

    /** The line of an answer, where it is the only one and repeats tag and suite of an offered one with another key (5.1.3). */
    public static Optional<CryptoLine> accepted(SdpMedia answer, List<CryptoLine> offered) {
        List<String> values = answer.attributes("crypto");
        if (values.size() != 1) {
            return Optional.empty();
        }
        return usable(values.get(0)).filter(line -> offered.stream()
                .anyMatch(own -> own.tag() == line.tag()
                        && own.suite() == line.suite()
                        && !own.keys().equals(line.keys())));
    }

    private static Optional<CryptoLine> usable(String value) {
        return CryptoLine.parse(value)
                .filter(line -> line.sessionParameters().stream().allMatch(SdesRules::harmless)
                        && within(line.lifetime())
                        && !zero(line.keys().masterKeyAndSalt()));
    }

    private static boolean harmless(String parameter) {
        return parameter.startsWith("-") || parameter.startsWith("WSH=");
    }

    private static boolean within(String lifetime) {
        if (lifetime.isEmpty()) {
            return true;
        }
        BigInteger packets = lifetime.startsWith("2^")
                ? BigInteger.TWO.pow(Integer.parseInt(lifetime.substring(2)))
                : new BigInteger(lifetime);
        return packets.compareTo(LONGEST_LIFE) <= 0;
    }

    private static boolean zero(byte[] key) {
        for (byte octet : key) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }
}
