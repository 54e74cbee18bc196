package org.sealphone.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.harness.prove.Trial;

/** Every mutant can still be woven: what it bends is there. Whether the proof notices it is {@link GauntletTest}'s. */
class MutantsTest {
    static List<Mutant> mutants() {
        return Stream.concat(Mutant.all().stream(), Mutant.further().stream()).toList();
    }

    @Test
    void there_are_the_fifty_of_the_list() {
        assertThat(Mutant.all())
                .extracting(Mutant::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50)
                        .mapToObj(number -> String.format("M%02d", number))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void every_one_bends_methods_that_are_there_in_a_scenario_that_is_there(Mutant mutant) {
        assertThat(new Weaver(mutant.woven()).bends()).isPositive();
        assertThat(Trial.all()).extracting(Trial::toString).contains(mutant.scenario());
    }

    /** A method that is gone. */
    static final class Stale {
        private Stale() {}

        @Bends(type = "org.sealphone.crypto.srtp.SrtpSender", method = "protectNot")
        static final class Sealing {
            private Sealing() {}
        }
    }

    /** The same with one that is there, and another number of arguments. */
    static final class Narrow {
        private Narrow() {}

        @Bends(type = "org.sealphone.crypto.srtp.SrtpSender", method = "protect", arguments = 7)
        static final class Sealing {
            private Sealing() {}
        }
    }

    @Test
    void a_method_that_is_gone_is_told_of_before_the_phone_begins() {
        assertThatThrownBy(() -> new Weaver("MutantsTest$Stale"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("protectNot");
        assertThatThrownBy(() -> new Weaver("MutantsTest$Narrow")).isInstanceOf(IllegalStateException.class);
        assertThat(new Weaver("").bends()).isZero();
    }
}
