package org.sealphone.tui.book;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the book as JSON (RFC 8259): one object of texts, its format first. What somebody else wrote is escaped by the writer, so that
 * nothing but our own line ends a line; texts are cut to what a person reads. Pure.
 *
 * @param <T> what a line says
 */
interface Entry<T> {
    /** The format that is written; a newer one is not read. */
    String FORMAT = "1";

    int LONGEST_TEXT = 300;

    Map<String, String> fields(T entry);

    /** Empty when something is missing or of the wrong form. */
    Optional<T> of(Map<String, String> fields);

    Entry<Contact> CONTACT = new Entry<>() {
        @Override
        public Map<String, String> fields(Contact contact) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("name", contact.name());
            fields.put("target", contact.target());
            contact.account().ifPresent(account -> fields.put("account", account));
            return fields;
        }

        @Override
        public Optional<Contact> of(Map<String, String> fields) {
            String name = fields.getOrDefault("name", "");
            String target = fields.getOrDefault("target", "");
            return name.isBlank() || target.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Contact(name, target, Optional.ofNullable(fields.get("account"))));
        }
    };

    Entry<PastCall> CALL = new Entry<>() {
        @Override
        public Map<String, String> fields(PastCall call) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("at", call.at().toString());
            fields.put("direction", call.incoming() ? "incoming" : "outgoing");
            fields.put("party", call.party());
            fields.put("name", call.name());
            call.length().ifPresent(length -> fields.put("length", length.toString()));
            fields.put("end", call.good() ? "good" : "bad");
            fields.put("result", call.result());
            fields.put("reason", call.reason());
            fields.put("suite", call.suite());
            fields.put("account", call.account());
            return fields;
        }

        @Override
        public Optional<PastCall> of(Map<String, String> fields) {
            try {
                String length = fields.getOrDefault("length", "");
                return Optional.of(new PastCall(
                        Instant.parse(fields.getOrDefault("at", "")),
                        fields.getOrDefault("direction", "").equals("incoming"),
                        fields.getOrDefault("party", ""),
                        fields.getOrDefault("name", ""),
                        length.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(length)),
                        fields.getOrDefault("end", "").equals("good"),
                        fields.getOrDefault("result", ""),
                        fields.getOrDefault("reason", ""),
                        fields.getOrDefault("suite", ""),
                        fields.getOrDefault("account", "")));
            } catch (DateTimeException noTime) {
                return Optional.empty();
            }
        }
    };

    /** The reader and writer of both. */
    final class Json {
        private static final int MOST_FIELDS = 20;
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(2)
                        .maxStringLength(8 * LONGEST_TEXT)
                        .build())
                .build();

        private Json() {}

        static String line(Map<String, String> fields) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("v", FORMAT);
                for (Map.Entry<String, String> field : fields.entrySet()) {
                    json.writeStringField(field.getKey(), cut(field.getValue()));
                }
                json.writeEndObject();
            } catch (IOException impossible) {
                throw new UncheckedIOException("a string takes every character", impossible);
            }
            return text.toString();
        }

        /** A cut falls on no half of a character. */
        private static String cut(String text) {
            if (text.length() <= LONGEST_TEXT) {
                return text;
            }
            boolean half = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
            return text.substring(0, half ? LONGEST_TEXT - 1 : LONGEST_TEXT);
        }

        /** The texts of a line; empty when it is anything but one object of texts in the format that is known. */
        static Optional<Map<String, String>> fields(String line) {
            try (JsonParser json = FACTORY.createParser(line)) {
                Map<String, String> fields = new HashMap<>();
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    return Optional.empty();
                }
                while (json.nextToken() == JsonToken.FIELD_NAME && fields.size() < MOST_FIELDS) {
                    String name = json.currentName();
                    if (json.nextToken() != JsonToken.VALUE_STRING) {
                        return Optional.empty();
                    }
                    fields.put(name, json.getText());
                }
                boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
                return whole && FORMAT.equals(fields.remove("v")) ? Optional.of(fields) : Optional.empty();
            } catch (IOException noJson) {
                return Optional.empty();
            }
        }
    }
}
