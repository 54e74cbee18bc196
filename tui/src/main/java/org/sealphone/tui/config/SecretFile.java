package org.sealphone.tui.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;

/**
 * A file that only its owner may read. One that others can read is refused: a secret in it is none any more. What was read is wiped
 * from the buffers here; whoever gets it wipes the rest.
 */
public final class SecretFile {
    private static final int MOST_BYTES = 1 << 16;
    private static final int LONGEST_PASSWORD = 1024;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    /** The one line of a password file. */
    public static Outcome<Password> password(Path file) {
        return read(file, characters -> oneLine(file, characters));
    }

    /** Lends the whole text of a file of mode 0600 to a reader, then wipes it. */
    public static <T> Outcome<T> read(Path file, Reader<T> reader) {
        byte[] bytes = new byte[0];
        char[] characters = new char[0];
        try {
            Set<PosixFilePermission> open = openTo(file);
            if (!open.isEmpty()) {
                return Outcome.refused(
                        CliReason.CLI_07,
                        file + " has mode " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MOST_BYTES + 1);
            }
            if (bytes.length > MOST_BYTES) {
                return Outcome.refused(CliReason.CLI_08, file + " is larger than 64 KiB");
            }
            characters = decode(bytes);
            return reader.read(characters);
        } catch (NoSuchFileException missing) {
            return Outcome.refused(CliReason.CLI_08, file + " does not exist");
        } catch (CharacterCodingException notText) {
            return Outcome.refused(CliReason.CLI_08, file + " is no text in UTF-8");
        } catch (IOException unreadable) {
            return Outcome.refused(CliReason.CLI_08, file + " cannot be read");
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(characters, '\0');
        }
    }

    /** Whose eyes but the owner's it is open to; empty where the file system knows no modes. */
    static Set<PosixFilePermission> openTo(Path file) throws IOException {
        try {
            Set<PosixFilePermission> found = EnumSet.noneOf(PosixFilePermission.class);
            found.addAll(Files.getPosixFilePermissions(file));
            found.retainAll(OF_OTHERS);
            return found;
        } catch (UnsupportedOperationException noModes) {
            return Set.of();
        }
    }

    private static char[] decode(byte[] bytes) throws CharacterCodingException {
        CharBuffer decoded = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        return characters;
    }

    private static Outcome<Password> oneLine(Path file, char[] characters) {
        int length = characters.length;
        while (length > 0 && (characters[length - 1] == '\n' || characters[length - 1] == '\r')) {
            length--;
        }
        if (length == 0) {
            return Outcome.refused(CliReason.CLI_08, file + " is empty");
        }
        if (length > LONGEST_PASSWORD) {
            return Outcome.refused(CliReason.CLI_08, file + ": a password has at most 1024 characters");
        }
        for (int i = 0; i < length; i++) {
            if (Character.isISOControl(characters[i])) {
                return Outcome.refused(CliReason.CLI_08, file + " holds a control character or more than one line");
            }
        }
        char[] line = Arrays.copyOf(characters, length);
        Password password = Password.of(line);
        Arrays.fill(line, '\0');
        return Outcome.granted(password);
    }

    /** Takes what it needs out of characters that are wiped right after. */
    @FunctionalInterface
    public interface Reader<T> {
        Outcome<T> read(char[] characters);
    }
}
