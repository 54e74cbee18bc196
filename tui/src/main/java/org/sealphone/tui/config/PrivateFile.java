package org.sealphone.tui.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;

/**
 * A file that is made readable and writable for its owner alone (mode 0600): traces, captures and keys are nobody else's business. One
 * that exists is replaced, so that neither its mode nor somebody else's open handle outlives it; a symbolic link is refused, so that
 * nobody can point the output elsewhere; a device such as {@code /dev/null} is written to and left where it is.
 */
public final class PrivateFile {
    private static final Set<OpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private PrivateFile() {}

    /** Opens it empty; the mode is right before the first byte is in it. */
    public static Outcome<OutputStream> create(Path file) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
            return Outcome.refused(CliReason.CLI_10, file + " is not a plain file");
        }
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
                return Outcome.granted(Channels.newOutputStream(FileChannel.open(file, StandardOpenOption.WRITE)));
            }
            Files.deleteIfExists(file);
            boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] owner = modes
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            return Outcome.granted(Channels.newOutputStream(FileChannel.open(file, FRESH, owner)));
        } catch (NoSuchFileException nowhere) {
            Path folder = file.toAbsolutePath().getParent();
            boolean there = folder != null && Files.isDirectory(folder);
            return Outcome.refused(
                    CliReason.CLI_10, file + (there ? ": no file can be made there" : ": its folder does not exist"));
        } catch (AccessDeniedException denied) {
            return Outcome.refused(CliReason.CLI_10, file + ": permission denied");
        } catch (IOException | UnsupportedOperationException other) {
            return Outcome.refused(
                    CliReason.CLI_10, file + ": " + other.getClass().getSimpleName());
        }
    }
}
