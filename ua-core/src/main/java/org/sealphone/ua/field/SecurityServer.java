package org.sealphone.ua.field;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Security-Server (RFC 3329 2.2), as it goes into Security-Verify: order and parameters stay what they were. Stateless. */
public final class SecurityServer {
    private static final int LONGEST = 1024;
    private static final Pattern MECHANISM = Pattern.compile(
            "[A-Za-z0-9.!%*_+`'~-]{1,64}(?:[ \t]*;[ \t]*[A-Za-z0-9.!%*_+`'~-]{1,64}(?:=(?:[A-Za-z0-9.!%*_+`'~-]{1,128}|\"[\\x20-\\x7e&&[^\"\\\\]]{0,128}\"))?){0,8}");

    private SecurityServer() {}

    /** All mechanisms in one line; empty when one of them is out of the grammar, or they are more than we repeat. */
    public static Optional<String> read(List<String> lines) {
        return FieldList.of(lines)
                .filter(values -> values.stream()
                        .allMatch(value -> MECHANISM.matcher(value).matches()))
                .map(values -> String.join(", ", values))
                .filter(line -> line.length() <= LONGEST);
    }
}
