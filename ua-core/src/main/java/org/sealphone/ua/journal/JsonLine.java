package org.sealphone.ua.journal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object in the making. Everything outside printable ASCII is escaped, so that a line stays a line wherever it is shown. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    JsonLine put(String name, @Nullable Object value) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(name);
        text.append(':');
        value(value);
        return this;
    }

    private void value(@Nullable Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (plain == null) {
            text.append("null");
        } else if (plain instanceof Number || plain instanceof Boolean) {
            text.append(plain);
        } else if (plain instanceof JsonLine nested) {
            text.append(nested.end());
        } else if (plain instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : ",");
                value(list.get(i));
            }
            text.append(']');
        } else {
            string(plain.toString());
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= 0x20 && c < 0x7F) {
                text.append(c);
            } else {
                text.append(String.format("\\u%04x", (int) c));
            }
        }
        text.append('"');
    }

    String end() {
        return text + "}";
    }
}
