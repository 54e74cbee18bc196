package org.sealphone.tui.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sealphone.ua.api.UaEvent;

/** What a journal holds, and what is said of lines that hold nothing that can be read. */
class JournalReaderTest {
    private static final String GOOD = "{\"v\":1,\"type\":\"unregistered\",\"at\":\"2026-11-23T12:00:00Z\"}";

    private static Journal read(String... lines) throws IOException {
        return JournalReader.read(
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void every_event_of_a_phone_is_known() {
        assertThat(Arrays.stream(UaEvent.class.getPermittedSubclasses())
                        .map(type -> Kind.of(type.getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                                .toLowerCase(Locale.ROOT))))
                .hasSizeGreaterThan(20)
                .allSatisfy(kind -> assertThat(kind).isPresent());
    }

    @Test
    void lines_that_cannot_be_read_are_named_and_their_good_twins_are_taken() throws IOException {
        for (String bad : new String[] {
            GOOD.replace("}", ""),
            GOOD + "}",
            GOOD.replace("{", "["),
            GOOD.replace(":1", ""),
            GOOD.replace("\"v\":1,", ""),
            GOOD.replace("\"type\":\"unregistered\",", ""),
            GOOD.replace("12:00", "25:00"),
            GOOD.replace("2026", "1926"),
            GOOD.replace("2026", "+999999999"),
            GOOD.replace("\"v\":1", "\"v\":1,\"v\":1"),
            "{\"v\":" + "[".repeat(500) + "}",
            "\u0000",
            "null",
        }) {
            Journal journal = read(GOOD, bad, GOOD);
            assertThat(journal.moments()).as(bad).hasSize(2);
            assertThat(journal.damages()).as(bad).isEqualTo(1);
            assertThat(journal.damaged().get(0).line()).as(bad).isEqualTo(2);
        }
        assertThat(read(GOOD, "", " \t\r", GOOD).lines()).isEqualTo(2);
    }

    @Test
    void what_a_newer_program_wrote_is_counted_by_its_type() throws IOException {
        Journal journal = read(
                GOOD,
                GOOD.replace("unregistered", "teleported"),
                GOOD.replace("unregistered", "teleported"),
                GOOD.replace("\"v\":1", "\"v\":2"));
        assertThat(journal.unknown()).containsEntry("teleported", 2L).containsEntry("format 2", 1L);
        assertThat(journal.strangers()).isEqualTo(3);
        String[] many = new String[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = GOOD.replace("unregistered", "type-" + i);
        }
        assertThat(read(many).unknown()).hasSize(21).containsEntry("others", 40L);
    }

    @Test
    void lengths_and_numbers_are_bounded() throws IOException {
        String filler = "x".repeat(JournalReader.LONGEST_LINE);
        Journal journal = read(GOOD, GOOD.replace("unregistered", filler), GOOD);
        assertThat(journal.moments()).hasSize(2);
        assertThat(journal.damaged()).containsExactly(new Journal.Damage(2, "it is longer than a MiB"));
        Journal cut = read(GOOD.replace("}", ",\"text\":\"" + "y".repeat(2000) + "\"}"));
        assertThat(cut.moments().get(0).text("text")).hasSize(512);
        Journal damaged = read("x\n".repeat(1000));
        assertThat(damaged.damages()).isEqualTo(1000);
        assertThat(damaged.damaged()).hasSize(20);
    }

    @Test
    void a_file_without_end_is_read_as_far_as_is_reasonable() throws IOException {
        int least = JournalReader.MOST_MOMENTS + 5;
        byte[] line = (GOOD + "\n").getBytes(StandardCharsets.UTF_8);
        Journal journal = JournalReader.read(new InputStream() {
            private long at;

            @Override
            public int read() {
                return at == (long) least * line.length ? -1 : line[(int) (at++ % line.length)];
            }
        });
        assertThat(journal.moments()).hasSize(JournalReader.MOST_MOMENTS);
        assertThat(journal.leftOut()).isEqualTo(5);
        assertThat(journal.cut()).isFalse();
    }
}
