package org.sealphone.certs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file in one step, with its mode from the first moment: a private key is never readable by others, not even briefly. */
final class OwnFile {
    private OwnFile() {}

    /** A file for everybody to read, 0644. */
    static void writePublic(Path file, byte[] content) throws IOException {
        write(file, content, "rw-r--r--");
    }

    /** A file for its owner, 0600. */
    static void writePrivate(Path file, byte[] content) throws IOException {
        write(file, content, "rw-------");
    }

    private static void write(Path file, byte[] content, String mode) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        // A temporary file is private by itself on file systems that know modes; it gets its own mode before its
        // content.
        Path draft = Files.createTempFile(directory, ".draft", "", privateFrom(posix));
        try {
            if (posix) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(mode));
            }
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] privateFrom(boolean posix) {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)} : new FileAttribute<?>[0];
    }
}
