package org.sealphone.ua.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of a header field that may stand several times or hold a list (RFC 3261 7.3.1), taken apart at its commas. Stateless. */
final class FieldList {
    /** Of one field, over all its lines. */
    static final int MOST = 16;

    private static final int LONGEST = 8192;

    private FieldList() {}

    /** The values in order; empty when a quote or bracket never closes, a value is empty, or it is longer or more than we read. */
    static Optional<List<String>> of(List<String> lines) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            Optional<List<String>> taken = of(line);
            if (taken.isEmpty() || values.size() + taken.get().size() > MOST) {
                return Optional.empty();
            }
            values.addAll(taken.get());
        }
        return Optional.of(values);
    }

    static Optional<List<String>> of(String line) {
        if (line.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                bracketed = true;
            } else if (!quoted && c == '>') {
                bracketed = false;
            } else if (c == ',' && !quoted && !bracketed) {
                values.add(line.substring(from, i).strip());
                from = i + 1;
            }
        }
        values.add(line.substring(from).strip());
        boolean sound = !quoted && !bracketed && values.stream().noneMatch(String::isEmpty);
        return sound ? Optional.of(values) : Optional.empty();
    }
}
