package org.sealphone.tui.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;

/** The users of the embedded trunk: a file of mode 0600 with a {@code name:password} a line. */
public final class UsersFile {
    private UsersFile() {}

    /** One user. The password is a secret; the name is not. */
    public record User(String name, Password password) {}

    /** Reads and checks the whole file; what is wrong is named by its line, never by its content. */
    public static Outcome<List<User>> read(Path file) {
        return SecretFile.read(file, characters -> users(file, characters));
    }

    private static Outcome<List<User>> users(Path file, char[] characters) {
        List<User> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (int start = 0; start < characters.length; ) {
            int end = start;
            while (end < characters.length && characters[end] != '\n') {
                end++;
            }
            number++;
            int last = end > start && characters[end - 1] == '\r' ? end - 1 : end;
            if (last > start && characters[start] != '#') {
                int colon = colon(characters, start, last);
                String name = colon < 0 ? "" : new String(characters, start, colon - start);
                if (!name.matches("[A-Za-z0-9._+-]{1,64}") || !isSecret(characters, colon + 1, last)) {
                    return Outcome.refused(CliReason.CLI_14, file + " line " + number);
                }
                if (!names.add(name)) {
                    return Outcome.refused(CliReason.CLI_14, file + " line " + number + ": a name twice");
                }
                char[] secret = Arrays.copyOfRange(characters, colon + 1, last);
                users.add(new User(name, Password.of(secret)));
                Arrays.fill(secret, '\0');
            }
            start = end + 1;
        }
        return users.isEmpty()
                ? Outcome.refused(CliReason.CLI_14, file + " names no user")
                : Outcome.granted(List.copyOf(users));
    }

    /** Something, and nothing in it that no keyboard types: a stray line end would be part of the password without anybody seeing it. */
    private static boolean isSecret(char[] characters, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isISOControl(characters[i])) {
                return false;
            }
        }
        return end > start;
    }

    private static int colon(char[] characters, int start, int end) {
        for (int i = start; i < end; i++) {
            if (characters[i] == ':') {
                return i;
            }
        }
        return -1;
    }
}
