package org.sealphone.ua.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The start line and header fields of a message as text, unfolded (RFC 3261 7.3.1), with compact names written out. Only a shape: what the
 * fields mean is {@link MessageValidator}'s business. Immutable.
 */
final class HeaderBlock {
    static final int MOST_FIELDS = 256;

    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("a", "accept-contact"),
            Map.entry("b", "referred-by"),
            Map.entry("c", "content-type"),
            Map.entry("d", "request-disposition"),
            Map.entry("e", "content-encoding"),
            Map.entry("f", "from"),
            Map.entry("i", "call-id"),
            Map.entry("j", "reject-contact"),
            Map.entry("k", "supported"),
            Map.entry("l", "content-length"),
            Map.entry("m", "contact"),
            Map.entry("n", "identity-info"),
            Map.entry("o", "event"),
            Map.entry("r", "refer-to"),
            Map.entry("s", "subject"),
            Map.entry("t", "to"),
            Map.entry("u", "allow-events"),
            Map.entry("v", "via"),
            Map.entry("x", "session-expires"),
            Map.entry("y", "identity"));

    /** One field; the name in lower case and never compact, the value without surrounding space. */
    record Field(String name, String value) {}

    private final String startLine;
    private final List<Field> fields;

    private HeaderBlock(String startLine, List<Field> fields) {
        this.startLine = startLine;
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads a header block.
     *
     * @return empty when a line is no field, a control character stands in it, a line end is broken, the text is no UTF-8, or there are
     *     too many fields
     */
    static Optional<HeaderBlock> read(byte[] message, int headLength) {
        Optional<String> head = decode(message, headLength);
        if (head.isEmpty() || !head.get().endsWith("\r\n\r\n")) {
            return Optional.empty();
        }
        List<String> lines = lines(head.get().substring(0, head.get().length() - 4));
        List<Field> fields = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (hasControl(line) || line.isBlank()) {
                return Optional.empty();
            }
            if (i == 0) {
                continue;
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                if (fields.isEmpty()) {
                    return Optional.empty();
                }
                Field last = fields.remove(fields.size() - 1);
                fields.add(new Field(last.name(), (last.value() + " " + line.strip()).strip()));
                continue;
            }
            int colon = line.indexOf(':');
            String name =
                    colon < 0 ? "" : line.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
            if (!isToken(name) || fields.size() == MOST_FIELDS) {
                return Optional.empty();
            }
            fields.add(new Field(
                    COMPACT.getOrDefault(name, name), line.substring(colon + 1).strip()));
        }
        return Optional.of(new HeaderBlock(lines.get(0), fields));
    }

    /** What stands between line ends, the empty text behind the last one too. By hand, as every message passes here twice. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(32);
        int from = 0;
        for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n", from)) {
            lines.add(text.substring(from, end));
            from = end + 2;
        }
        lines.add(text.substring(from));
        return lines;
    }

    private static Optional<String> decode(byte[] message, int headLength) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message, 0, headLength))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /**
     * The block written anew: unfolded, one field a line, long names. What JAIN-SIP reads is this, so that its own ideas of folding, of
     * compact names and of where the header ends cannot differ from what was validated.
     */
    byte[] normalised() {
        StringBuilder text = new StringBuilder(1024).append(startLine).append("\r\n");
        for (Field field : fields) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same without the fields of these names, for JAIN-SIP: what it does not need it does not get to read. */
    HeaderBlock without(Set<String> names) {
        return new HeaderBlock(
                startLine,
                fields.stream().filter(field -> !names.contains(field.name())).toList());
    }

    /** The same as if it had been written in our version of SIP: its start line, and its topmost Via where that has the same other version. */
    HeaderBlock inOurVersion() {
        String theirs = startLine.substring(startLine.lastIndexOf(' ') + 1);
        List<Field> same = new ArrayList<>(fields);
        for (int i = 0; i < same.size(); i++) {
            Field field = same.get(i);
            if (field.name().equals("via")) {
                boolean replaced = field.value().startsWith(theirs + "/");
                same.set(
                        i, replaced ? new Field("via", "SIP/2.0" + field.value().substring(theirs.length())) : field);
                break;
            }
        }
        return new HeaderBlock(startLine.substring(0, startLine.length() - theirs.length()) + "SIP/2.0", same);
    }

    String startLine() {
        return startLine;
    }

    List<Field> fields() {
        return fields;
    }

    /** The values of all fields of that lower-case name, in order. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equals(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** NUL, a line end that is not CR LF, and every other control character but the tab. */
    private static boolean hasControl(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "-.!%*_+`'~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
