package org.sealphone.tui.text;

import java.util.Locale;
import java.util.Map;

/**
 * What one output stream can show: colours or none, line drawing or plain ASCII. Decided once from the options, the environment
 * ({@code NO_COLOR}, {@code CLICOLOR}, {@code CLICOLOR_FORCE}, {@code TERM}, the locale) and whether the stream is a terminal.
 */
public record Look(boolean colour, boolean ascii) {
    /** What {@code --color} can say. */
    public enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Neither colour nor anything beyond ASCII. */
    public static final Look PLAIN = new Look(false, true);

    /** The look of a stream. */
    public static Look of(Colour wish, boolean asciiWish, boolean terminal, Map<String, String> environment) {
        return new Look(colour(wish, terminal, environment), asciiWish || !unicode(environment));
    }

    private static boolean colour(Colour wish, boolean terminal, Map<String, String> environment) {
        return switch (wish) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> {
                if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
                    yield false;
                }
                String forced = environment.getOrDefault("CLICOLOR_FORCE", "0");
                if (!forced.isEmpty() && !forced.equals("0")) {
                    yield true;
                }
                yield terminal
                        && !environment.getOrDefault("CLICOLOR", "1").equals("0")
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
            }
        };
    }

    private static boolean unicode(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                String upper = value.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    /** The words in their colour, or as they are. */
    public String paint(Tint tint, String words) {
        return colour && !words.isEmpty() ? "\u001b[" + tint.code() + "m" + words + "\u001b[0m" : words;
    }

    /** Foreign words, harmless and drawable. */
    public String foreign(String words) {
        SafeText safe = SafeText.of(words);
        return (ascii ? safe.ascii() : safe).toString();
    }

    /** A horizontal line of so many columns. */
    public String rule(int columns) {
        return (ascii ? "-" : "\u2500").repeat(columns);
    }

    /** The sign of something that holds. */
    public String tick() {
        return paint(Tint.GOOD, ascii ? "ok" : "\u2713");
    }

    /** The sign of something to look after. */
    public String care() {
        return paint(Tint.CARE, ascii ? "!!" : "!");
    }

    /** The sign of something that does not hold. */
    public String cross() {
        return paint(Tint.BAD, ascii ? "NO" : "\u2717");
    }

    /** A bar of so many columns, filled by a share from 0 to 1. */
    public String bar(double share, int columns) {
        int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * columns);
        return (ascii ? "#" : "\u2588").repeat(filled) + (ascii ? "." : "\u2591").repeat(columns - filled);
    }
}
