package org.sealphone.tui.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.audio.LineCheck;
import org.sealphone.media.audio.LineKind;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.report.Health;
import org.sealphone.tui.report.Report;

/** Microphones and loudspeakers in every condition, and the cause where there is none. */
class SoundLookTest {
    private static final SoundServer NOTHING =
            new SoundServer(List.of(), false, Optional.empty(), Optional.empty(), false);

    @TempDir
    Path root;

    /** The same device both ways, which is in one condition. */
    private static SoundLook.Lines lines(Outcome<LineCheck> condition) {
        return new SoundLook.Lines() {
            @Override
            public List<String> names(LineKind kind) {
                return List.of("desk");
            }

            @Override
            public Outcome<LineCheck> check(LineKind kind, String name) {
                return condition;
            }
        };
    }

    private static List<Report.Check> look(Outcome<LineCheck> condition) {
        return new SoundLook(lines(condition), NOTHING).look();
    }

    private static Outcome<LineCheck> hears(double dbfs) {
        return Outcome.granted(new LineCheck(48_000, 1, OptionalDouble.of(dbfs)));
    }

    @Test
    void a_line_that_moves_sound_is_told_with_what_it_is() {
        assertThat(look(hears(-41.4)))
                .containsExactly(
                        Findings.good("microphone", "'desk', 48000 Hz, one channel, hears -41 dBFS"),
                        Findings.good("speaker", "'desk', 48000 Hz, one channel, hears -41 dBFS"));
        assertThat(look(Outcome.granted(new LineCheck(44_100, 2, OptionalDouble.empty()))))
                .extracting(Report.Check::found)
                .containsOnly("'desk', 44100 Hz, 2 channels, plays");
    }

    @Test
    void DEV_10_a_microphone_that_hears_nothing_at_all_is_muted() {
        Report.Check check = look(hears(Double.NEGATIVE_INFINITY)).get(0);
        assertThat(check.health()).isEqualTo(Health.CARE);
        assertThat(check.reason()).contains(MediaReason.DEV_10);
        assertThat(check.advice().orElseThrow()).contains("Unmute");
        assertThat(look(hears(-90)).get(0).health()).isEqualTo(Health.GOOD);
    }

    @Test
    void DEV_09_a_line_that_does_not_open_is_a_fault() {
        Report.Check check = look(Outcome.refused(MediaReason.DEV_09, "microphone desk: busy"))
                .get(0);
        assertThat(check.health()).isEqualTo(Health.FAULT);
        assertThat(check.found()).isEqualTo("microphone desk: busy");
        assertThat(check.advice().orElseThrow()).contains("--mic");
    }

    @Test
    void DEV_09_a_server_that_hangs_holds_nobody() {
        CountDownLatch never = new CountDownLatch(1);
        SoundLook.Lines hanging = new SoundLook.Lines() {
            @Override
            public List<String> names(LineKind kind) {
                if (kind == LineKind.LOUDSPEAKER) {
                    wait(never);
                }
                return List.of("desk");
            }

            @Override
            public Outcome<LineCheck> check(LineKind kind, String name) {
                wait(never);
                return hears(0);
            }

            private void wait(CountDownLatch latch) {
                try {
                    latch.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        SoundLook.Lines opening = lines(hears(0));
        SoundLook.Lines stuck = new SoundLook.Lines() {
            @Override
            public List<String> names(LineKind kind) {
                return opening.names(kind);
            }

            @Override
            public Outcome<LineCheck> check(LineKind kind, String name) {
                return hanging.check(kind, name);
            }
        };
        List<Report.Check> silent = new SoundLook(hanging, NOTHING, Duration.ofMillis(20)).look();
        List<Report.Check> still = new SoundLook(stuck, NOTHING, Duration.ofMillis(20)).look();
        never.countDown();
        assertThat(silent)
                .containsExactly(Findings.fault("sound", "the sound server does not answer", MediaReason.DEV_09));
        assertThat(still).hasSize(2).allSatisfy(check -> {
            assertThat(check.health()).isEqualTo(Health.FAULT);
            assertThat(check.found()).contains("nothing moves");
        });
    }

    private SoundServer server(Map<String, String> environment) {
        return SoundServer.look(environment, root);
    }

    private Path made(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    @Test
    void DEV_07_no_device_is_a_remark_with_the_cause() {
        SoundLook.Lines none = new SoundLook.Lines() {
            @Override
            public List<String> names(LineKind kind) {
                return List.of();
            }

            @Override
            public Outcome<LineCheck> check(LineKind kind, String name) {
                throw new AssertionError("there is none");
            }
        };
        List<Report.Check> checks = new SoundLook(none, server(Map.of())).look();
        assertThat(checks).hasSize(1).allSatisfy(check -> {
            assertThat(check.health()).isEqualTo(Health.CARE);
            assertThat(check.reason()).contains(MediaReason.DEV_07);
            assertThat(check.found()).contains("neither microphone nor", "no sound card", "no sound server");
            assertThat(check.advice().orElseThrow())
                    .contains("PipeWire", "--play tone:440")
                    .doesNotContain("doctor");
        });
    }

    @Test
    void DEV_07_cards_that_may_not_be_opened_and_cards_that_may() throws IOException {
        made("proc/asound/cards", " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n     HDA Intel PCH at 0xf7\n");
        assertThat(server(Map.of()).cause())
                .isEqualTo("the kernel has HDA-Intel - HDA Intel PCH, which you may not open");
        assertThat(server(Map.of()).advice()).contains("/dev/snd", "audio");
        made("dev/snd/pcmC0D0p", "");
        assertThat(server(Map.of()).cause()).contains("which Java does not find");
        assertThat(server(Map.of()).advice()).contains("PipeWire");
    }

    @Test
    void DEV_07_a_server_without_a_way_to_it_and_one_that_does_not_answer() throws IOException {
        Path session = made("run/user/pulse/native", "").getParent().getParent();
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", session.toString());
        assertThat(server(environment).cause()).contains("pulse/native", "no way to it");
        assertThat(server(environment).advice()).contains("libasound2-plugins");
        made("usr/lib/x86_64-linux-gnu/alsa-lib/libasound_module_pcm_pulse.so", "");
        assertThat(server(environment).cause()).contains("does not answer");
        assertThat(server(environment).advice()).contains("Start the sound server");
    }

    @Test
    void DEV_07_a_server_that_is_named_and_not_there() {
        SoundServer server = server(Map.of("PULSE_SERVER", "unix:" + root.resolve("gone")));
        assertThat(server.cause()).contains("PULSE_SERVER names unix:", "nothing is there");
        assertThat(server.advice()).contains("PULSE_SERVER");
        assertThat(server(Map.of("PULSE_SERVER", " ")).named()).isEmpty();
    }
}
