package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealphone.harness.hostile.HostileScenario.Part;

/** The command lines of the phones in the dock, and the scenarios they are put to. */
class SubjectTest {
    private static final Subject.Place PLACE = new Subject.Place(
            "pbx.example",
            "10.77.0.1:5061",
            "10.77.0.2",
            Path.of("/tmp/it's"),
            Path.of("/tmp/ca"),
            Path.of("/tmp/log"),
            3);

    private static Trial of(Part part) {
        return Trial.all().stream()
                .filter(trial -> trial.part() == part)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void our_own_phone_does_its_part() {
        Subject own = new Subject.Own(List.of("java", "-jar", "phone.jar"));
        assertThat(own.command(of(Part.CALLS), PLACE))
                .startsWith("java", "-jar", "phone.jar", "call", "tone", "--no-register")
                .containsSequence("--outbound", "sips:10.77.0.1:5061")
                .containsSequence("--bind", "10.77.0.2");
        assertThat(own.command(of(Part.REGISTERS), PLACE))
                .contains("register")
                .doesNotContain("--peer-address", "--no-register");
        assertThat(own.command(of(Part.ANSWERS), PLACE)).containsSequence("answer", "--auto");
        assertThat(own.ours()).isTrue();
    }

    @Test
    void another_phone_is_told_what_it_asks_for_and_a_name_cannot_break_out() {
        Subject foreign = new Subject.Foreign("phone -s {trunk} -u {user} -f {password-file} -a {ca} {target}");
        assertThat(foreign.command(of(Part.CALLS), PLACE))
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        "phone -s 10.77.0.1:5061 -u alice -f '/tmp/it'\\''s' -a '/tmp/ca' sips:tone@pbx.example");
        assertThat(foreign.ours()).isFalse();
    }

    @Test
    void this_phone_started_in_another_way_has_the_same_words_and_is_held_to_the_same() {
        Subject bent = Subject.of("java -javaagent:x.jar -jar phone.jar {phone}");
        assertThat(bent.ours()).isTrue();
        assertThat(bent.command(of(Part.CALLS), PLACE))
                .startsWith("/bin/sh", "-c")
                .last()
                .asString()
                .startsWith("java -javaagent:x.jar -jar phone.jar 'call' 'tone' '--no-register'")
                .contains("'--password-file' '/tmp/it'\\''s'");
        assertThat(Subject.of("phone {target}").ours()).isFalse();
    }

    @Test
    @Tag("privileged")
    void ADV_31_to_42_every_bad_certificate_is_shown_under_the_rule_and_the_reason_of_the_zoo() {
        assertThat(BadCertificates.all())
                .extracting(trial -> trial.id() + " "
                        + trial.circumstances().certificate().orElseThrow() + " "
                        + trial.expected().reason())
                .containsExactlyInAnyOrderElementsOf(BadCertificates.specimens().stream()
                        .map(bad -> bad.id() + " " + bad.name() + " " + bad.expectedCode())
                        .toList());
    }

    @Test
    void ADV_01_to_90_each_is_played() {
        Set<String> played = Trial.all().stream().map(Trial::rule).collect(Collectors.toSet());
        assertThat(IntStream.rangeClosed(1, 90)
                        .mapToObj(number -> String.format("ADV-%02d", number))
                        .filter(id -> !played.contains(id)))
                .isEmpty();
    }

    /** A phone that takes a call waits for it as long as it takes, and is done when it is over. */
    @Test
    void who_is_called_ends_with_the_call_and_not_by_the_clock() {
        assertThat(Trial.all().stream()
                        .filter(trial -> trial.part() == Part.ANSWERS)
                        .filter(trial -> trial.circumstances().seconds() < 30)
                        .map(Trial::toString))
                .containsExactly("ADV-75 fifty calls beside the one that is taken");
    }

    @Test
    void every_scenario_but_those_that_need_a_person_is_a_trial() {
        assertThat(Trial.all()).extracting(Trial::part).doesNotContain(Part.RINGS);
        assertThat(Trial.all()).extracting(Trial::toString).doesNotHaveDuplicates();
        assertThat(Trial.all()).hasSizeGreaterThan(90);
    }
}
