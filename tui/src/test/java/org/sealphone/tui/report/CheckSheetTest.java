package org.sealphone.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.text.Look;

/** What {@code doctor} prints, to the letter, and what it gives to scripts. */
class CheckSheetTest {
    private static final Look UTF8 = Look.of(Look.Colour.NEVER, false, false, Map.of("LANG", "C.UTF-8"));

    private static final List<Report.Check> CHECKS = List.of(
            new Report.Check("java", Health.GOOD, "17.0.15, Linux amd64", Optional.empty(), Optional.empty()),
            new Report.Check(
                    "microphone",
                    Health.CARE,
                    "'default [default]', 48000 Hz, one channel, complete silence",
                    Optional.of(MediaReason.DEV_10),
                    Optional.of("Unmute it where you set the volume, or choose another with --mic.")),
            new Report.Check(
                    "speaker", Health.GOOD, "'default [default]', 48000 Hz, plays", Optional.empty(), Optional.empty()),
            new Report.Check(
                    "speaker",
                    Health.FAULT,
                    "loudspeaker 'dock\u001b[2J': it opens and moves no sound",
                    Optional.of(MediaReason.DEV_09),
                    Optional.of("Close what else uses it.")));

    private static Report report(ExitCode exit) {
        return Report.builder("doctor")
                .checks(CHECKS)
                .exit(exit)
                .reason(new Refusal(MediaReason.DEV_09, "loudspeaker 'dock'"))
                .build();
    }

    @Test
    void for_a_person() {
        assertThat(HumanReport.of(report(ExitCode.CHECK_FAILED), UTF8))
                .isEqualTo(
                        """
                        This machine ─────────────────────────────────────────────────────────────────
                          java       ✓ 17.0.15, Linux amd64
                          microphone ! 'default [default]', 48000 Hz, one channel, complete silence
                                       [DEV-10]
                                       do: Unmute it where you set the volume, or choose another
                                           with --mic.
                          speaker    ✓ 'default [default]', 48000 Hz, plays
                                     ✗ loudspeaker 'dock\\u{1b}[2J': it opens and moves no sound
                                       [DEV-09]
                                       do: Close what else uses it.

                        check-failed (exit 1)  1 fault, 1 remark
                        """);
    }

    @Test
    void in_ascii_the_signs_are_two_wide_and_so_is_what_stands_beneath_them() {
        assertThat(HumanReport.of(report(ExitCode.OK), Look.PLAIN))
                .contains(
                        "  java       ok 17.0.15, Linux amd64\n",
                        "  microphone !! 'default",
                        "\n                [DEV-10]\n",
                        "             NO loudspeaker",
                        "\nok  1 fault, 1 remark\n");
    }

    @Test
    void for_a_script() {
        assertThat(JsonReport.of(report(ExitCode.CHECK_FAILED)))
                .contains(
                        "\"checks\":[{\"subject\":\"java\",\"health\":\"ok\",\"found\":\"17.0.15, Linux amd64\",\"code\":null,"
                                + "\"advice\":null},{\"subject\":\"microphone\",\"health\":\"care\",",
                        "\"code\":\"DEV-09\",\"advice\":\"Close what else uses it.\"}]",
                        "\"reasons\":[{\"code\":\"DEV-09\",");
        assertThat(JsonReport.of(Report.bare("doctor", ExitCode.USAGE, List.of())))
                .contains("\"checks\":null");
        assertThat(JsonReport.of(Report.bare("call", ExitCode.USAGE, List.of())))
                .doesNotContain("checks");
    }
}
