package org.sealphone.tui.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Security;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.security.auth.DestroyFailedException;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;
import org.sealphone.tui.text.Nearest;

/**
 * Passwords in a PKCS#12 file of mode 0600, each encrypted under a passphrase (PBES2: PBKDF2 with HMAC-SHA-256, AES-256), the whole under a
 * MAC. Names and ages stand beside the secrets and can be read without the passphrase. Changes are made under a lock and replace the file
 * as a whole. Copies that are made here are wiped; what the JDK's key store copies inside of itself is left to the collector of garbage.
 * Owner: the command's thread.
 */
public final class CredentialStore {
    private static final String TYPE = "PKCS12";
    /** What the JDK's key store is told, unless its owner told it otherwise in java.security. A start pays twice for them. */
    private static final Map<String, String> STRENGTH = Map.of(
            "keystore.pkcs12.keyPbeIterationCount", "100000",
            "keystore.pkcs12.macIterationCount", "100000",
            "keystore.pkcs12.keyProtectionAlgorithm", "PBEWithHmacSHA256AndAES_256",
            "keystore.pkcs12.macAlgorithm", "HmacPBESHA256");

    private static final int LARGEST = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern ASCII = Pattern.compile("[ -~]{1,1024}");

    private final Path file;
    private final Password passphrase;

    private CredentialStore(Path file, Password passphrase) {
        this.file = file;
        this.passphrase = passphrase;
    }

    /** A secret without itself. */
    public record Entry(String name, Instant made) {}

    /** The names in it, without the passphrase; none where there is no file. */
    public static Outcome<List<Entry>> entries(Path file) {
        return contents(file).then(bytes -> bytes.length == 0 ? Outcome.granted(List.of()) : listed(file, bytes));
    }

