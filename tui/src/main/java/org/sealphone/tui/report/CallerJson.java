package org.sealphone.tui.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.PassportVerdict;

/** The groups {@code caller} and {@code given_reasons} of a call: what others say, each as what it is. Stateless. */
final class CallerJson {
    private CallerJson() {}

    /** Writes one element of a list. */
    @FunctionalInterface
    private interface Element<T> {
        void write(T one) throws IOException;
    }

    static void write(JsonGenerator json, Report.Call call) throws IOException {
        CallerFacts caller = call.caller();
        if (caller.equals(CallerFacts.NONE)) {
            json.writeNullField("caller");
        } else {
            json.writeObjectFieldStart("caller");
            list(json, "asserted", caller.asserted(), party -> party(json, party));
            json.writeArrayFieldStart("privacy");
            for (String word : caller.privacy()) {
                json.writeString(word);
            }
            json.writeEndArray();
            list(json, "diversions", caller.diversions(), one -> {
                party(json, one.by());
                json.writeStringField("reason", one.reason());
            });
            list(json, "history", caller.history(), hop -> {
                json.writeStringField("index", hop.index());
                party(json, hop.target());
                number(json, "cause", hop.cause());
            });
            list(json, "passports", caller.passports(), verdict -> verdict(json, verdict));
            json.writeNumberField("unreadable", caller.unreadable());
            json.writeEndObject();
        }
        list(json, "given_reasons", call.given(), reason -> {
            json.writeStringField("protocol", reason.protocol());
            number(json, "cause", reason.cause());
            json.writeStringField("text", reason.text());
        });
    }

    private static <T> void list(JsonGenerator json, String name, List<T> all, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        for (T one : all) {
            json.writeStartObject();
            element.write(one);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void party(JsonGenerator json, CallerFacts.Party party) throws IOException {
        json.writeStringField("uri", party.uri());
        json.writeStringField("name", party.name());
    }

    private static void number(JsonGenerator json, String name, Optional<Integer> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private static void verdict(JsonGenerator json, PassportVerdict verdict) throws IOException {
        if (verdict instanceof PassportVerdict.Verified good) {
            json.writeStringField("verdict", "verified");
            json.writeStringField("caller", good.caller());
            json.writeStringField("attestation", good.attestation().orElse(null));
            json.writeStringField("signer", good.signer());
        } else if (verdict instanceof PassportVerdict.Failed bad) {
            refused(json, "failed", bad.why());
        } else if (verdict instanceof PassportVerdict.Unverified open) {
            refused(json, "unverified", open.why());
        }
    }

    private static void refused(JsonGenerator json, String verdict, Refusal why) throws IOException {
        json.writeStringField("verdict", verdict);
        json.writeStringField("code", why.reason().code());
        json.writeStringField("text", why.text());
    }
}
