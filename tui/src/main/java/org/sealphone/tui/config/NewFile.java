package org.sealphone.tui.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;

/**
 * A file that was not there before: what a key opens cannot be made again, so none is ever replaced. Its mode is right before the first
 * byte is in it, and what did not fit on the disk is not left half.
 */
public final class NewFile {
    private static final Set<OpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private NewFile() {}

    /** For its owner alone (mode 0600). */
    public static Outcome<Path> ofOwner(Path file, byte[] content) {
        return write(file, content, "rw-------");
    }

    /** For everybody to read (mode 0644). */
    public static Outcome<Path> ofEverybody(Path file, byte[] content) {
        return write(file, content, "rw-r--r--");
    }

    private static Outcome<Path> write(Path file, byte[] content, String mode) {
        try {
            try (FileChannel out = FileChannel.open(file, FRESH, withMode(file, mode))) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            } catch (FileAlreadyExistsException there) {
                return Outcome.refused(CliReason.CLI_33, file.toString());
            } catch (IOException failed) {
                Files.deleteIfExists(file);
                throw failed;
            }
            return Outcome.granted(file);
        } catch (IOException | UnsupportedOperationException failed) {
            return Outcome.refused(
                    CliReason.CLI_10, file + ": " + failed.getClass().getSimpleName());
        }
    }

    private static FileAttribute<?>[] withMode(Path file, String mode) {
        boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return modes
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
