package org.sealphone.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivorsTest {
    private static final String EXPLAINED =
            """
            # Says nothing.

            Window.slide: changed conditional boundary
              if (by < 64) {
              At 64 both branches do the same.
              And a second line.
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void source() throws IOException {
        Files.createDirectories(folder.resolve("src/a/b"));
        Files.writeString(folder.resolve("src/a/b/Window.java"), "class Window {\n    if (by < 64) {\n}\n");
    }

    private static String mutant(String status, String description) {
        return "<mutation detected='false' status='" + status + "'><sourceFile>Window.java</sourceFile>"
                + "<mutatedClass>a.b.Window</mutatedClass><mutatedMethod>slide</mutatedMethod><lineNumber>2</lineNumber>"
                + "<mutator>X</mutator><description>" + description + "</description></mutation>";
    }

    private List<String> complaints(String explained, String... mutants) throws Exception {
        Path report = Files.writeString(
                folder.resolve("mutations.xml"), "<mutations>" + String.join("", mutants) + "</mutations>");
        return Survivors.complaints(
                report, folder.resolve("src"), Files.writeString(folder.resolve("explained"), explained));
    }

    @Test
    void a_survivor_that_is_explained_and_mutants_that_are_killed_are_no_complaint() throws Exception {
        assertThat(complaints(
                        EXPLAINED,
                        mutant("SURVIVED", "changed conditional boundary"),
                        mutant("KILLED", "negated conditional"),
                        mutant("TIMED_OUT", "negated conditional"),
                        mutant("MEMORY_ERROR", "negated conditional")))
                .isEmpty();
    }

    @Test
    void a_survivor_that_nothing_explains_is() throws Exception {
        String[] alive = {"SURVIVED", "NO_COVERAGE", "RUN_ERROR", "NON_VIABLE", "STARTED"};
        for (String status : alive) {
            assertThat(complaints(
                            EXPLAINED,
                            mutant("SURVIVED", "changed conditional boundary"),
                            mutant(status, "negated conditional")))
                    .containsExactly(
                            "NOT EXPLAINED: 1 survive, 0 explained\nWindow.slide: negated conditional\n  if (by < 64) {");
        }
    }

    @Test
    void one_more_like_an_explained_one_is() throws Exception {
        String twin = mutant("SURVIVED", "changed conditional boundary");
        assertThat(complaints(EXPLAINED, twin, twin)).singleElement().asString().startsWith("NOT EXPLAINED: 2 survive");
        assertThat(complaints(EXPLAINED.replace("boundary\n", "boundary (2)\n"), twin, twin))
                .isEmpty();
    }

    @Test
    void an_explanation_without_its_survivor_is() throws Exception {
        assertThat(complaints(EXPLAINED, mutant("KILLED", "changed conditional boundary")))
                .singleElement()
                .asString()
                .startsWith("STALE: 0 survive, 1 explained\nWindow.slide");
        assertThat(complaints(EXPLAINED, mutant("TIMED_OUT", "changed conditional boundary")))
                .as("nobody knows")
                .isEmpty();
    }

    @Test
    void an_explanation_of_a_line_that_reads_otherwise_now_is() throws Exception {
        assertThat(complaints(
                        EXPLAINED.replace("by < 64", "by < 65"), mutant("SURVIVED", "changed conditional boundary")))
                .hasSize(2);
    }

    @Test
    void a_report_without_mutants_is() throws Exception {
        assertThat(complaints("# nothing\n")).containsExactly("nothing was mutated");
    }

    @Test
    void an_explanation_has_a_reason_and_comes_once() {
        String bare = "Window.slide: changed conditional boundary\n  if (by < 64) {\n";
        assertThatIllegalArgumentException().isThrownBy(() -> complaints(bare)).withMessageContaining("a reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complaints(EXPLAINED + "\n" + EXPLAINED))
                .withMessageContaining("explained twice");
    }
}
