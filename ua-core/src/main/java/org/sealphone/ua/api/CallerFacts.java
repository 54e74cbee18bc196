package org.sealphone.ua.api;

import java.util.List;
import java.util.Optional;

/**
 * What an INVITE says of its caller besides From, each as what it is: nothing of it decides anything. Texts are without control characters
 * and of bounded length.
 *
 * @param asserted who the trunk says that it is (P-Asserted-Identity, RFC 3325): asserted by the trunk, over the verified flow, and by
 *     nobody else
 * @param privacy what the caller asked the trunk to hide (Privacy, RFC 3323), such as {@code id}
 * @param diversions who sent the call on (Diversion, RFC 5806), the latest first
 * @param history whom the call was for on its way (History-Info, RFC 7044)
 * @param passports what came of each signed caller identity (Identity, RFC 8224)
 * @param unreadable how many of these fields could not be read, and were ignored
 */
public record CallerFacts(
        List<Party> asserted,
        List<String> privacy,
        List<Diversion> diversions,
        List<Hop> history,
        List<PassportVerdict> passports,
        int unreadable) {
    /** Nothing is said. */
    public static final CallerFacts NONE = new CallerFacts(List.of(), List.of(), List.of(), List.of(), List.of(), 0);

    public CallerFacts {
        asserted = List.copyOf(asserted);
        privacy = List.copyOf(privacy);
        diversions = List.copyOf(diversions);
        history = List.copyOf(history);
        passports = List.copyOf(passports);
    }

    /** A URI and the name beside it, which may be empty. */
    public record Party(String uri, String name) {
        @Override
        public String toString() {
            return name.isEmpty() ? uri : name + " <" + uri + ">";
        }
    }

    /** Who diverted the call, and for what reason, such as {@code user-busy}; empty where it is not told. */
    public record Diversion(Party by, String reason) {}

    /**
     * One stop on the way of a call.
     *
     * @param index where it stands in the tree of retargetings, such as {@code 1.2}
     * @param cause the status for which the call was sent on from here
     */
    public record Hop(String index, Party target, Optional<Integer> cause) {}

    /** Whether the caller wants his identity to be told to nobody. */
    public boolean confidential() {
        return privacy.stream().anyMatch(word -> word.equals("id") || word.equals("user") || word.equals("header"));
    }
}
