package org.sealphone.media.codec.opus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The libopus that is shipped with the phone, for the duration of loading it: in a folder with a random name and mode
 * 0700 of which nothing is left afterwards, so that nobody else can put another library in its place.
 *
 * <p>JNA unpacks its own part into the same folder. Windows keeps a file that is loaded; there the folder stays, inside
 * the user's own.
 */
final class BundledLibrary implements AutoCloseable {
    private static final String JNA_FOLDER = "jna.tmpdir";
    private static final String PREFIX = "sealphone-";
    private static final Pattern OWN_NAME = Pattern.compile(PREFIX + "[0-9]+");
    private static final Duration STALE = Duration.ofHours(1);

    private final Path folder;
    private final Optional<Path> file;

    private BundledLibrary(Path folder, Optional<Path> file) {
        this.folder = folder;
        this.file = file;
    }

    /** Unpacks the library of this machine, where there is one. */
    static BundledLibrary unpack() throws IOException {
        Path folder = privateFolder();
        BundledLibrary library = new BundledLibrary(folder, resource().map(name -> folder.resolve(fileName(name))));
        try {
            if (library.file.isPresent()) {
                copy(resource().orElseThrow(), library.file.get());
            }
            if (System.getProperty(JNA_FOLDER) == null) {
                System.setProperty(JNA_FOLDER, folder.toString());
            }
            return library;
        } catch (IOException failed) {
            library.close();
            throw failed;
        }
    }

    /** Where it lies; empty for a machine that none is shipped for. */
    Optional<Path> file() {
        return file;
    }

    private static void copy(String name, Path to) throws IOException {
        try (InputStream in = BundledLibrary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the jar with " + name + " is missing");
            }
            Files.copy(in, to);
        }
    }

    /** The user's cache, because a hardened machine runs nothing out of its common temporary folder. */
    private static Path privateFolder() throws IOException {
        Path cache = Path.of(System.getProperty("user.home", ""), ".cache");
        if (Files.isDirectory(cache) && Files.isWritable(cache)) {
            sweep(cache, Instant.now().minus(STALE));
            try {
                return Files.createTempDirectory(cache, PREFIX);
            } catch (IOException full) {
                return Files.createTempDirectory(PREFIX);
            }
        }
        return Files.createTempDirectory(PREFIX);
    }

    /**
     * Removes what a process left behind that died while it was loading. Loading takes a tenth of a second, so that
     * nobody uses a folder that is an hour old. Links are neither followed nor removed; what does not go stays.
     */
    static void sweep(Path place, Instant before) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PREFIX + "*")) {
            folders.forEach(each -> sweepOne(each, before));
        } catch (IOException | DirectoryIteratorException unreadable) {
            return;
        }
    }

    private static void sweepOne(Path each, Instant before) {
        try {
            if (isLeftBehind(each, before)) {
                empty(each);
            }
        } catch (IOException stays) {
            return;
        }
    }

    private static boolean isLeftBehind(Path each, Instant before) throws IOException {
        return OWN_NAME.matcher(each.getFileName().toString()).matches()
                && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before);
    }

    /** The folder with the plain files in it; there is nothing else in one of ours. */
    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                Files.deleteIfExists(each);
            }
        }
        Files.deleteIfExists(folder);
    }

    static Optional<String> resource() {
        return resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** Where LWJGL's jars keep the library for a machine. */
    static Optional<String> resource(String system, String machine) {
        String os = system.toLowerCase(Locale.ROOT);
        boolean intel = List.of("amd64", "x86_64").contains(machine);
        boolean arm = machine.equals("aarch64");
        if (os.startsWith("linux") && (intel || arm)) {
            return Optional.of("/linux/" + (intel ? "x64" : "arm64") + "/org/lwjgl/opus/libopus.so");
        }
        if (os.startsWith("mac") && (intel || arm)) {
            return Optional.of("/macos/" + (intel ? "x64" : "arm64") + "/org/lwjgl/opus/libopus.dylib");
        }
        return os.startsWith("windows") && intel
                ? Optional.of("/windows/x64/org/lwjgl/opus/opus.dll")
                : Optional.empty();
    }

    private static String fileName(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws IOException {
        if (folder.toString().equals(System.getProperty(JNA_FOLDER))) {
            System.clearProperty(JNA_FOLDER);
        }
        empty(folder);
    }
}
