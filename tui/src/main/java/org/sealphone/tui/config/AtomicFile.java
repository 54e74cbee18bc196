package org.sealphone.tui.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;

/**
 * Replaces a file as a whole, for its owner alone (mode 0600): written beside it, forced to the disk, then moved into its place. Whenever
 * the machine stops or the disk is full, the file is as it was or as it shall be. What a run that was stopped left beside it is removed by
 * the next one.
 */
public final class AtomicFile {
    private static final Set<OpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private AtomicFile() {}

    /** Writes; the folder is made where it is missing, for its owner alone. */
    public static Outcome<Path> replace(Path file, byte[] content) {
        Path whole = file.toAbsolutePath();
        Path beside = whole.resolveSibling("." + whole.getFileName() + ".new");
        if (Files.isSymbolicLink(whole) || Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS)) {
            return Outcome.refused(CliReason.CLI_10, file + " is not a plain file");
        }
        try {
            folder(whole);
            Files.deleteIfExists(beside);
            try (FileChannel out = FileChannel.open(beside, FRESH, owner(whole, "rw-------"))) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Outcome.granted(file);
        } catch (IOException | UnsupportedOperationException failed) {
            remove(beside);
            return Outcome.refused(CliReason.CLI_10, file + ": " + why(failed) + "; what stood there is as it was");
        }
    }

    private static void folder(Path whole) throws IOException {
        Path folder = whole.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, owner(whole, "rwx------"));
        }
    }

    private static FileAttribute<?>[] owner(Path file, String mode) {
        boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return modes
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void remove(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException stays) {
            // The next writer removes it; it is as closed to others as the file itself.
        }
    }

    private static String why(Exception failed) {
        String words = failed.getMessage();
        return words == null || words.isEmpty() || words.startsWith("/")
                ? failed.getClass().getSimpleName()
                : words;
    }
}