    private static Outcome<List<Entry>> listed(Path file, byte[] bytes) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(bytes), null);
            List<Entry> entries = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                entries.add(new Entry(name, store.getCreationDate(name).toInstant()));
            }
            entries.sort(Comparator.comparing(Entry::name));
            return Outcome.granted(List.copyOf(entries));
        } catch (GeneralSecurityException | IOException damaged) {
            return Outcome.refused(CliReason.CLI_66, file + " is no PKCS#12 file, or a damaged one");
        }
    }

    /** The store under its passphrase, which stays the caller's. One that cannot be used in PKCS#12 or can be guessed is refused. */
    public static Outcome<CredentialStore> under(Path file, Password passphrase) {
        boolean plain = passphrase.use(
                characters -> ASCII.matcher(CharBuffer.wrap(characters)).matches());
        return plain
                ? Outcome.granted(new CredentialStore(file, passphrase))
                : Outcome.refused(
                        CliReason.CLI_69, "a passphrase is of the characters of ASCII, from 1 to 1024 of them");
    }

    /** One secret; the caller closes it. */
    public Outcome<Password> secret(String name) {
        return contents(file).then(bytes -> opened(bytes)).then(store -> {
            try {
                Key key = passphrase.use(characters -> key(store, name, characters));
                if (key == null) {
                    return Outcome.refused(CliReason.CLI_67, "'" + name + "' is not in " + file + nearest(name));
                }
                byte[] encoded = key.getEncoded();
                CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(encoded));
                char[] characters = Arrays.copyOf(text.array(), text.limit());
                Password secret = Password.of(characters);
                Arrays.fill(encoded, (byte) 0);
                Arrays.fill(text.array(), '\0');
                Arrays.fill(characters, '\0');
                return Outcome.granted(secret);
            } catch (IllegalStateException unreadable) {
                return Outcome.refused(CliReason.CLI_66, file + ": '" + name + "' does not open");
            }
        });
    }

    private String nearest(String name) {
        return Nearest.hint(
                name,
                entries(file)
                        .<List<String>>fold(all -> all.stream().map(Entry::name).toList(), refusal -> List.of()));
    }

    /** Keeps a secret under a name, in place of the one of that name. */
    public Outcome<Path> put(String name, Password secret) {
        if (!NAME.matcher(name).matches()) {
            return Outcome.refused(CliReason.CLI_02, "NAME: lower-case letters, digits and . _ -, up to 64 of them");
        }
        return change(
                store -> {
                    Kept key = secret.use(Kept::of);
                    try {
                        char[] lent = passphrase.use(char[]::clone);
                        KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(lent);
                        Arrays.fill(lent, '\0');
                        store.setEntry(name, new KeyStore.SecretKeyEntry(key), protection);
                        protection.destroy();
                    } finally {
                        key.wipe();
                    }
                    return true;
                },
                name);
    }

    /** Keeps what is there under another name too. */
    public Outcome<Path> copy(String name, String other) {
        return secret(name).then(secret -> {
            try (secret) {
                return put(other, secret);
            }
        });
    }

    /** Removes it. */
    public Outcome<Path> delete(String name) {
        return change(
                store -> {
                    boolean there = store.containsAlias(name);
                    store.deleteEntry(name);
                    return there;
                },
                name);
    }

    /** Reads, changes and replaces while no other process does. */
    private Outcome<Path> change(Change change, String name) {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, owner("rwx------"));
            }
            Path beside = whole.resolveSibling(whole.getFileName() + ".lock");
            try (FileChannel lock = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                return contents(file).then(bytes -> opened(bytes)).then(store -> written(store, change, name, held));
            }
        } catch (IOException failed) {
            return Outcome.refused(
                    CliReason.CLI_10, file + ": " + failed.getClass().getSimpleName());
        }
    }

    private static FileAttribute<?> owner(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private Outcome<Path> written(KeyStore store, Change change, String name, FileLock held) {
        try {
            if (!held.isValid() || !change.on(store)) {
                return Outcome.refused(CliReason.CLI_67, "'" + name + "' is not in " + file + nearest(name));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean stored = passphrase.use(characters -> store(store, out, characters));
            return stored
                    ? AtomicFile.replace(file, out.toByteArray())
                    : Outcome.refused(CliReason.CLI_66, file + " cannot be encrypted on this Java");
        } catch (GeneralSecurityException | DestroyFailedException failed) {
            return Outcome.refused(
                    CliReason.CLI_66, file + ": " + failed.getClass().getSimpleName());
        }
    }

    private static boolean store(KeyStore store, ByteArrayOutputStream out, char[] characters) {
        try {
            store.store(out, characters);
            return true;
        } catch (GeneralSecurityException | IOException failed) {
            return false;
        }
    }

    private static Key key(KeyStore store, String name, char[] characters) {
        try {
            return store.getKey(name, characters);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The bytes of the file; none where there is none. A file that others can read is refused, though it is encrypted: it can be tried at leisure. */
    private static Outcome<byte[]> contents(Path file) {
        if (!Files.exists(file)) {
            return Outcome.granted(new byte[0]);
        }
        try {
            if (!SecretFile.openTo(file).isEmpty()) {
                return Outcome.refused(
                        CliReason.CLI_07,
                        file + " has mode " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            return Files.size(file) > LARGEST
                    ? Outcome.refused(CliReason.CLI_66, file + " is larger than 1 MiB")
                    : Outcome.granted(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return Outcome.refused(CliReason.CLI_13, file.toString());
        }
    }

    /** The store, its MAC verified; a new one where there are no bytes. */
    private Outcome<KeyStore> opened(byte[] bytes) {
        STRENGTH.forEach((name, value) -> {
            if (Security.getProperty(name) == null) {
                Security.setProperty(name, value);
            }
        });
        Optional<KeyStore> store = passphrase.use(characters -> load(bytes, characters));
        return store.map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(CliReason.CLI_66, file + ": wrong passphrase, or damaged"));
    }

    private static Optional<KeyStore> load(byte[] bytes, char[] characters) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(bytes.length == 0 ? null : new ByteArrayInputStream(bytes), characters);
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException wrong) {
            return Optional.empty();
        }
    }

    /** What becomes of the store; false when the name is not in it. */
    @FunctionalInterface
    private interface Change {
        boolean on(KeyStore store) throws GeneralSecurityException, DestroyFailedException;
    }

    /** A password in the shape that a key store takes. The name of the algorithm is one that PKCS#12 has a number for, and means nothing. */
    private static final class Kept implements SecretKey {
        private static final long serialVersionUID = 1L;

        private final transient byte[] bytes;

        private Kept(byte[] bytes) {
            this.bytes = bytes;
        }

        static Kept of(char[] characters) {
            ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            encoded.clear();
            while (encoded.hasRemaining()) {
                encoded.put((byte) 0);
            }
            return new Kept(bytes);
        }

        void wipe() {
            Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public String getAlgorithm() {
            return "AES";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }
    }
}
