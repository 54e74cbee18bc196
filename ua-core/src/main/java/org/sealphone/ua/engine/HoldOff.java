package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's wish to be left alone for a while (Retry-After, RFC 3261 20.33, 21.5.4). Obeyed for an hour at most, so that a wrong
 * number does not silence a phone for good, and stretched by up to a fifth, so that not all phones of a server that comes back ask it at the
 * same instant. Owner: the engine.
 */
final class HoldOff {
    private static final long LONGEST_SECONDS = 3600;
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,10})(?:[ \t(;].*)?");

    private final SecureRandom random;
    private Optional<Long> untilNanos = Optional.empty();

    HoldOff(SecureRandom random) {
        this.random = random;
    }

    /** A response that is no success; only that of a server that could not do its part is listened to. */
    void told(ResponseView response, Moment now) {
        untilNanos = Optional.empty();
        if (response.status() / 100 == 5) {
            response.fields().first("retry-after").flatMap(HoldOff::seconds).ifPresent(seconds -> {
                long nanos = Duration.ofSeconds(seconds).toNanos();
                untilNanos = Optional.of(now.nanos() + nanos + random.nextLong(nanos / 5 + 1));
            });
        }
    }

    private static Optional<Long> seconds(String value) {
        Matcher seconds = SECONDS.matcher(value);
        return seconds.matches()
                ? Optional.of(Math.min(Long.parseLong(seconds.group(1)), LONGEST_SECONDS))
                : Optional.empty();
    }

    void over() {
        untilNanos = Optional.empty();
    }

    boolean holds(Moment now) {
        return untilNanos.isPresent() && untilNanos.get() >= now.nanos();
    }

    /** This delay, or until the server wants to be asked again, whichever is later. */
    Duration atLeast(Duration delay, Moment now) {
        long left = untilNanos.map(until -> until - now.nanos()).orElse(0L);
        return left > delay.toNanos() ? Duration.ofNanos(left) : delay;
    }
}
