package org.sealphone.ua.journal;

import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.PassportVerdict;

/** What is said of a caller, as members of a line. Stateless. */
final class CallerLine {
    private CallerLine() {}

    static void put(JsonLine line, CallerFacts caller) {
        line.put("asserted", caller.asserted().stream().map(CallerLine::party).toList())
                .put("privacy", caller.privacy())
                .put(
                        "diversions",
                        caller.diversions().stream()
                                .map(one -> party(one.by()).put("reason", one.reason()))
                                .toList())
                .put(
                        "history",
                        caller.history().stream()
                                .map(hop -> party(hop.target())
                                        .put("index", hop.index())
                                        .put("cause", hop.cause()))
                                .toList())
                .put(
                        "passports",
                        caller.passports().stream().map(CallerLine::verdict).toList())
                .put("unreadable", caller.unreadable());
    }

    private static JsonLine party(CallerFacts.Party party) {
        return new JsonLine().put("uri", party.uri()).put("name", party.name());
    }

    private static JsonLine verdict(PassportVerdict verdict) {
        if (verdict instanceof PassportVerdict.Verified good) {
            return new JsonLine()
                    .put("verdict", "verified")
                    .put("caller", good.caller())
                    .put("attestation", good.attestation())
                    .put("signer", good.signer());
        }
        return verdict instanceof PassportVerdict.Failed bad
                ? new JsonLine()
                        .put("verdict", "failed")
                        .put("code", bad.why().reason().code())
                        .put("text", bad.why().text())
                : new JsonLine()
                        .put("verdict", "unverified")
                        .put(
                                "code",
                                ((PassportVerdict.Unverified) verdict)
                                        .why()
                                        .reason()
                                        .code())
                        .put(
                                "text",
                                ((PassportVerdict.Unverified) verdict).why().text());
    }
}
