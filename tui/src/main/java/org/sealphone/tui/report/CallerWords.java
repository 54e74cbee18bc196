package org.sealphone.tui.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.PassportVerdict;

/** What an INVITE says of its caller, in words that say whose word each is. They hold texts of the peer. Stateless. */
public final class CallerWords {
    private CallerWords() {}

    /** A line for each kind of thing that is said. */
    public static List<String> of(CallerFacts caller) {
        List<String> lines = new ArrayList<>();
        caller.asserted().forEach(party -> lines.add("asserted by the trunk: " + party));
        if (caller.confidential()) {
            lines.add("the caller wants this to be told to nobody");
        }
        caller.diversions()
                .forEach(one ->
                        lines.add("diverted by " + one.by() + (one.reason().isEmpty() ? "" : ", " + one.reason())));
        if (!caller.history().isEmpty()) {
            lines.add("came by "
                    + caller.history().stream()
                            .map(hop -> hop.index() + " " + hop.target()
                                    + hop.cause()
                                            .map(status -> " (" + status + ")")
                                            .orElse(""))
                            .collect(Collectors.joining(", ")));
        }
        caller.passports().forEach(verdict -> lines.add("signed caller identity: " + words(verdict)));
        if (caller.unreadable() > 0) {
            lines.add(caller.unreadable() + " of the fields about the caller cannot be read");
        }
        return lines;
    }

    private static String words(PassportVerdict verdict) {
        if (verdict instanceof PassportVerdict.Verified good) {
            return "verified, " + good.caller()
                    + good.attestation().map(level -> ", attestation " + level).orElse("") + ", by " + good.signer();
        }
        return verdict instanceof PassportVerdict.Failed bad
                ? "failed, " + bad.why().text()
                : "unverified, " + ((PassportVerdict.Unverified) verdict).why().text();
    }
}
