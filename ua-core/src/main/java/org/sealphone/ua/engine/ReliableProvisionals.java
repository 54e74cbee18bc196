package org.sealphone.ua.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reliable provisional responses to one INVITE of ours (RFC 3262 4): within a branch each is taken once and in the order of its RSeq, and
 * acknowledged by PRACK. One that comes again, or before the one that it follows, is passed over: over TLS the PRACK of before has arrived, and
 * what is missing comes again by itself. Owner: the engine.
 */
final class ReliableProvisionals {
    enum Order {
        /** Nobody waits for its PRACK. */
        UNRELIABLE,
        /** The first of its branch, or the one after the last. */
        NEXT,
        /** Nothing is done with it. */
        PASSED_OVER
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    /** RFC 3262 7.1 */
    private static final long LAST = (1L << 32) - 1;

    private final Map<String, Long> latest = new HashMap<>();

    /** What becomes of a provisional response; one that is next is so only once. */
    Order order(ResponseView response) {
        if (!reliable(response)) {
            return Order.UNRELIABLE;
        }
        Optional<Long> number = number(response);
        Long before = latest.get(response.toTag());
        boolean next = number.isPresent()
                && response.dialog().isPresent()
                && (before == null ? latest.size() < Branches.MOST : number.get() == before + 1);
        if (!next) {
            return Order.PASSED_OVER;
        }
        latest.put(response.toTag(), number.get());
        return Order.NEXT;
    }

    /** The value of RAck that acknowledges it (RFC 3262 7.2). */
    static String rack(ResponseView response) {
        return response.fields().first("rseq").orElse("") + " "
                + response.fields().first("cseq").orElse("");
    }

    private static boolean reliable(ResponseView response) {
        return response.fields().all("require").stream()
                .flatMap(tags -> Stream.of(tags.split(",")))
                .anyMatch(tag -> tag.strip().equalsIgnoreCase("100rel"));
    }

    private static Optional<Long> number(ResponseView response) {
        return response.fields()
                .first("rseq")
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::parseLong)
                .filter(number -> number > 0 && number <= LAST);
    }
}
