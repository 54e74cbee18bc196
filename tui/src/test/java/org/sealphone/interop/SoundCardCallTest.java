package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;

/**
 * Two phones as people start them, each with a microphone and a loudspeaker of PulseAudio through {@code javax.sound}: what one's microphone
 * hears comes out of the other's loudspeaker, also after the sound server has died in the call and after it has stood still. Needs pulseaudio
 * with its tools, ALSA's plugin for it, and a checkout whose {@code ./sealphone} is built.
 */
@Tag("interop")
class SoundCardCallTest {
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 1000;
    private static final int SECONDS = 10;
    /** A sound server without priority breaks up when the machine is busy with something else; half of the time it must not. */
    private static final int LEAST_SECONDS = 5;

    /** Opus at its default rate; without a network the sound server's own gaps are all that disturbs it. */
    private static final double LEAST_SNR = 15;

    @TempDir
    Path folder;

    @Test
    void DEV_08_microphone_to_loudspeaker_both_ways_and_the_sound_comes_back_whatever_the_server_does()
            throws IOException, InterruptedException {
        try (EmbeddedTrunk trunk = trunk();
                PulseServer pulse = PulseServer.start(folder, List.of("alice", "bob"))) {
            Path launcher = LabRun.launcher();
            String port = Integer.toString(trunk.address().getPort());
            PhoneProgram bob = PhoneProgram.start(
                    launcher,
                    folder,
                    "bob",
                    "127.0.0.1:" + port,
                    "127.0.0.1",
                    pulse.environmentOf("bob"),
                    List.of("answer", "--auto", "--calls", "1", "--for", "180s", "--play", "mic"));
            bob.says("waiting for calls");
            PhoneProgram alice = PhoneProgram.start(
                    launcher,
                    folder,
                    "alice",
                    "127.0.0.1:" + port,
                    "127.0.0.1",
                    pulse.environmentOf("alice"),
                    List.of("call", "bob", "--for", "180s", "--play", "mic"));
            try {
                alice.says("sealed:");
                bob.says("sealed:");
                speak(pulse);
                soundPasses(pulse, "at first");

                pulse.dies();
                gone(1, alice, bob);
                pulse.comesBack();
                back(1, alice, bob);
                speak(pulse);
                soundPasses(pulse, "after the server died");

                pulse.stops();
                gone(2, alice, bob);
                pulse.goesOn();
                back(2, alice, bob);
                soundPasses(pulse, "after it stood still");
            } finally {
                alice.destroy();
            }
            assertThat(alice.code()).as(alice.said()).isEqualTo(130);
            assertThat(bob.ends()).isEmpty();
            for (PhoneProgram phone : List.of(alice, bob)) {
                assertThat(phone.result())
                        .contains(
                                "DEV-08",
                                "microphone: gone 2 times, back each time",
                                "loudspeaker: gone 2 times, back each time");
                assertThat(phone.number("rx_auth_failed")).isZero();
                assertThat(phone.number("datagrams_out")).isGreaterThan(500).isEqualTo(phone.number("sealed_out"));
            }
        }
    }

    private EmbeddedTrunk trunk() throws IOException {
        DevelopmentCa authority = DevelopmentCa.create("Sealphone sound", Instant.now(), new SecureRandom());
        authority.exportPem(folder.resolve("ca.crt"));
        IssuedCertificate server = authority.server(KamailioServer.DOMAIN);
        return EmbeddedTrunk.builder(KamailioServer.DOMAIN, new TlsIdentity(server.key(), server.chain()))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .user("alice", PhoneProgram.password(folder, "alice").toCharArray())
                .user("bob", PhoneProgram.password(folder, "bob").toCharArray())
                .start();
    }

    private static void gone(int times, PhoneProgram... phones) throws IOException, InterruptedException {
        for (PhoneProgram phone : phones) {
            phone.says("the microphone is gone", times);
            phone.says("the loudspeaker is gone", times);
        }
    }

    private static void back(int times, PhoneProgram... phones) throws IOException, InterruptedException {
        for (PhoneProgram phone : phones) {
            phone.says("the microphone is back", times);
            phone.says("the loudspeaker is back", times);
        }
    }

    private static void speak(PulseServer pulse) throws IOException {
        pulse.speak("alice", ALICE_HZ);
        pulse.speak("bob", BOB_HZ);
    }

    /** Each hears the other's tone and nothing else. */
    private static void soundPasses(PulseServer pulse, String when) throws IOException, InterruptedException {
        // A null sink that wakes takes up to two seconds for its first octets.
        Waiting.pause(3000);
        PulseServer.Recorder atAlice = pulse.record("alice");
        PulseServer.Recorder atBob = pulse.record("bob");
        heard(when + ", alice", atAlice.samples(SECONDS), BOB_HZ);
        heard(when + ", bob", atBob.samples(SECONDS), ALICE_HZ);
    }

    private static void heard(String who, short[] pcm, int hertz) {
        int good = 0;
        StringBuilder seen = new StringBuilder();
        for (int at = 0; at < pcm.length; at += PulseServer.RATE) {
            Heard heard = ToneAnalyser.analyse(pcm, at, PulseServer.RATE, PulseServer.RATE);
            good += heard.tone(hertz, LEAST_SNR) ? 1 : 0;
            seen.append(String.format(
                    " %.0f Hz %.1f dB", heard.toneHz().orElse(0), heard.snrDb().orElse(0)));
        }
        System.out.println(who + " hears " + hertz + " Hz in " + good + " of " + SECONDS + " s:" + seen);
        assertThat(good).as(who + ":" + seen).isGreaterThanOrEqualTo(LEAST_SECONDS);
    }
}
