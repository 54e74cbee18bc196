package org.sealphone.crypto.sdes;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * Offer and answer of RFC 4568 section 5.1 for one stream. The lines are what follows {@code a=crypto:} in the peer's SDP, in its
 * order. Whatever is not exactly right is {@link Rejected}; keys that are not used are wiped here.
 */
public final class Negotiation {
    private static final int MOST_LINES = 64;
    private static final Pattern LEADING_TAG = Pattern.compile("([0-9]{1,9})[ \t]");

    private Negotiation() {}

    /** Checks the answer to our offer (SDES-07, 08, 09, 11). */
    public static SdesOutcome offerer(SdesOffer offer, List<String> answerLines) {
        if (answerLines.isEmpty()) {
            return rejected(CryptoReason.SDES_11, "the answer has no a=crypto");
        }
        if (answerLines.size() > 1) {
            return rejected(CryptoReason.SDES_07, "the answer has " + answerLines.size() + " a=crypto lines");
        }
        return CryptoAttribute.parse(answerLines.get(0))
                .fold(answer -> accept(offer, answer), refusal -> new Rejected(asAnswer(refusal)));
    }

    /** A suite that this phone does not know it cannot have offered. */
    private static Refusal asAnswer(Refusal refusal) {
        return refusal.reason() == CryptoReason.SDES_10 ? new Refusal(CryptoReason.SDES_08, refusal.detail()) : refusal;
    }

    private static SdesOutcome accept(SdesOffer offer, CryptoAttribute answer) {
        SdesOutcome outcome = match(offer, answer);
        if (outcome instanceof Rejected) {
            answer.close();
        }
        return outcome;
    }

    private static SdesOutcome match(SdesOffer offer, CryptoAttribute answer) {
        if (answer.repeatsKey()) {
            return rejected(CryptoReason.SDES_06, "one key stands twice in line " + answer.tag());
        }
        for (CryptoAttribute line : offer.lines()) {
            if (line.sharesKeyWith(answer)) {
                return rejected(CryptoReason.SDES_09, "the key of our line " + line.tag());
            }
        }
        Optional<CryptoAttribute> accepted = offer.lines().stream()
                .filter(line -> line.tagText().equals(answer.tagText()))
                .findFirst();
        if (accepted.isEmpty()) {
            return rejected(CryptoReason.SDES_08, "tag " + answer.tagText() + " was not offered");
        }
        if (accepted.get().suite() != answer.suite()) {
            String offered = accepted.get().suite().name();
            return rejected(
                    CryptoReason.SDES_08,
                    "tag " + answer.tagText() + " was offered with " + offered + ", not " + answer.suite());
        }
        return Agreed.asOfferer(accepted.get(), answer);
    }

    /** Takes the first line that is valid and allowed, and makes our key for the answer (SDES-02, 03, 06, 10, 11). */
    public static SdesOutcome answerer(List<String> offerLines, List<SrtpSuite> allowed, SecureRandom random) {
        return answer(offerLines, usable -> choose(usable, allowed, random));
    }

    /**
     * Answers a later offer (SDES-24, 25, 26). A line that has the peer's key of this moment is taken before all others, whatever its
     * tag, and we keep our key; so nothing is re-keyed by accident. Without one the peer re-keys, and our key changes as well: the
     * offer may come from somebody else, whom our old key does not concern (SDES-33).
     *
     * @param ours whether we receive elsewhere than before: then our key is fresh in any case (SDES-25)
     */
    public static SdesOutcome reanswerer(
            Agreed current, List<String> offerLines, List<SrtpSuite> allowed, Transport ours, SecureRandom random) {
        return answer(offerLines, usable -> {
            Optional<CryptoAttribute> same = usable.stream()
                    .filter(line -> allowed.contains(line.suite()))
                    .filter(line -> line.fingerprints().equals(current.remoteFingerprints()))
                    .findFirst();
            if (same.isEmpty()) {
                return choose(usable, allowed, random);
            }
            CryptoAttribute line = same.get();
            return Optional.of(
                    switch (ours) {
                        case UNCHANGED -> Agreed.asAnswerer(current.localLine().shared(line.tagText()), line);
                        case CHANGED -> Agreed.asAnswerer(freshLine(line, random), line);
                    });
        });
    }

