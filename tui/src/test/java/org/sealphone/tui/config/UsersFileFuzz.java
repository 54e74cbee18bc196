package org.sealphone.tui.config;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.fuzz.FuzzTarget;

/** The file of users: what is read, written plainly, reads as the same; a refusal names lines, never a password. */
public final class UsersFileFuzz implements FuzzTarget {
    private final Path file = temporary();

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("users", "");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "users-file";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "alice:one",
                        "alice:one\nbob:two\n",
                        "# people\r\n\r\nalice:one:two\r\n",
                        "alice:one\nalice:two",
                        "alice",
                        ":one",
                        "alice:",
                        "al ice:one",
                        "alice:p\u00e4ss",
                        "alice:\u0000",
                        "a".repeat(65) + ":x",
                        "",
                        "\n\n#\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        read(input).fold(this::again, refusal -> {
            require(refusal.text().length() < 2_000, "a refusal of bounded length");
            return false;
        });
    }

    private Outcome<List<UsersFile.User>> read(byte[] octets) {
        try {
            Files.write(file, octets);
            return UsersFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean again(List<UsersFile.User> users) {
        require(!users.isEmpty(), "somebody");
        String plain = plain(users);
        require(
                read(plain.getBytes(StandardCharsets.UTF_8))
                        .fold(UsersFileFuzz::plain, refusal -> "")
                        .equals(plain),
                "the same users");
        return true;
    }

    private static String plain(List<UsersFile.User> users) {
        return users.stream()
                .map(user -> user.name() + ":" + user.password().use(String::new))
                .collect(Collectors.joining("\n"));
    }
}
