package org.sealphone.tui.watch;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.SafeText;

/** A journal that anybody may have written: each line is accounted for, and what is drawn neither acts nor leaves its columns. */
public final class JournalFuzz implements FuzzTarget {
    private static final int COLUMNS = 79;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "{\"v\":1,\"type\":\"unregistered\",\"at\":\"2026-11-23T12:00:00Z\"}",
                        "{\"v\":1,\"type\":\"dialling\",\"at\":\"2026-11-23T12:00:00Z\",\"call\":1,\"target\":\"sips:a@b\"}\n"
                                + "{\"v\":1,\"type\":\"quality\",\"at\":\"2026-11-23T12:00:05Z\",\"call\":1,\"rx_packets\":9,\"rx_lost\":1e300,\"jitter_ms\":-1,\"mos\":4.4}\n"
                                + "{\"v\":1,\"type\":\"quality\",\"at\":\"2026-11-23T12:00:09Z\",\"call\":1,\"rx_packets\":8,\"rx_lost\":2,\"jitter_ms\":7,\"mos\":null}\n"
                                + "{\"v\":1,\"type\":\"call-ended\",\"at\":\"2026-11-23T11:00:00Z\",\"call\":1,\"duration_ms\":9e18,\"exit\":\"ok\",\"ended_by\":\"remote\"}",
                        "{\"v\":1,\"type\":\"report\",\"at\":\"2026-11-23T12:00:00Z\",\"report\":{\"command\":\"\\u001b[2J\",\"exit\":{\"name\":[1]}}}",
                        "{\"v\":1,\"type\":\"progress\",\"at\":\"2026-11-23T12:00:00Z\",\"call\":\"\\u202e\",\"status\":true}",
                        "\u0000\n{}\n[]\n\"",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        Journal journal;
        try {
            journal = JournalReader.read(new ByteArrayInputStream(input));
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array can be read", impossible);
        }
        require(journal.lines() == held(input), "each line is accounted for");
        if (!journal.moments().isEmpty()) {
            drawn(new JournalDrawing(journal, new Look(false, false)).whole("x"), false);
            drawn(new JournalDrawing(journal, Look.PLAIN).whole("x"), true);
        }
    }

    private static long held(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        return Stream.of(text.split("\n", -1))
                .filter(line -> line.chars().anyMatch(c -> c != ' ' && c != '\t' && c != '\r'))
                .count();
    }

    private static void drawn(String text, boolean ascii) {
        for (String line : text.split("\n", -1)) {
            require(line.codePoints().allMatch(SafeText::harmless), "nothing that acts");
            require(line.codePoints().map(SafeText::cells).sum() <= COLUMNS, "within the columns: " + line);
            require(!ascii || line.chars().allMatch(c -> c < 0x7F), "ASCII where asked for");
        }
    }
}
