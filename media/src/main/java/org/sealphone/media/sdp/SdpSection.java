package org.sealphone.media.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one section (the session's or a medium's) has collected while a description is being read. */
final class SdpSection {
    /** More than any real description has, few enough to bound what a hostile one costs. */
    static final int MOST_LINES = 256;

    private final List<SdpLine> otherLines = new ArrayList<>();
    private final List<SdpAttribute> attributes = new ArrayList<>();
    private final List<String> cryptoLines = new ArrayList<>();
    private @Nullable Connection connection;
    private boolean keyLine;
    private int lines;

    /** Takes a line, or says what is wrong with it. */
    @Nullable
    String add(char type, String value) {
        if (++lines > MOST_LINES) {
            return "more than " + MOST_LINES + " lines in one section";
        }
        switch (type) {
            case 'a':
                return attribute(value);
            case 'c':
                return connect(value);
            case 'k':
                keyLine = true;
                return null;
            default:
                otherLines.add(new SdpLine(type, value));
                return null;
        }
    }

    private @Nullable String attribute(String text) {
        SdpAttribute attribute = SdpAttribute.of(text);
        if (!SdpParser.isToken(attribute.name())) {
            return "an attribute without a name";
        }
        if (attribute.name().equals("crypto")) {
            cryptoLines.add(attribute.value() == null ? "" : attribute.value());
            return null;
        }
        if (attribute.name().equalsIgnoreCase("crypto")) {
            // Names are case-sensitive: to some this is a key, to others it is nothing. Neither may be guessed.
            return "a=crypto in a spelling that is none";
        }
        attributes.add(attribute);
        return null;
    }

    private @Nullable String connect(String value) {
        String[] parts = value.split(" ", -1);
        if (connection != null) {
            return "two c= lines in one section";
        }
        if (parts.length != 3 || !SdpParser.isToken(parts[0]) || !SdpParser.isToken(parts[1]) || parts[2].isEmpty()) {
            return "a c= line that is none";
        }
        connection = new Connection(parts[0], parts[1], parts[2]);
        return null;
    }

    List<SdpLine> otherLines() {
        return List.copyOf(otherLines);
    }

    List<SdpAttribute> attributes() {
        return List.copyOf(attributes);
    }

    List<String> cryptoLines() {
        return List.copyOf(cryptoLines);
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    boolean keyLine() {
        return keyLine;
    }
}
