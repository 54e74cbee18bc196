package org.sealphone.harness.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The kernel's own count of what each interface of this network namespace sent, from {@code /proc/net/dev}. */
public final class InterfaceCounters {
    private static final Path TABLE = Path.of("/proc/net/dev");

    private final Map<String, Sent> sent;

    private InterfaceCounters(Map<String, Sent> sent) {
        this.sent = sent;
    }

    public static InterfaceCounters read() throws IOException {
        return parse(Files.readAllLines(TABLE));
    }

    /** Lines that do not look like an interface are its headings. */
    public static InterfaceCounters parse(List<String> lines) {
        Map<String, Sent> sent = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String[] columns = line.substring(colon + 1).trim().split("\\s+");
            if (colon > 0
                    && columns.length >= 16
                    && columns[9].matches("[0-9]{1,18}")
                    && columns[8].matches("[0-9]{1,18}")) {
                sent.put(
                        line.substring(0, colon).trim(),
                        new Sent(Long.parseLong(columns[9]), Long.parseLong(columns[8])));
            }
        }
        return new InterfaceCounters(sent);
    }

    public Map<String, Sent> sent() {
        return Map.copyOf(sent);
    }

    /** What was sent since the earlier reading. */
    public Map<String, Sent> since(InterfaceCounters earlier) {
        Map<String, Sent> difference = new TreeMap<>();
        sent.forEach((name, now) -> {
            Sent before = earlier.sent.getOrDefault(name, new Sent(0, 0));
            difference.put(name, new Sent(now.packets() - before.packets(), now.octets() - before.octets()));
        });
        return difference;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InterfaceCounters counters && sent.equals(counters.sent);
    }

    @Override
    public int hashCode() {
        return sent.hashCode();
    }

    @Override
    public String toString() {
        return sent.toString();
    }

    /** Frames and octets. */
    public record Sent(long packets, long octets) {}
}
