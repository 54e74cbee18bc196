package org.sealphone.crypto.reason;

import java.util.Objects;

/**
 * One refusal: the rule that was broken and what exactly broke it.
 *
 * <p>The detail is shown on screens, written to logs and put into JSON: whoever makes one keeps keys, passwords and nonces out of it,
 * and passes text of a peer through {@link Excerpt}.
 */
public record Refusal(ReasonCode reason, String detail) {
    public Refusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** Code, title and detail in one line. */
    public String text() {
        return reason.code() + ": " + reason.title() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
