package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;

/** Which calls have brought the tone that they should. */
class ExpectedTonesTest {
    private static Report.CallEntry heard(double hertz, double clear) {
        return entry(Optional.of(new Report.Heard(-10, Optional.of(hertz), Optional.of(clear))));
    }

    private static Report.CallEntry entry(Optional<Report.Heard> heard) {
        return new Report.CallEntry(
                ExitCode.OK,
                new Report.Call("bob", Optional.of(200), "OK", Optional.empty(), Optional.empty(), "remote"),
                "alice",
                Optional.empty(),
                heard,
                List.of());
    }

    private static List<Report.CallEntry> all(double... hertz) {
        return DoubleStream.of(hertz).mapToObj(one -> heard(one, 30)).toList();
    }

    private static List<ExitCode> exits(ExpectedTones expected, List<Report.CallEntry> calls) {
        return expected.judge(calls).stream().map(Report.CallEntry::exit).toList();
    }

    @Test
    void neighbours_three_hertz_apart_differ_and_two_hertz_do_not() {
        assertThat(exits(ExpectedTones.another(), all(306, 300, 303)))
                .containsExactly(ExitCode.OK, ExitCode.OK, ExitCode.OK);
        assertThat(exits(ExpectedTones.another(), all(306, 300, 302)))
                .containsExactly(ExitCode.OK, ExitCode.OK, ExitCode.CHECK_FAILED);
    }

    @Test
    void no_sound_and_a_tone_in_noise_are_no_tone() {
        List<Report.CallEntry> judged =
                ExpectedTones.another().judge(List.of(entry(Optional.empty()), heard(440, 9.9), heard(440, 10)));
        assertThat(judged.stream().map(Report.CallEntry::exit))
                .containsExactly(ExitCode.CHECK_FAILED, ExitCode.CHECK_FAILED, ExitCode.OK);
        assertThat(ExpectedTones.right(judged)).isEqualTo(1);
    }

    @Test
    void one_tone_for_all() {
        assertThat(exits(ExpectedTones.always(440), all(440, 441, 443)))
                .containsExactly(ExitCode.OK, ExitCode.OK, ExitCode.CHECK_FAILED);
    }
}
