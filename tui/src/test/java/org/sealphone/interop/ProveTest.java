package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sealphone prove} as a sceptic runs it: our phone is sealed, and a talker in clear in its place is caught. */
@Tag("interop")
@Timeout(300)
class ProveTest {
    @TempDir
    Path folder;

    private record Ran(int exit, String out) {}

    private static Ran prove(String... words) throws IOException, InterruptedException {
        return proveWith(System.getenv("PATH"), words);
    }

    private static Ran proveWith(String path, String... words) throws IOException, InterruptedException {
        return over(start(path, words));
    }

    private static Process start(String path, String... words) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(Path.of("..", "sealphone").toString(), "prove", "-o", "json", "-q"));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", path);
        return builder.start();
    }

    private static Ran over(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out);
    }

    @Test
    void our_phone_is_sealed_whatever_the_trunk_answers_or_offers() throws Exception {
        Ran ran = prove("--scenario", "ADV-01", "--scenario", "ADV-03", "--scenario", "ADV-16", "--scenario", "ADV-85");
        assertThat(ran.out()).doesNotContain("\"verdict\":\"failed\"", "\"verdict\":\"leak\"");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains("\"stage\":\"namespace\"", "\"sealed\":true", "\"unknown\":0", "\"seen_decrypted\":true");
    }

    /** An answer without keys, and a phone that speaks all the same. */
    @Test
    void a_talker_in_clear_in_the_dock_is_a_leak_that_is_shown() throws Exception {
        Ran ran = prove(
                "--scenario",
                "ADV-01",
                "--subject",
                "T={trunk}; exec bash -c \"echo 'INVITE sip:{user}@pbx.example SIP/2.0' >/dev/udp/${T%:*}/${T#*:}\"");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
        assertThat(ran.out()).contains("\"verdict\":\"leak\"", "INVITE sip:alice");
    }

    /** The one packet is to somebody who is not there: the room has no other door than the witness. */
    @Test
    void a_stray_packet_to_anywhere_is_seen() throws Exception {
        Ran ran = prove("--scenario", "ADV-01", "--subject", "exec bash -c 'echo x >/dev/udp/192.0.2.7/53'");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
        assertThat(ran.out()).contains("192.0.2.7");
    }

    /** Each answer of the rule is played in a room of IPv6 too, which has as few doors. */
    @Test
    void a_stray_packet_over_ipv6_is_seen_as_well() throws Exception {
        Ran ran = prove("--scenario", "ADV-01", "--subject", "exec bash -c 'echo x >/dev/udp/2001:db8::7/53'");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
        assertThat(ran.out()).contains("2001:db8");
    }

    /** A strace that starts the phone and writes down nothing. */
    @Test
    void a_witness_that_is_blind_is_named_and_nothing_passes() throws Exception {
        Path strace = folder.resolve("strace");
        Files.writeString(
                strace, "#!/bin/sh\nwhile [ \"$1\" != -o ]; do shift; done\n: >\"$2\"\nshift 2\nexec \"$@\"\n");
        Files.setPosixFilePermissions(strace, PosixFilePermissions.fromString("rwx------"));
        Ran ran = proveWith(folder + ":" + System.getenv("PATH"), "--scenario", "ADV-50");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(1);
        assertThat(ran.out()).contains("the trace of system calls has no connection", "\"sealed\":false");
    }

    @Test
    void pages_and_what_Wireshark_needs_are_written_for_their_owner_alone() throws Exception {
        Path html = folder.resolve("proof.html");
        Path junit = folder.resolve("proof.xml");
        Path kept = folder.resolve("kept");
        Ran ran = prove(
                "--scenario",
                "ADV-01",
                "-o",
                "html=" + html,
                "-o",
                "junit=" + junit,
                "--keep",
                kept.toString(),
                "--subject",
                "T={trunk}; exec bash -c \"echo 'INVITE sip:{user}@pbx.example SIP/2.0' >/dev/udp/${T%:*}/${T#*:}\"");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
        assertThat(html).content().contains("NOT SEALED", "INVITE sip:alice");
        assertThat(junit).content().contains("<failure type=\"leak\"");
        try (Stream<Path> files = Stream.concat(Files.list(kept), Stream.of(html, junit))) {
            assertThat(files.toList()).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    /** Two that wait side by side: a soak, and a heap that a blind witness looks into. */
    @Test
    void a_minute_of_an_hour_is_sealed_and_measured_and_who_sees_no_key_in_a_heap_passes_nothing() throws Exception {
        Path jcmd = folder.resolve("jcmd");
        Files.writeString(jcmd, "#!/bin/sh\nfor file; do :; done\n: >\"$file\"\n");
        Files.setPosixFilePermissions(jcmd, PosixFilePermissions.fromString("rwx------"));
        Process blind = start(folder + ":" + System.getenv("PATH"), "--scenario", "SRTP-15");
        Ran ran = prove("--soak", "1m");
        Ran unseen = over(blind);
        assertThat(unseen.exit()).as(unseen.out()).isEqualTo(1);
        assertThat(unseen.out())
                .contains("holds no key of it: who looked into it is blind", "\"sealed\":false")
                .doesNotContain("\"verdict\":\"leak\"");
        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains(
                        "\"id\":\"SOAK\"", "\"sealed\":true", "measurements of the phone's memory", "connections lost");
    }

    @Test
    void a_phone_that_says_nothing_proves_nothing() throws Exception {
        Ran ran = prove("--scenario", "ADV-01", "--subject", "true");
        assertThat(ran.exit()).as(ran.out()).isEqualTo(1);
        assertThat(ran.out()).contains("CLI-43", "\"sealed\":false");
    }
}
