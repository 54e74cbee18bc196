package org.sealphone.tui.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a journal, a JSON object a line, as {@code -o jsonl} writes it. Nothing in it is trusted: lengths, depths, numbers of lines and of
 * types are bounded, and what cannot be read is named and counted. Owner: the thread that reads.
 */
public final class JournalReader {
    static final int LONGEST_LINE = 1 << 20;
    static final int MOST_MOMENTS = 100_000;
    static final long MOST_BYTES = 256L << 20;

    private static final int MOST_FIELDS = 40;
    private static final int LONGEST_TEXT = 512;
    private static final int MOST_TYPES = 20;
    private static final int MOST_NAMED = 20;
    private static final String OTHERS = "others";
    /** What lies outside is no moment of a phone, and differences of what lies inside fit into milliseconds. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2300-01-01T00:00:00Z");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<Moment> moments = new ArrayList<>();
    private final List<Journal.Damage> damaged = new ArrayList<>();
    private final Map<String, Long> unknown = new TreeMap<>();
    private long damages;
    private long leftOut;
    private long line;

    private JournalReader() {}

    /** Reads to the end, or as far as is reasonable. */
    public static Journal read(InputStream stream) throws IOException {
        JournalReader reader = new JournalReader();
        boolean cut = reader.lines(new BufferedInputStream(stream));
        return new Journal(reader.moments, reader.damaged, reader.damages, reader.unknown, reader.leftOut, cut);
    }

    /** Whether the stream goes on behind what was read. */
    private boolean lines(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean overlong = false;
        for (long read = 0; read < MOST_BYTES; read++) {
            int octet = in.read();
            if (octet == '\n' || octet < 0) {
                line(text.toByteArray(), overlong);
                text.reset();
                overlong = false;
                if (octet < 0) {
                    return false;
                }
            } else if (text.size() < LONGEST_LINE) {
                text.write(octet);
            } else {
                overlong = true;
            }
        }
        return in.read() >= 0;
    }

    private void line(byte[] text, boolean overlong) {
        line++;
        if (overlong) {
            damage("it is longer than a MiB");
        } else if (!blank(text)) {
            try (JsonParser json = FACTORY.createParser(text)) {
                fields(json).ifPresentOrElse(this::moment, () -> damage("it is no JSON object"));
            } catch (IOException noJson) {
                damage("it is no JSON");
            }
        }
    }

    private static boolean blank(byte[] text) {
        for (byte octet : text) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The plain values; empty where the line is anything but one object. */
    private static Optional<Map<String, String>> fields(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("report")) {
                report(json, fields);
            } else if (value != null && value.isStructStart()) {
                json.skipChildren();
            } else {
                keep(fields, name, json);
            }
        }
        boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        return whole ? Optional.of(fields) : Optional.empty();
    }

    /** Of a report how it ended, and of what. */
    private static void report(JsonParser json, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("exit") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String part = json.currentName();
                    JsonToken plain = json.nextToken();
                    if (plain != null && plain.isStructStart()) {
                        json.skipChildren();
                    } else if (part.equals("name")) {
                        keep(fields, "exit", json);
                    }
                }
            } else if (value != null && value.isStructStart()) {
                json.skipChildren();
            } else if (name.equals("command")) {
                keep(fields, name, json);
            }
        }
    }

    private static void keep(Map<String, String> fields, String name, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NULL && json.currentToken() != null && fields.size() < MOST_FIELDS) {
            String text = json.getText();
            fields.put(cut(name), cut(text));
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private void moment(Map<String, String> fields) {
        String type = fields.getOrDefault("type", "");
        String format = fields.getOrDefault("v", "");
        Optional<Kind> kind = Kind.of(type);
        Optional<Instant> at = instant(fields.getOrDefault("at", ""));
        if (type.isEmpty() || format.isEmpty()) {
            damage("it says no type or no format");
        } else if (kind.isEmpty() || !format.equals("1")) {
            stranger(format.equals("1") ? type : "format " + format);
        } else if (at.isEmpty()) {
            damage("its time cannot be read");
        } else if (moments.size() >= MOST_MOMENTS) {
            leftOut++;
        } else {
            moments.add(new Moment(line, at.get(), kind.get(), fields));
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            Instant at = Instant.parse(text);
            return at.isBefore(FIRST) || at.isAfter(LAST) ? Optional.empty() : Optional.of(at);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private void stranger(String type) {
        String name = unknown.containsKey(type) || unknown.size() < MOST_TYPES ? type : OTHERS;
        unknown.merge(name, 1L, Long::sum);
    }

    private void damage(String why) {
        damages++;
        if (damaged.size() < MOST_NAMED) {
            damaged.add(new Journal.Damage(line, why));
        }
    }
}
