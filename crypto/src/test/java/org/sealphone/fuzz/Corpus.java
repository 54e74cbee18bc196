package org.sealphone.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The inputs of one target, one a line: printable ASCII as it is, everything else as a backslash and {@code r}, {@code n},
 * {@code t}, {@code x} with two hexadecimal digits, or a backslash.
 */
public final class Corpus {
    /** A target has at least so many inputs in its corpus. */
    public static final int LEAST = 200;

    private static final int LONGEST_KEPT = 1800;

    private Corpus() {}

    /** The corpus in the test resources. */
    public static List<byte[]> of(FuzzTarget target) {
        try (InputStream in = target.getClass().getResourceAsStream("/fuzz/" + target.name() + ".txt")) {
            if (in == null) {
                throw new AssertionError("no corpus for " + target.name());
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(Corpus::decode)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encode(byte[] input) {
        StringBuilder line = new StringBuilder(input.length);
        for (byte octet : input) {
            int c = octet & 0xFF;
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> line.append(c >= ' ' && c < 0x7F ? String.valueOf((char) c) : String.format("\\x%02x", c));
            }
        }
        return line.toString();
    }

    static byte[] decode(String line) {
        ByteBuffer input = ByteBuffer.allocate(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                input.put((byte) c);
                continue;
            }
            char kind = line.charAt(++i);
            switch (kind) {
                case '\\' -> input.put((byte) '\\');
                case 'r' -> input.put((byte) '\r');
                case 'n' -> input.put((byte) '\n');
                case 't' -> input.put((byte) '\t');
                case 'x' -> {
                    input.put((byte) Integer.parseInt(line, i + 1, i + 3, 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException("a backslash and " + kind);
            }
        }
        byte[] octets = new byte[input.position()];
        input.flip().get(octets);
        return octets;
    }

    /**
     * The tool behind {@code .ci/fuzz}: {@code unpack CLASS FOLDER} writes corpus and seeds as a file an input; {@code pack
     * CLASS FOLDER RESOURCES} writes the seeds, then what the fuzzer has left in the folder, the shortest first, then seeded
     * changes of these, until there are {@link #LEAST}.
     */
    public static void main(String[] words) throws Exception {
        FuzzTarget target =
                (FuzzTarget) Class.forName(words[1]).getDeclaredConstructor().newInstance();
        Path folder = Path.of(words[2]);
        if (words[0].equals("unpack")) {
            unpack(target, folder);
        } else {
            pack(target, folder, Path.of(words[3]).resolve(target.name() + ".txt"));
        }
    }

    private static void unpack(FuzzTarget target, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        if (target.getClass().getResource("/fuzz/" + target.name() + ".txt") != null) {
            inputs.addAll(of(target));
        }
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(folder.resolve("input-" + i), inputs.get(i));
        }
    }

    private static void pack(FuzzTarget target, Path folder, Path file) throws IOException {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        target.seeds().forEach(seed -> kept.put(encode(seed), seed));
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : (Iterable<Path>) files::iterator) {
                found.add(Files.readAllBytes(each));
            }
        }
        found.sort(Comparator.comparingInt((byte[] input) -> input.length).thenComparing(Corpus::encode));
        for (byte[] input : found) {
            if (kept.size() < LEAST && input.length <= LONGEST_KEPT) {
                kept.putIfAbsent(encode(input), input);
            }
        }
        Random random = new Random(1);
        List<byte[]> parents = new ArrayList<>(kept.values());
        while (kept.size() < LEAST) {
            byte[] child = Mutation.of(parents, random);
            kept.putIfAbsent(encode(child), child);
        }
        write(file, kept.keySet());
    }

    private static void write(Path file, Collection<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }
}
