package org.sealphone.crypto.wire;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.sdes.SdesOutcome;
import org.sealphone.crypto.srtp.SrtpSuite;

/** The keys of both sides of one call, by a real offer and a real answer. */
public record AgreedPair(SdesOffer offer, Agreed offerer, Agreed answerer) {
    /** Negotiates with these suites offered and the same ones allowed. */
    public static AgreedPair of(SrtpSuite... suites) {
        SecureRandom random = new SecureRandom();
        CryptoWriter writer = new CryptoWriter(() -> true);
        SdesOffer offer = SdesOffer.generate(List.of(suites), random);
        List<String> lines = offer.lines().stream().map(writer::attribute).collect(Collectors.toList());
        Agreed answerer = agreed(Negotiation.answerer(lines, List.of(suites), random));
        Agreed offerer = agreed(Negotiation.offerer(offer, List.of(writer.attribute(answerer.localLine()))));
        return new AgreedPair(offer, offerer, answerer);
    }

    private static Agreed agreed(SdesOutcome outcome) {
        return outcome.fold(agreed -> agreed, rejected -> {
            throw new AssertionError(rejected.refusal().text());
        });
    }
}
