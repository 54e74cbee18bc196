package org.sealphone.media.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.reason.MediaReason;

/**
 * A WAV file for what is heard, or for both sides, created before anybody is dialled and readable by its owner alone.
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
    private final Sides sides;
    private final Consumer<Refusal> ended;
    private boolean opened;
    private Optional<TwoSides> two = Optional.empty();

    private Recording(Path file, FileChannel channel, boolean device, Sides sides, Consumer<Refusal> ended) {
        this.file = file;
        this.channel = channel;
        this.device = device;
        this.sides = sides;
        this.ended = ended;
    }

    /**
     * Creates the file.
     *
     * @param ended told once, on the writing thread, when the disk fails while a call is being recorded
     */
    public static Outcome<AudioOutput> to(Path file, Sides sides, Consumer<Refusal> ended) {
        try {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
                return refused(file, "it is not a plain file");
            }
            boolean device = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file);
            if (device) {
                return Outcome.granted(
                        new Recording(file, FileChannel.open(file, StandardOpenOption.WRITE), true, sides, ended));
            }
            Files.deleteIfExists(file);
            return Outcome.granted(new Recording(file, create(file), false, sides, ended));
        } catch (NoSuchFileException nowhere) {
            Path folder = file.toAbsolutePath().getParent();
            boolean there = folder != null && Files.isDirectory(folder);
            return refused(file, there ? "no file can be made there" : "its folder does not exist");
        } catch (AccessDeniedException denied) {
            return refused(file, "permission denied");
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
        WavWriter writer = new WavWriter(channel, sampleRate, sides.channels(), ended).start();
        if (sides == Sides.HEARD) {
            return writer;
        }
        TwoSides joined = new TwoSides(writer, sampleRate);
        two = Optional.of(joined);
        return joined;
    }

    @Override
    public synchronized Optional<AudioSink> openSpoken(int sampleRate) {
        return two.map(TwoSides::said);
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
