package org.sealphone.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.loop.Endpoint;

/** The examples, as an integrator runs them: real TLS and real sockets on loopback, and the embedded trunk at their other end. */
class IntegratorExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."))
            .toAbsolutePath()
            .normalize();
    private static final char[] PASSWORD = "kX7-quartz-Lantern-92".toCharArray();
    private static final int FRAMES = 10;

    @TempDir
    Path folder;

    private EmbeddedTrunk trunk() throws IOException {
        DevelopmentCa authority = DevelopmentCa.create("examples", Instant.now(), new SecureRandom());
        authority.exportPem(folder.resolve("ca.pem"));
        return EmbeddedTrunk.builder("localhost", TlsIdentity.of(authority.server("localhost")))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .user("alice", PASSWORD)
                .user("bob", PASSWORD)
                .start();
    }

    private Account account(EmbeddedTrunk trunk, String user) throws IOException {
        return TrunkAccount.of("sips:localhost:" + trunk.address().getPort(), user, PASSWORD, folder.resolve("ca.pem"));
    }

    /** Completes the future when it was given so many frames of sound. */
    private static CallMedia listening(CompletableFuture<Void> enough) {
        CountDownLatch frames = new CountDownLatch(FRAMES);
        AudioOutput counting = sampleRate -> (pcm, offset, samples) -> {
            frames.countDown();
            if (frames.getCount() == 0) {
                enough.complete(null);
            }
        };
        return new CallMedia(AudioInput.tone(660), List.of(counting));
    }

    @Test
    void one_example_calls_and_the_other_answers_and_records() throws Exception {
        try (EmbeddedTrunk trunk = trunk();
                AnswerAndRecord bob = new AnswerAndRecord(account(trunk, "bob"), folder)) {
            assertThat(bob.register().get()).isEqualTo(new End.Ok());
            CompletableFuture<Void> enough = new CompletableFuture<>();
            CallReport call = RegisterAndCall.call(account(trunk, "alice"), "bob", listening(enough), enough);
            assertThat(call.end()).isEqualTo(new End.Ok());
            assertThat(call.status()).contains(200);
            assertThat(call.media().orElseThrow().sealedOut())
                    .isPositive()
                    .isEqualTo(call.media().orElseThrow().txPackets()
                            + call.media().orElseThrow().rtcpTx());
            CallReport answered = bob.first().get(20, TimeUnit.SECONDS);
            assertThat(answered.end()).isEqualTo(new End.Ok());
            assertThat(folder.resolve(answered.id() + ".wav")).isNotEmptyFile();
        }
    }

    @Test
    void the_events_of_a_call_in_words() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> enough = new CompletableFuture<>();
        try (EmbeddedTrunk trunk = trunk();
                Endpoint endpoint = Endpoint.open();
                Ua phone = endpoint.phone(account(trunk, "alice"), event -> FollowTheEvents.words(event)
                        .ifPresent(said::add))) {
            Ua.Call call = phone.dial("echo", listening(enough));
            enough.thenRun(() -> phone.hangUp(call.id()));
            assertThat(call.ended().get().end()).isEqualTo(new End.Ok());
            assertThat(endpoint.ledger().datagramsOut()).isPositive();
        }
        assertThat(said)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("the trunk is who it should be, over TLSv1.3"),
                        two -> assertThat(two).startsWith("call-1 to sips:echo@localhost"),
                        three -> assertThat(three).startsWith("call-1 is sealed with AEAD_AES_"),
                        four -> assertThat(four).isEqualTo("call-1 is over"));
    }

    @Test
    void what_does_not_stand_for_a_trunk_over_tls_makes_no_account() throws IOException {
        try (EmbeddedTrunk trunk = trunk()) {
            assertThat(account(trunk, "alice").user()).isEqualTo("alice");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrunkAccount.of("udp:localhost", "alice", PASSWORD, folder.resolve("ca.pem")))
                .withMessageContaining("GUARD-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TrunkAccount", "RegisterAndCall", "AnswerAndRecord", "FollowTheEvents"})
    void the_document_shows_the_example_word_for_word(String name) throws IOException {
        String source =
                Files.readString(ROOT.resolve("test-harness/src/test/java/org/sealphone/examples/" + name + ".java"));
        assertThat(Files.readString(ROOT.resolve("docs/INTEGRATE.md")))
                .contains("```java\n" + source.substring(source.indexOf("/**")) + "```\n");
    }

    @Test
    void the_coordinates_are_those_of_the_build() throws IOException {
        String version = between(Files.readString(ROOT.resolve("pom.xml")), "<version>", "</version>");
        assertThat(Files.readString(ROOT.resolve("ua-core/pom.xml")))
                .contains("<artifactId>sealphone-ua-core</artifactId>");
        assertThat(Files.readString(ROOT.resolve("docs/INTEGRATE.md")).replaceAll("\\s+", ""))
                .contains("<groupId>org.sealphone</groupId><artifactId>sealphone-ua-core</artifactId><version>"
                        + version
                        + "</version>");
    }

    private static String between(String text, String before, String behind) {
        int at = text.indexOf(before) + before.length();
        return text.substring(at, text.indexOf(behind, at));
    }

    @Test
    void registering_and_calling_takes_twenty_lines() throws IOException {
        String source = Files.readString(
                ROOT.resolve("test-harness/src/test/java/org/sealphone/examples/RegisterAndCall.java"));
        assertThat(source.substring(source.indexOf("/**")).lines()).hasSizeLessThanOrEqualTo(20);
    }
}
