package org.sealphone.ua.field;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts of the peer, made fit for people: without control characters, without marks that turn text round or hide it (ADV-79), of bounded
 * length. Stateless.
 */
public final class CleanText {
    private static final int LONGEST = 256;

    private CleanText() {}

    public static String of(@Nullable String foreign) {
        if (foreign == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(Math.min(foreign.length(), LONGEST));
        foreign.codePoints().filter(CleanText::isHarmless).limit(LONGEST).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    public static Optional<String> optional(@Nullable String foreign) {
        String clean = of(foreign);
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
