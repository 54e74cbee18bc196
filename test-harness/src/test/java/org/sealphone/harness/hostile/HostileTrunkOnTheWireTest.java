package org.sealphone.harness.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.media.engine.MediaReport;

/** Every scenario against the real phone: its end, its code, its words, and every byte that it sent. They wait more than they work, so four at a time. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
class HostileTrunkOnTheWireTest {
    /** In clear over UDP, over TCP to the trunk, and a name that is not on the list. */
    private static final int CONTROLS = 3;

    /** And plain RTP, a wrong key, a wrong tag beside them. */
    private static final int CONTROLS_WITH_MEDIA = CONTROLS + 3;

    /** Rules of which every build plays a part: what is bent in offers, answers, changes, challenges and packets. */
    private static final Set<String> IN_EVERY_BUILD = Set.of(
            "ADV-16", "ADV-17", "ADV-18", "ADV-19", "ADV-20", "ADV-21", "ADV-24", "ADV-25", "ADV-29", "ADV-30",
            "ADV-47", "ADV-48", "ADV-49", "ADV-50", "ADV-51", "ADV-52", "ADV-53", "ADV-54", "ADV-55", "ADV-56",
            "ADV-57", "ADV-60", "ADV-61", "ADV-62", "ADV-65", "ADV-66", "ADV-69", "ADV-70", "ADV-74", "ADV-84",
            "ADV-85", "ADV-87");

    static List<HostileScenario> scenarios() {
        return HostileScenario.all().stream()
                .filter(scenario -> IN_EVERY_BUILD.contains(scenario.id()))
                .toList();
    }

    static List<HostileScenario> more() {
        return HostileScenario.all().stream()
                .filter(scenario -> !IN_EVERY_BUILD.contains(scenario.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("more")
    @Tag("privileged")
    void so_it_does_of_all_the_others(HostileScenario scenario) throws Exception {
        the_phone_comes_out_as_expected_and_nothing_leaves_in_clear(scenario);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_phone_comes_out_as_expected_and_nothing_leaves_in_clear(HostileScenario scenario) throws Exception {
        HostileStage.Outcome outcome = HostileStage.play(scenario);
        Expected expected = scenario.expected();
        assertThat(outcome.end().exitCode())
                .as("%s, %s", outcome.end(), outcome.codes())
                .isEqualTo(expected.exitCode());
        assertThat(expected.givenBy(outcome.codes()))
                .as("%s in %s, %s", expected.reason(), outcome.codes(), outcome.end())
                .isTrue();
        assertThat(outcome.heard()).as("must be said: %s", expected.says()).anyMatch(expected::heardIn);
        assertThat(outcome.heard()).as("must not be said: %s", expected.never()).noneMatch(expected::brokenBy);
        assertThat(outcome.media().map(MediaReport::rxAuthFailed).orElse(0L))
                .isGreaterThanOrEqualTo(expected.packets().notAuthentic());
        assertThat(outcome.media().map(MediaReport::rxReplayed).orElse(0L))
                .isGreaterThanOrEqualTo(expected.packets().replayed());
        assertThat(outcome.media().map(MediaReport::rxPackets).orElse(0L))
                .isGreaterThanOrEqualTo(expected.packets().heard());
        assertThat(outcome.verdict().leaks()).isEmpty();
        assertThat(outcome.verdict().problems()).isEmpty();
        assertThat(outcome.verdict().sealed()).isTrue();
        Verdict.Controls controls = outcome.verdict().controls();
        assertThat(controls.missed()).as("controls planted into this very run").isEmpty();
        assertThat(controls.total()).isGreaterThanOrEqualTo(outcome.sealed() > 0 ? CONTROLS_WITH_MEDIA : CONTROLS);
        assertThat(outcome.datagrams()).as("sockets and oracle").isEqualTo(outcome.sealed());
        assertThat(outcome.datagrams() > 0)
                .as("%d datagrams", outcome.datagrams())
                .isEqualTo(outcome.media().isPresent());
        assertThat(outcome.faults()).as("bugs of the trunk").isZero();
    }

    @Test
    void every_scenario_has_a_name_of_its_own() {
        assertThat(HostileScenario.all()).extracting(HostileScenario::toString).doesNotHaveDuplicates();
    }
}
