package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trunk}: the files around the embedded trunk, and phones that find everything they need in what it says. */
class TrunkCommandTest {
    private static final String ANY_PORT = "127.0.0.1:0";
    private static final String PRIVATE = "rw-------";

    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** What this process holds open. */
    private static List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)) {
                    open.add(Files.readSymbolicLink(descriptor));
                }
            }
        }
        return open;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** The command that the trunk suggests, as words. */
    static List<String> suggested(Bench.Running trunk) {
        trunk.said("Ctrl-C ends it");
        Matcher line = Pattern.compile("try: sealphone (call echo .*)")
                .matcher(trunk.err().replace("\r", ""));
        assertThat(line.find()).isTrue();
        return new ArrayList<>(List.of(line.group(1).split(" ")));
    }

    @Test
    @Tag("privileged")
    void what_it_suggests_works_and_its_files_are_private_and_go_with_it() throws IOException {
        Bench.Running trunk =
                Bench.start(List.of("trunk", "--listen", ANY_PORT, "--keys", file("keys"), "-v", "-o", "json"));
        List<String> call = suggested(trunk);
        Path password = Path.of(call.get(call.indexOf("--password-file") + 1));
        Path users = password.resolveSibling("users");
        assertThat(List.of(mode(password), mode(users), mode(folder.resolve("keys"))))
                .containsOnly(PRIVATE);
        String secret = Files.readString(password).trim();
        assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Files.readString(users)).isEqualTo("alice:" + secret + "\n");
        call.set(call.size() - 1, "1s");
        Bench.run(call).exits(0).says("AEAD_AES_256_GCM", "localhost");
        Bench.Ran ran = trunk.interrupted().ran().exits(130);
        assertThat(ran.out()).contains("\"command\":\"trunk\"").doesNotContain(secret);
        assertThat(ran.err())
                .contains("alice registered", "echo on", "alice is gone")
                .doesNotContain(secret);
        assertThat(Files.readString(folder.resolve("keys")))
                .contains("CLIENT_TRAFFIC_SECRET_0 ", "# SDES ", " offer a=crypto:", " answer a=crypto:");
        assertThat(password.getParent()).doesNotExist();
    }

    @Test
    @Tag("privileged")
    void users_of_a_file_the_digest_that_was_named_and_the_authority() throws IOException {
        Bench.secret(folder.resolve("users"), "# people\ncarol:a-Secret-of-carol-17\n");
        Bench.secret(folder.resolve("carol"), "a-Secret-of-carol-17");
        Bench.Running trunk = Bench.start(List.of(
                "trunk",
                "--listen",
                ANY_PORT,
                "--domain",
                "pbx.example",
                "--users",
                file("users"),
                "--digest",
                "MD5",
                "--export-ca",
                file("ca.pem")));
        trunk.said("Ctrl-C ends it");
        Matcher port =
                Pattern.compile("listening on 127.0.0.1:(\\d+) as pbx.example").matcher(trunk.err());
        assertThat(port.find()).isTrue();
        List<String> account = List.of(
                "register",
                "--once",
                "--registrar",
                "sips:pbx.example",
                "--outbound",
                "sips:127.0.0.1:" + port.group(1),
                "--user",
                "carol",
                "--password-file",
                file("carol"),
                "--ca",
                file("ca.pem"));
        Bench.run(account).exits(0).says("digest MD5", "AUTH-");
        Bench.run(account, "--policy", "strict").exits(5).says("AUTH-02");
        assertThat(trunk.err()).doesNotContain("password   ");
        trunk.interrupted().ran().exits(130).says("listened", "as pbx.example", "served");
        assertThat(folder.resolve("users")).exists();
        assertThat(folder.resolve("ca.pem")).exists();
    }

    @Test
    void what_it_cannot_use_is_named_before_it_listens() throws IOException {
        Path open = Bench.secret(folder.resolve("open"), "carol:a-Secret-of-carol-17");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Bench.run("trunk", "--listen", ANY_PORT, "--users", open.toString())
                .exits(8)
                .says("CLI-07", "chmod 600", "open");
        Bench.secret(folder.resolve("bent"), "carol");
        Bench.run("trunk", "--listen", ANY_PORT, "--users", file("bent"))
                .exits(8)
                .says("CLI-14", "line 1");
        Bench.run("trunk", "--listen", ANY_PORT, "--users", file("none")).exits(8);
        Bench.run("trunk", "--listen", ANY_PORT, "--export-ca", file("no/ca.pem"))
                .exits(8)
                .says("CLI-10", "--export-ca");
        Bench.run("trunk", "--listen", ANY_PORT, "--export-ca", file("no/ca.pem"), "--keys", file("unused"))
                .exits(8);
        assertThat(openFiles()).doesNotContain(folder.resolve("unused"));
        Bench.run("trunk", "--listen", ANY_PORT, "--keys", file("no/keys"))
                .exits(8)
                .says("CLI-10", "its folder does not exist");
        Bench.run("trunk", "--listen", ANY_PORT, "--domain", "two words")
                .exits(2)
                .says("CLI-02", "--domain");
        Bench.run("trunk", "--listen", ANY_PORT, "--pcap", file("x.pcap"))
                .exits(2)
                .says("CLI-03");
        Bench.run("trunk", "--listen", "localhost:0").exits(2).says("CLI-02");
        Bench.run("trunk", "--listen", "127.0.0.1").exits(2).says("127.0.0.1:5061");
        Bench.run("trunk", "--listen", "127.0.0.1:70000").exits(2);
        Bench.run("trunk", "--digest", "SHA-1").exits(2).says("SHA-1");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Bench.run("trunk", "--listen", "127.0.0.1:" + taken.getLocalPort(), "--keys", file("keys"))
                    .exits(8)
                    .says("CLI-25", "taken");
        }
    }
}
