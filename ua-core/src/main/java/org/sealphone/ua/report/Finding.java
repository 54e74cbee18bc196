package org.sealphone.ua.report;

import java.util.Objects;
import org.sealphone.crypto.reason.Refusal;

/**
 * Something that was tolerated or noticed, beside the end of a registration or call: MD5 digest inside the verified flow, a wildcard
 * identity by profile, a peer that signals in a way it should not. A finding never stands for a refusal: what is refused ends.
 *
 * @param severity how much it matters
 * @param what the rule and what exactly was seen, free of secrets
 */
public record Finding(Severity severity, Refusal what) {
    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(what, "what");
    }
}
