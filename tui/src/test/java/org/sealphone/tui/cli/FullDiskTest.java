package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.book.Book;
import org.sealphone.tui.book.Contact;

/** Files about a call on a file system of 64 KiB: the call goes on, the run ends with 8 and says which file ended before its time. */
@Tag("privileged")
class FullDiskTest {
    @TempDir
    Path folder;

    private Bench bench;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        bench = Bench.open(folder);
        disk = Files.createDirectory(folder.resolve("disk"));
        root("mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "sealphone-test", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        try {
            bench.close();
        } finally {
            // Lazily: a file that a thread has not closed yet keeps no mount behind.
            root("umount", "--lazy", disk.toString());
        }
    }

    private static void root(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(List.of(command).toString()).isZero();
    }

    /** Six seconds of G.711 are 96 kB of sound and more than 100 kB of packets. */
    private Bench.Ran call(String option, String file) {
        Bench.Ran ran = Bench.run(
                bench.as("alice", "call", "tone", "--codecs", "pcmu", "--for", "6s", "--expect-tone", "440"),
                option,
                disk.resolve(file).toString());
        assertThat(ran.said()).containsPattern("200 OK after \\d+ ms, [6-9](\\.\\d)? s, ended by us");
        return ran;
    }

    @Test
    void a_configuration_that_does_not_fit_stays_as_it_was() throws IOException {
        Path config = disk.resolve("config.toml");
        String text = "# " + "x".repeat(40_000) + "\n[profile.work]\nuser = \"alice\"\n";
        Files.writeString(config, text);
        Bench.run(Map.of("SEALPHONE_CONFIG", config.toString()), "config", "migrate")
                .exits(8)
                .says("[CLI-10]", "is as it was");
        assertThat(Files.readString(config)).isEqualTo(text);
        try (var left = Files.list(disk)) {
            assertThat(left).containsExactly(config);
        }
        Files.writeString(config, "[profile.work]\nuser = \"alice\"\n");
        Bench.run(Map.of("SEALPHONE_CONFIG", config.toString()), "config", "migrate")
                .exits(0);
        assertThat(Files.readString(config)).startsWith("version = 1\n[profile.work]");
    }

    @Test
    void a_contact_that_does_not_fit_leaves_the_others_as_they_were() throws IOException {
        Path contacts = disk.resolve("contacts.jsonl");
        List<String> failures = new CopyOnWriteArrayList<>();
        kept(contacts, failures, "Bob");
        assertThat(failures).isEmpty();
        List<String> before = Files.readAllLines(contacts);
        Path filling = disk.resolve("filling");
        assertThatThrownBy(() -> fill(filling)).isInstanceOf(IOException.class);
        kept(contacts, failures, "Carol");
        assertThat(failures).hasSize(1).allMatch(why -> why.contains("CLI-10"));
        assertThat(Files.readAllLines(contacts)).isEqualTo(before);
        Files.delete(filling);
        kept(contacts, failures, "Carol");
        assertThat(failures).hasSize(1);
        assertThat(Files.readAllLines(contacts)).hasSize(2).containsAll(before);
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int page = 0; page < 100; page++) {
                out.write(new byte[4096]);
            }
        }
    }

    private static void kept(Path contacts, List<String> failures, String name) {
        try (Book book = Book.kept(contacts, contacts.resolveSibling("history.jsonl"))) {
            book.open(new Book.Reader() {
                @Override
                public void failed(Refusal why) {
                    failures.add(why.text());
                }
            });
            book.keep(new Contact(name, "4711", Optional.empty()));
        }
    }

    @Test
    void a_recording_ends_and_the_call_goes_on() throws IOException {
        call("--record", "heard.wav").exits(8).says("[DEV-05]", "200 OK", "440 Hz");
        assertThat(Files.size(disk.resolve("heard.wav"))).isGreaterThan(30_000);
    }

    @Test
    void a_capture_ends_and_the_call_goes_on() {
        call("--pcap", "call.pcap").exits(8).says("[CLI-11]", "call.pcap", "200 OK");
    }

    @Test
    void a_log_ends_and_the_call_goes_on() throws IOException {
        Files.write(disk.resolve("filling"), new byte[56 << 10]);
        call("--log", "call.log").exits(8).says("[CLI-11]", "call.log", "200 OK");
    }

    @Test
    void with_room_enough_nothing_is_said() {
        Bench.run(
                        bench.as("alice", "call", "tone", "--codecs", "pcmu", "--for", "1s"),
                        "--record",
                        disk.resolve("short.wav").toString())
                .exits(0);
    }
}
