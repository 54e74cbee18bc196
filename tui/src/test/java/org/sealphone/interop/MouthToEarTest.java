package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;

/**
 * How long sound takes from one person's microphone to the other's ear, through {@code javax.sound}, sealed packets and the adaptive jitter
 * buffer, beside Debian's baresip on the same sound server. Needs pulseaudio with its tools, ALSA's plugin for it, baresip, and a checkout
 * whose {@code ./sealphone} is built.
 */
@Tag("interop")
class MouthToEarTest {
    private static final int CHIRPS = 30;
    /** The jitter buffers have settled, and the null sinks have woken. */
    private static final int SETTLED = 10;

    @TempDir
    Path folder;

    /** What a pair of phones came to. */
    private record Heard(String who, double median, double late, int missing) {
        static Heard of(String who, List<Chirps.Delay> delays) {
            List<Chirps.Delay> judged =
                    delays.stream().filter(delay -> delay.second() >= SETTLED).toList();
            double[] milliseconds = judged.stream()
                    .filter(delay -> delay.milliseconds().isPresent())
                    .mapToDouble(delay -> delay.milliseconds().getAsDouble())
                    .sorted()
                    .toArray();
            assertThat(milliseconds).as(who + ": chirps that came back").hasSizeGreaterThan(CHIRPS / 2);
            Heard heard = new Heard(
                    who,
                    milliseconds[milliseconds.length / 2],
                    milliseconds[milliseconds.length * 95 / 100],
                    judged.size() - milliseconds.length);
            System.out.println(heard);
            return heard;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s: median %.1f ms, p95 %.1f ms, %d chirps lost", who, median, late, missing);
        }
    }

    @Test
    void sound_is_sooner_at_the_other_ear_than_through_baresip_at_its_shortest()
            throws IOException, InterruptedException {
        String[] passwords = {PhoneProgram.password(folder, "alice"), PhoneProgram.password(folder, "bob")};
        try (EmbeddedTrunk trunk = trunk(passwords);
                PulseServer pulse = PulseServer.start(folder, List.of("alice", "bob"))) {
            String address = "127.0.0.1:" + trunk.address().getPort();
            Heard opus = sealphone(pulse, address, "opus");
            Heard pcmu = sealphone(pulse, address, "pcmu");
            Heard other = baresip(pulse, address, passwords);
            assertThat(List.of(opus, pcmu))
                    .allSatisfy(heard ->
                            assertThat(heard.median()).as(heard.toString()).isLessThan(other.median()));
        }
    }

    private Heard sealphone(PulseServer pulse, String trunk, String codec) throws IOException, InterruptedException {
        Path launcher = LabRun.launcher();
        PhoneProgram bob = PhoneProgram.start(
                launcher,
                folder,
                "bob",
                trunk,
                "127.0.0.1",
                pulse.environmentOf("bob", "alice"),
                List.of("answer", "--auto", "--calls", "1", "--for", "90s", "--play", "mic", "--codecs", codec));
        bob.says("waiting for calls");
        PhoneProgram alice = PhoneProgram.start(
                launcher,
                folder,
                "alice",
                trunk,
                "127.0.0.1",
                pulse.environmentOf("alice"),
                List.of("call", "bob", "--for", "90s", "--play", "mic", "--codecs", codec));
        try {
            alice.says("sealed:");
            bob.says("sealed:");
            return heard("sealphone in " + codec, pulse);
        } finally {
            alice.destroy();
            alice.code();
            bob.code();
        }
    }

    /** At the smallest of its jitter buffers at which everything is heard. */
    private Heard baresip(PulseServer pulse, String trunk, String... passwords)
            throws IOException, InterruptedException {
        for (String delay : List.of("1-2", "2-4", "3-6", "5-10")) {
            try (BaresipAtCards bob = BaresipAtCards.start(
                            folder, "bob", trunk, passwords[1], delay, pulse.environmentOf("bob", "alice"));
                    BaresipAtCards alice = BaresipAtCards.start(
                            folder, "alice", trunk, passwords[0], delay, pulse.environmentOf("alice"))) {
                alice.dials("bob");
                bob.says("Call established");
                Heard heard = heard("baresip, jitter buffer of " + delay + " frames", pulse);
                if (heard.missing() == 0) {
                    return heard;
                }
            }
        }
        throw new IOException("baresip lost something at each of its settings");
    }

    private static Heard heard(String who, PulseServer pulse) throws IOException, InterruptedException {
        // A null sink that wakes takes up to two seconds for its first octets.
        Waiting.pause(3000);
        pulse.turnDown("alice");
        PulseServer.Recorder recorder = pulse.recordMicrophone("alice");
        pulse.speak("alice", Chirps.played(CHIRPS));
        return Heard.of(who, new Chirps().delays(recorder.samples(CHIRPS + 2)));
    }

    private EmbeddedTrunk trunk(String... passwords) throws IOException {
        DevelopmentCa authority = DevelopmentCa.create("Sealphone sound", Instant.now(), new SecureRandom());
        authority.exportPem(folder.resolve("ca.crt"));
        IssuedCertificate server = authority.server(KamailioServer.DOMAIN);
        // Debian's baresip knows MD5 alone.
        return EmbeddedTrunk.builder(KamailioServer.DOMAIN, new TlsIdentity(server.key(), server.chain()))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .digest(DigestAlgorithm.MD5)
                .user("alice", passwords[0].toCharArray())
                .user("bob", passwords[1].toCharArray())
                .start();
    }
}
