package org.sealphone.tui.config;

import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;

/**
 * Whether a password can be guessed. An existing account may have one that can: that is reported, not refused. Works on the borrowed
 * characters alone, so that no copy of them stays behind.
 */
public final class PasswordStrength {
    private static final int SHORTEST = 12;
    private static final int FEWEST_DIFFERENT = 5;
    private static final List<String> COMMON = List.of(
            "password",
            "passwort",
            "secret",
            "geheim",
            "changeme",
            "default",
            "welcome",
            "letmein",
            "administrator",
            "asterisk",
            "kamailio",
            "freeswitch",
            "telephone",
            "qwerty",
            "qwertz",
            "1234567890",
            "0123456789",
            "sealphone");

    private PasswordStrength() {}

    /** What is weak about it, in words that do not betray it. */
    public static Optional<Refusal> weakness(Password password, String user) {
        return password.use(characters -> judge(characters, user));
    }

    private static Optional<Refusal> judge(char[] characters, String user) {
        if (characters.length < SHORTEST) {
            return weak("it has fewer than " + SHORTEST + " characters");
        }
        if (different(characters) < FEWEST_DIFFERENT) {
            return weak("it repeats a few characters");
        }
        if (!user.isEmpty() && restWithout(user, characters) < SHORTEST) {
            return weak("it is built upon the user name");
        }
        for (String word : COMMON) {
            if (restWithout(word, characters) < SHORTEST - 2) {
                return weak("it is built upon a common word");
            }
        }
        return Optional.empty();
    }

    private static int different(char[] characters) {
        int count = 0;
        for (int i = 0; i < characters.length; i++) {
            boolean seen = false;
            for (int j = 0; j < i; j++) {
                seen |= characters[j] == characters[i];
            }
            count += seen ? 0 : 1;
        }
        return count;
    }

    /** How many characters are left beside the word, or all of them where it does not occur. */
    private static int restWithout(String word, char[] characters) {
        for (int at = 0; at + word.length() <= characters.length; at++) {
            int same = 0;
            while (same < word.length()
                    && Character.toLowerCase(characters[at + same]) == Character.toLowerCase(word.charAt(same))) {
                same++;
            }
            if (same == word.length()) {
                return characters.length - word.length();
            }
        }
        return Integer.MAX_VALUE;
    }

    private static Optional<Refusal> weak(String how) {
        return Optional.of(new Refusal(CliReason.CLI_12, how));
    }
}
