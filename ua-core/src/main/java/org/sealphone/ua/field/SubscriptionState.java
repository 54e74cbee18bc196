package org.sealphone.ua.field;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a subscription stands, by its notifier's word (Subscription-State, RFC 6665 8.2.3).
 *
 * @param terminated whether it is over; any other state goes on
 * @param reason why it is over, in lower case; empty when that is not told
 * @param expires seconds that are left of it
 * @param retryAfter seconds to wait before it is asked for again
 */
public record SubscriptionState(boolean terminated, String reason, OptionalLong expires, OptionalLong retryAfter) {
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9.!%*_+`'~-]{1,32})[ \t]*((?:;[^;]*){0,16})");

    /** Empty when it cannot be read. */
    public static Optional<SubscriptionState> parse(String value) {
        Matcher whole = VALUE.matcher(value.strip());
        if (!whole.matches()) {
            return Optional.empty();
        }
        String parameters = whole.group(2);
        return Optional.of(new SubscriptionState(
                whole.group(1).equalsIgnoreCase("terminated"),
                parameter(parameters, "reason", "[A-Za-z0-9.!%*_+`'~-]{1,32}").orElse(""),
                seconds(parameters, "expires"),
                seconds(parameters, "retry-after")));
    }

    private static OptionalLong seconds(String parameters, String name) {
        return parameter(parameters, name, "[0-9]{1,9}")
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> parameter(String parameters, String name, String form) {
        for (String one : parameters.split(";", -1)) {
            int equals = one.indexOf('=');
            boolean named = equals > 0 && one.substring(0, equals).strip().equalsIgnoreCase(name);
            String value = one.substring(equals + 1).strip();
            if (named && value.matches(form)) {
                return Optional.of(value.toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
