package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code test}: plans against the embedded trunk, the exit code, and the report in each of its forms. */
class TestCommandTest {
    private static final Path SHOWN =
            Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "docs/plans/embedded.toml");

    @TempDir
    Path folder;

    private String plan(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.toml"), text).toString();
    }

    @Test
    @Tag("privileged")
    void the_plan_that_is_shown_goes_as_it_says() throws IOException {
        Path xml = folder.resolve("calls.xml");
        Path page = folder.resolve("calls.html");
        Bench.run("test", SHOWN.toString(), "-o", "json", "-o", "junit=" + xml, "-o", "html=" + page)
                .exits(0)
                .says("\"name\":\"the echo comes back\",\"exit\":{\"code\":0", "\"dtmf_received\":\"12#\"");
        assertThat(Files.readString(xml)).contains("tests=\"4\" failures=\"0\"", "name=\"nobody of that name\"");
        assertThat(Files.readString(page))
                .contains("4 of 4 as wanted", "default-src 'none'")
                .doesNotContain("<script");
    }

    @Test
    @Tag("privileged")
    void a_call_is_transferred_and_goes_on_with_whom_it_was_transferred_to() throws IOException {
        Bench.run(
                        "test",
                        plan(
                                """
                                [trunk]
                                users = ["alice", "bob"]
                                [[call]]
                                from = "alice"
                                to = "bob"
                                for = "6s"
                                transfer-after = "500ms"
                                transfer-to = "echo"
                                expect.status = 200
                                """))
                .exits(0)
                .says("1 of 1 as wanted");
    }

    @Test
    void CLI_20_21_31_what_is_not_as_wanted_fails_that_call_alone() throws IOException {
        Path xml = folder.resolve("calls.xml");
        Bench.run(
                        "test",
                        plan(
                                """
                                order = "parallel"
                                [trunk]
                                users = ["alice", "bob"]
                                [[call]]
                                name = "<nobody> & \\u001b[2J"
                                from = "alice"
                                to = "dave"
                                expect.status = 404
                                [[call]]
                                name = "wrong in all"
                                from = "alice"
                                to = "bob"
                                for = "300ms"
                                expect.status = 486
                                expect.tone = 440
                                expect.tls = "TLSv1.2"
                                expect.codec = "g729"
                                expect.max-setup = "0s"
                                """),
                        "-o",
                        "junit=" + xml,
                        "-o",
                        "html=" + folder.resolve("calls.html"))
                .exits(1)
                .says("1 of 2 as wanted", "CLI-20", "200 instead of 486", "CLI-21", "tls: wanted TLSv1.2, got TLSv1.3")
                .says("codec: wanted g729, got ", "max-setup: wanted at most 0s");
        assertThat(Files.readString(xml))
                .contains("tests=\"2\" failures=\"1\"", "&lt;nobody&gt; &amp; \\u{1b}", "200 instead of 486");
        assertThat(Files.readString(folder.resolve("calls.html")))
                .contains("&lt;nobody&gt; &amp; ", "1 of 2 as wanted")
                .doesNotContain("\u001b");
    }

    @Test
    void a_plan_that_cannot_be_is_refused_before_anything_leaves() throws IOException {
        String text = "[trunk]\nusers = [\"alice\"]\n[[call]]\nfrom = \"alice\"\nto = \"echo\"\n";
        Bench.run("test", plan(text + "play = \"nowhere.wav\"\n")).exits(8).says("DEV-02");
        Bench.run("test", plan(text + "play = \"mic\"\n")).exits(2).says("CLI-02", "play");
        Bench.run("test", plan(text + "[account.alice]\npolicy = \"lax\"\n"))
                .exits(2)
                .says("CLI-60", "'lax'");
        Bench.run("test", folder.resolve("none.toml").toString()).exits(8).says("CLI-13");
        Bench.run("test", plan("[account.alice]\nuser = \"alice\"\n[[call]]\nfrom = \"alice\"\nto = \"echo\"\n"))
                .exits(2)
                .says("CLI-05", "account alice: --registrar");
        Bench.run("test", plan(text), "-o", "junit=" + folder.resolve("no/where.xml"))
                .exits(8)
                .says("CLI-10");
        Bench.run("test", plan(text), "-o", "junit=").exits(2).says("CLI-02");
    }
}
