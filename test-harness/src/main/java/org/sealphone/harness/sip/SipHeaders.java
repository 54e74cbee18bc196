package org.sealphone.harness.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a message in their order; immutable. Names are compared without regard to case and the compact forms of RFC 3261,
 * 7.3.3 stand for the long ones. Content-Length is not among them: the writer counts for itself.
 */
public final class SipHeaders {
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("i", "Call-ID"),
            Map.entry("m", "Contact"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("l", "Content-Length"),
            Map.entry("c", "Content-Type"),
            Map.entry("f", "From"),
            Map.entry("s", "Subject"),
            Map.entry("k", "Supported"),
            Map.entry("t", "To"),
            Map.entry("v", "Via"));

    private static final SipHeaders EMPTY = new SipHeaders(List.of());

    private final List<Field> fields;

    private SipHeaders(List<Field> fields) {
        this.fields = fields;
    }

    public static SipHeaders empty() {
        return EMPTY;
    }

    public static SipHeaders of(List<Field> fields) {
        return new SipHeaders(List.copyOf(fields));
    }

    static String longName(String name) {
        String known = COMPACT.get(name.toLowerCase(Locale.ROOT));
        return known == null ? name : known;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The first field of that name, as it stands. */
    public Optional<String> first(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
    }

    /** The value that must be there; its absence in a message that the parser accepted is a bug of the caller. */
    public String required(String name) {
        return first(name).orElseThrow(() -> new IllegalStateException("no " + name));
    }

    /** Each field of that name, as it stands. */
    public List<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    /** Each element of the fields of that name, those of a comma-separated list one by one. */
    public List<String> elements(String name) {
        List<String> elements = new ArrayList<>();
        for (String value : all(name)) {
            elements.addAll(Words.split(value, ','));
        }
        return elements;
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    public SipHeaders with(String name, String value) {
        List<Field> changed = new ArrayList<>(fields);
        changed.add(new Field(name, value));
        return of(changed);
    }

    public SipHeaders withAll(String name, List<String> values) {
        List<Field> changed = new ArrayList<>(fields);
        values.forEach(value -> changed.add(new Field(name, value)));
        return of(changed);
    }

    /** Puts the field before all others, as a Via, Route or Record-Route of a proxy. */
    public SipHeaders withFirst(String name, String value) {
        List<Field> changed = new ArrayList<>();
        changed.add(new Field(name, value));
        changed.addAll(fields);
        return of(changed);
    }

    public SipHeaders without(String name) {
        return of(fields.stream().filter(field -> !field.is(name)).toList());
    }

    /** Replaces every field of that name by one at the end. */
    public SipHeaders replaced(String name, String value) {
        return without(name).with(name, value);
    }

    /** Without the topmost element of that name, also where it heads a comma-separated list. */
    public SipHeaders withoutFirst(String name) {
        List<Field> changed = new ArrayList<>();
        boolean taken = false;
        for (Field field : fields) {
            if (taken || !field.is(name)) {
                changed.add(field);
                continue;
            }
            taken = true;
            List<String> rest = Words.split(field.value(), ',');
            if (rest.size() > 1) {
                changed.add(new Field(field.name(), String.join(", ", rest.subList(1, rest.size()))));
            }
        }
        return of(changed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipHeaders headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Names alone: values may be credentials. */
    @Override
    public String toString() {
        return fields.stream().map(Field::name).toList().toString();
    }

    /** One header field. */
    public record Field(String name, String value) {
        /** Refuses a line end: it would be a second header field on the wire. */
        public Field {
            if (Words.hasLineEnd(name) || Words.hasLineEnd(value)) {
                throw new IllegalArgumentException("a line end within a header field");
            }
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }
}
