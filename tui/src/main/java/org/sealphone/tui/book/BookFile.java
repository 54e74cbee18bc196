package org.sealphone.tui.book;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.config.AtomicFile;
import org.sealphone.tui.config.CliReason;

/**
 * A file of the book, a line an entry. A change reads what stands there by now, changes that and replaces the file as a whole, under a lock:
 * two phones of one person lose nothing of each other. A file with a line that is not understood is left as it is. Owner: the thread of the
 * book.
 */
final class BookFile<T> {
    private static final long LARGEST = 4 << 20;
    private static final Set<OpenOption> LOCK =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Entry<T> form;

    BookFile(Path file, Entry<T> form) {
        this.file = file;
        this.form = form;
    }

    /** What stands there; nothing where there is no file. */
    Outcome<List<T>> read() {
        List<String> lines;
        try {
            if (Files.size(file) > LARGEST) {
                return Outcome.refused(CliReason.CLI_16, file + " is larger than 4 MiB");
            }
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return Outcome.granted(List.of());
        } catch (CharacterCodingException noText) {
            return Outcome.refused(CliReason.CLI_16, file + " is no text in UTF-8");
        } catch (IOException unreadable) {
            return Outcome.refused(
                    CliReason.CLI_16, file + ": " + unreadable.getClass().getSimpleName());
        }
        List<T> entries = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Optional<T> entry = Entry.Json.fields(lines.get(line)).flatMap(form::of);
            if (entry.isEmpty()) {
                return Outcome.refused(CliReason.CLI_16, file + " line " + (line + 1));
            }
            entries.add(entry.get());
        }
        return Outcome.granted(entries);
    }

    /** What stands there after the change. */
    Outcome<List<T>> change(UnaryOperator<List<T>> change) {
        Path whole = file.toAbsolutePath();
        try {
            Path folder = whole.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, owner("rwx------"));
            }
            Path beside = whole.resolveSibling(whole.getFileName() + ".lock");
            try (FileChannel lock = FileChannel.open(beside, LOCK, owner("rw-------"));
                    FileLock held = lock.lock()) {
                return held.isValid()
                        ? read().then(entries -> written(change.apply(entries)))
                        : Outcome.refused(CliReason.CLI_10, file + " is in use");
            }
        } catch (IOException | UnsupportedOperationException failed) {
            return Outcome.refused(
                    CliReason.CLI_10, file + ": " + failed.getClass().getSimpleName());
        }
    }

    private Outcome<List<T>> written(List<T> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(
                entry -> text.append(Entry.Json.line(form.fields(entry))).append('\n'));
        if (text.length() > LARGEST) {
            return Outcome.refused(CliReason.CLI_16, file + " would be larger than 4 MiB");
        }
        return AtomicFile.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII))
                .then(done -> Outcome.granted(entries));
    }

    private static FileAttribute<?> owner(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
