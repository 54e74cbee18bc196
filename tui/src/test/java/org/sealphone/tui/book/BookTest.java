package org.sealphone.tui.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Refusal;

/** What is kept from one start to the next, and what a damaged or crowded disk makes of it. */
class BookTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    Path folder;

    private Path contacts;
    private Path calls;
    private final List<String> failures = new ArrayList<>();
    private Pages pages = Pages.EMPTY;

    @BeforeEach
    void places() {
        contacts = folder.resolve("data/contacts.jsonl");
        calls = folder.resolve("state/history.jsonl");
    }

    private Book open() {
        Book book = Book.kept(contacts, calls, Runnable::run, () -> {});
        book.open(new Book.Reader() {
            @Override
            public void read(Pages now) {
                pages = now;
            }

            @Override
            public void failed(Refusal why) {
                failures.add(why.text());
            }
        });
        return book;
    }

    private static PastCall call(int minute, String party) {
        return new PastCall(
                AT.plusSeconds(60L * minute),
                minute % 2 == 1,
                party,
                "Bob \u001b[2J\n\ud83d\ude00",
                minute % 3 == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(21)),
                minute % 3 != 0,
                "ok",
                "",
                "AEAD_AES_256_GCM",
                "sips:alice@pbx.example");
    }

    @Test
    void what_was_kept_is_there_at_the_next_start() throws IOException {
        Book book = open();
        assertThat(pages).isEqualTo(Pages.EMPTY);
        book.add(call(1, "sips:bob@pbx.example"));
        book.add(call(3, "4711"));
        book.keep(new Contact("carol", "sips:carol@pbx.example", Optional.of("sips:alice@pbx.example")));
        book.keep(new Contact("Bob", "4711", Optional.empty()));
        Pages before = pages;
        pages = Pages.EMPTY;
        Book again = open();
        assertThat(pages).isEqualTo(before);
        assertThat(pages.calls()).containsExactly(call(3, "4711"), call(1, "sips:bob@pbx.example"));
        assertThat(pages.contacts()).extracting(Contact::name).containsExactly("Bob", "carol");
        again.keep(new Contact("Bob", "4712", Optional.empty()));
        assertThat(pages.contacts()).extracting(Contact::target).containsExactly("4712", "sips:carol@pbx.example");
        again.remove("Bob");
        assertThat(pages.contacts()).extracting(Contact::name).containsExactly("carol");
        assertThat(Files.readAllLines(calls)).hasSize(2).allMatch(line -> line.matches("[ -~]+"));
        for (Path file : List.of(contacts, calls)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void two_phones_of_one_person_lose_nothing_of_each_other() {
        Book one = open();
        Book other = open();
        one.add(call(1, "one"));
        other.add(call(2, "two"));
        one.add(call(4, "three"));
        assertThat(pages.calls()).extracting(PastCall::party).containsExactly("three", "two", "one");
    }

    @Test
    void only_the_newest_calls_are_kept() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int minute = 0; minute < Book.MOST_CALLS; minute++) {
            lines.add(Entry.Json.line(Entry.CALL.fields(call(minute, "party " + minute))));
        }
        Files.createDirectories(calls.getParent());
        Files.write(calls, lines);
        open().add(call(Book.MOST_CALLS, "party " + Book.MOST_CALLS));
        assertThat(pages.calls()).hasSize(Book.MOST_CALLS);
        assertThat(pages.calls().get(0).party()).isEqualTo("party " + Book.MOST_CALLS);
        assertThat(pages.calls().get(Book.MOST_CALLS - 1).party()).isEqualTo("party 1");
    }

    @Test
    void a_line_that_is_not_understood_is_never_written_over() throws IOException {
        open().add(call(1, "one"));
        String good = Files.readString(calls);
        for (String bad : List.of(
                good.replace("\"v\":\"1\"", "\"v\":\"2\""),
                good.replace("2026-11-27", "2026-13-27"),
                good + "\n",
                good + "[]\n",
                good.replace("}", ""))) {
            Files.writeString(calls, bad);
            failures.clear();
            Book book = open();
            book.add(call(2, "two"));
            assertThat(Files.readString(calls)).isEqualTo(bad);
            assertThat(failures).hasSize(2).allMatch(why -> why.startsWith("CLI-16"));
            assertThat(pages.calls()).as("counts while the phone runs").hasSize(1);
        }
        Files.writeString(calls, good);
        failures.clear();
        open().add(call(2, "two"));
        assertThat(failures).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    @Test
    void a_place_that_cannot_be_written_costs_the_book_and_nothing_else() throws IOException {
        Files.createDirectories(calls);
        Book book = open();
        book.add(call(1, "one"));
        assertThat(failures).isNotEmpty();
        assertThat(pages.calls()).hasSize(1);
        book.keep(new Contact("Bob", "4711", Optional.empty()));
        assertThat(Files.readString(contacts)).contains("4711");
    }

    @Test
    void what_a_writer_left_that_was_stopped_is_no_harm() throws IOException {
        open().add(call(1, "one"));
        Files.writeString(calls.resolveSibling(".history.jsonl.new"), "{\"v\":\"1\",\"at\":\"2026");
        open().add(call(2, "two"));
        assertThat(failures).isEmpty();
        assertThat(pages.calls()).hasSize(2);
        assertThat(calls.resolveSibling(".history.jsonl.new")).doesNotExist();
    }

    @Test
    void texts_are_cut_to_what_a_person_reads() {
        Book book = open();
        book.add(call(1, "x".repeat(299) + "\ud83d\ude00" + "y".repeat(5000)));
        open();
        assertThat(pages.calls().get(0).party()).isEqualTo("x".repeat(299));
        assertThat(failures).isEmpty();
    }
}
