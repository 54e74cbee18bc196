package org.sealphone.media.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.reason.MediaReason;

/**
 * A WAV file for what is heard, created before anybody is dialled and readable by its owner alone.
 *
 * <p>A file that exists is replaced, never appended to or followed through a symbolic link: removing it first means
 * that neither its permissions nor somebody else's open handle outlive it. A device such as {@code /dev/null} is
 * written to and left where it is. Each call may open it once.
 */
public final class Recording implements AudioOutput {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final FileChannel channel;
    private final boolean device;
    private final Consumer<Refusal> ended;
    private boolean opened;

    private Recording(Path file, FileChannel channel, boolean device, Consumer<Refusal> ended) {
        this.file = file;
        this.channel = channel;
        this.device = device;
        this.ended = ended;
    }

    /**
     * Creates the file.
     *
     * @param ended told once, on the writing thread, when the disk fails while a call is being recorded
     */
    public static Outcome<AudioOutput> to(Path file, Consumer<Refusal> ended) {
        try {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
                return refused(file, "it is not a plain file");
            }
            boolean device = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file);
            if (device) {
                return Outcome.granted(
                        new Recording(file, FileChannel.open(file, StandardOpenOption.WRITE), true, ended));
            }
            Files.deleteIfExists(file);
            return Outcome.granted(new Recording(file, create(file), false, ended));
        } catch (IOException | UnsupportedOperationException unwritable) {
            return refused(file, unwritable.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized AudioSink open(int sampleRate) {
        if (opened) {
            throw new IllegalStateException("a recording is opened once");
        }
        opened = true;
        return new WavWriter(channel, sampleRate, ended).start();
    }

    /** Removes the file again when no call ever wrote to it. */
    @Override
    public synchronized void close() {
        if (!opened) {
            opened = true;
            try {
                channel.close();
                if (!device) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException leftBehind) {
                ended.accept(new Refusal(MediaReason.DEV_04, Excerpt.of(file.toString(), 200)));
            }
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Set<OpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
        return FileChannel.open(file, fresh, mode);
    }

    private static Outcome<AudioOutput> refused(Path file, String fault) {
        return Outcome.refused(MediaReason.DEV_04, Excerpt.of(file.toString(), 200) + ": " + fault);
    }
}
