package org.sealphone.crypto.sdes;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.fuzz.FuzzTarget;

/**
 * {@link CryptoAttribute#parse} on each line of the input, and the negotiation on all of them as offer and as answer: what is
 * usable reads again as the same, and no refusal quotes a key.
 */
public final class CryptoAttributeFuzz implements FuzzTarget {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern KEY = Pattern.compile("(?i)inline:([A-Za-z0-9+/]{16,})");

    @Override
    public String name() {
        return "crypto-attribute";
    }

    @Override
    public List<byte[]> seeds() {
        List<String> lines = new ArrayList<>();
        for (SrtpSuite suite : SrtpSuite.values()) {
            lines.add("1 " + suite + " inline:" + key(suite, 'A'));
            lines.add("1 " + suite + " inline:" + key(suite, 'A') + "=");
        }
        String suite = "AES_CM_128_HMAC_SHA1_80 inline:";
        String key = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 'B');
        for (String end : List.of(
                "",
                "|2^20",
                "|1048576",
                "|2^49",
                "|0",
                "|2^20|1:4",
                "|1:4",
                "|2^31|1:129",
                ";inline:" + key,
                " KDR=1",
                " -KDR=1",
                " WSH=64",
                " WSH=63",
                " -WSH=0",
                " UNENCRYPTED_SRTP",
                " -UNENCRYPTED_SRTP",
                " UNENCRYPTED_SRTCP",
                " UNAUTHENTICATED_SRTP",
                " FEC_ORDER=FEC_SRTP",
                " FEC_KEY=inline:" + key,
                " FOO=bar",
                " -FOO",
                " --",
                " ",
                "\t")) {
            lines.add("7 " + suite + key + end);
        }
        lines.add("0001 " + suite + key);
        lines.add("1 " + suite + key + "\n1 " + suite + key);
        lines.add("1 " + suite + key + "\n2 AES_CM_128_HMAC_SHA1_32 inline:" + key);
        lines.add("1 NULL_HMAC_SHA1_80 inline:" + key);
        lines.add("x " + suite + key);
        lines.add("");
        return lines.stream().map(FuzzTarget::text).toList();
    }

    private static String key(SrtpSuite suite, char letter) {
        byte[] master = new byte[suite.masterLength()];
        Arrays.fill(master, (byte) letter);
        return Base64.getEncoder().withoutPadding().encodeToString(master);
    }

    @Override
    public void check(byte[] input) {
        String text = FuzzTarget.text(input);
        List<String> lines = List.of(text.split("\n", -1));
        lines.forEach(CryptoAttributeFuzz::line);
        Negotiation.answerer(lines, List.of(SrtpSuite.values()), RANDOM)
                .fold(agreed -> agreed(agreed, lines), rejected -> {
                    quoteless(rejected.refusal(), text);
                    return false;
                });
        try (SdesOffer offer = SdesOffer.generate(List.of(SrtpSuite.values()), RANDOM)) {
            Negotiation.offerer(offer, lines).fold(agreed -> agreed(agreed, lines), rejected -> {
                quoteless(rejected.refusal(), text);
                return false;
            });
        }
    }

    private static boolean agreed(Agreed agreed, List<String> lines) {
        try (agreed) {
            require(
                    agreed.remote().stream().allMatch(key -> key.suite() == agreed.suite()),
                    "one suite for both directions");
            require(agreed.remote().stream().noneMatch(agreed.local()::sameKeyAs), "a key of each side");
            require(
                    lines.stream()
                            .anyMatch(
                                    line -> line.startsWith(agreed.remoteLine().tagText())),
                    "a tag that came");
            return true;
        }
    }

    private static void line(String line) {
        CryptoAttribute.parse(line).fold(CryptoAttributeFuzz::again, refusal -> quoteless(refusal, line));
    }

    private static boolean again(CryptoAttribute attribute) {
        try (attribute) {
            require(attribute.lifetime() >= CryptoAttribute.SHORTEST_LIFETIME, "a lifetime worth having");
            require(attribute.lifetime() <= CryptoAttribute.LONGEST_LIFETIME, "a lifetime that the suite has");
            String printed = attribute.tagText() + " " + attribute.suite() + " inline:"
                    + attribute.keys().use(Base64.getEncoder()::encodeToString) + "|" + attribute.lifetime();
            return CryptoAttribute.parse(printed)
                    .fold(
                            same -> {
                                require(same.tagText().equals(attribute.tagText()), "the same tag");
                                require(same.suite() == attribute.suite(), "the same suite");
                                require(same.lifetime() == attribute.lifetime(), "the same lifetime");
                                require(same.keys().sameKeyAs(attribute.keys()), "the same key");
                                same.close();
                                return true;
                            },
                            refusal -> {
                                throw new AssertionError("what was read reads again: " + refusal.text());
                            });
        }
    }

    private static boolean quoteless(Refusal refusal, String text) {
        require(refusal.text().length() < 2_000, "a refusal of bounded length");
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            require(!refusal.text().contains(key.group(1)), "no refusal quotes a key");
        }
        return false;
    }
}
