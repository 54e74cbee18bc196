package org.sealphone.crypto.passport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON (RFC 8259) of the size and depth of a PASSporT: objects are maps, arrays lists, whole numbers {@code Long}, words {@code Boolean} or
 * {@link #NULL}. A key that comes twice, a fraction, or more depth than is needed is refused: two readers of such a text may differ.
 */
final class JsonText {
    static final Object NULL = Optional.empty();

    private static final int LONGEST = 4096;
    private static final int DEEPEST = 6;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** The object that this is; empty when it is none. */
    static Optional<Map<String, Object>> object(byte[] utf8) {
        if (utf8.length > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonText json = new JsonText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
            json.space();
            if (!json.next('{')) {
                return Optional.empty();
            }
            Map<String, Object> object = json.members(1);
            json.space();
            return json.at == json.text.length() ? Optional.of(object) : Optional.empty();
        } catch (CharacterCodingException | Malformed refused) {
            return Optional.empty();
        }
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean next(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void demand(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed();
        }
    }

    private Object value(int depth) throws Malformed {
        demand(depth <= DEEPEST);
        if (next('{')) {
            return members(depth);
        } else if (next('[')) {
            return elements(depth);
        } else if (next('"')) {
            return string();
        } else if (word("true")) {
            return true;
        } else if (word("false")) {
            return false;
        } else if (word("null")) {
            return NULL;
        }
        return number();
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private Map<String, Object> members(int depth) throws Malformed {
        Map<String, Object> members = new LinkedHashMap<>();
        space();
        if (next('}')) {
            return members;
        }
        do {
            space();
            demand(next('"'));
            String name = string();
            space();
            demand(next(':'));
            space();
            demand(members.put(name, value(depth + 1)) == null);
            space();
        } while (next(','));
        demand(next('}'));
        return members;
    }

    private List<Object> elements(int depth) throws Malformed {
        List<Object> elements = new ArrayList<>();
        space();
        if (next(']')) {
            return elements;
        }
        do {
            space();
            elements.add(value(depth + 1));
            space();
        } while (next(','));
        demand(next(']'));
        return elements;
    }

    private String string() throws Malformed {
        StringBuilder plain = new StringBuilder();
        while (true) {
            demand(at < text.length() && text.charAt(at) >= 0x20);
            char c = text.charAt(at++);
            if (c == '"') {
                return plain.toString();
            }
            plain.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Malformed {
        demand(at < text.length());
        char c = text.charAt(at++);
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        demand(c == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}"));
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Long number() throws Malformed {
        int from = at;
        next('-');
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(from, at);
        demand(digits.matches("0|-?[1-9][0-9]{0,17}"));
        return Long.parseLong(digits);
    }
}