    private static SdesOutcome answer(
            List<String> offerLines, Function<List<CryptoAttribute>, Optional<Agreed>> choice) {
        if (offerLines.isEmpty()) {
            return rejected(CryptoReason.SDES_11, "the offer has no a=crypto");
        }
        if (offerLines.size() > MOST_LINES) {
            return rejected(CryptoReason.SDES_16, "more than " + MOST_LINES + " a=crypto lines");
        }
        Optional<String> twice = tagUsedTwice(offerLines);
        if (twice.isPresent()) {
            return rejected(CryptoReason.SDES_02, "tag " + twice.get() + " stands in two lines");
        }
        List<CryptoAttribute> usable = new ArrayList<>();
        List<Refusal> unusable = new ArrayList<>();
        for (String line : offerLines) {
            CryptoAttribute.parse(line).fold(usable::add, unusable::add);
        }
        Optional<SdesOutcome> repeated = repeatedKey(usable);
        SdesOutcome outcome = repeated.isPresent()
                ? repeated.get()
                : choice.apply(usable)
                        .<SdesOutcome>map(agreed -> agreed)
                        .orElseGet(() -> new Rejected(noneLeft(usable, unusable)));
        @Nullable CryptoAttribute taken = outcome.fold(Agreed::remoteLine, rejected -> null);
        usable.stream().filter(line -> line != taken).forEach(CryptoAttribute::close);
        return outcome;
    }

    /** Also among lines that cannot be used: an answer that repeats such a tag could be read as their acceptance. */
    private static Optional<String> tagUsedTwice(List<String> lines) {
        Set<Integer> tags = new HashSet<>();
        for (String line : lines) {
            Matcher tag = LEADING_TAG.matcher(line);
            if (tag.lookingAt() && !tags.add(Integer.valueOf(tag.group(1)))) {
                return Optional.of(tag.group(1));
            }
        }
        return Optional.empty();
    }

    private static Optional<SdesOutcome> repeatedKey(List<CryptoAttribute> usable) {
        for (CryptoAttribute line : usable) {
            if (line.repeatsKey()) {
                return Optional.of(rejected(CryptoReason.SDES_06, "one key stands twice in line " + line.tag()));
            }
            if (usable.stream().anyMatch(other -> other != line && other.sharesKeyWith(line))) {
                return Optional.of(
                        rejected(CryptoReason.SDES_06, "the key of line " + line.tag() + " stands in two lines"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Agreed> choose(List<CryptoAttribute> usable, List<SrtpSuite> allowed, SecureRandom random) {
        return usable.stream()
                .filter(line -> allowed.contains(line.suite()))
                .findFirst()
                .map(line -> Agreed.asAnswerer(freshLine(line, random), line));
    }

    private static CryptoAttribute freshLine(CryptoAttribute accepted, SecureRandom random) {
        return CryptoAttribute.ours(accepted.tagText(), SrtpKeys.generate(accepted.suite(), random));
    }

    /** One common cause is reported as itself, several as SDES-10 with all of them. */
    private static Refusal noneLeft(List<CryptoAttribute> usable, List<Refusal> unusable) {
        Set<ReasonCode> reasons = unusable.stream().map(Refusal::reason).collect(Collectors.toSet());
        if (usable.isEmpty() && reasons.size() == 1) {
            return unusable.get(0);
        }
        List<String> details = new ArrayList<>();
        usable.forEach(line -> details.add(line.suite() + " is not allowed by policy"));
        unusable.forEach(refusal -> details.add(refusal.reason().code() + " " + refusal.detail()));
        return new Refusal(
                CryptoReason.SDES_10, details.stream().distinct().limit(5).collect(Collectors.joining("; ")));
    }

    private static Rejected rejected(CryptoReason reason, String detail) {
        return new Rejected(new Refusal(reason, detail));
    }
}
