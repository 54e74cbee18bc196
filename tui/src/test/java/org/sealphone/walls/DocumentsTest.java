package org.sealphone.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents speak of what is there: links lead somewhere, and each test that a claim names exists with that method. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#: ]+)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("THIRD-PARTY.md")));
        try (Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            below.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    @Test
    void every_link_leads_to_a_file() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)).normalize())) {
                    broken.add(ROOT.relativize(document) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_test_that_is_named_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path document : documents()) {
            Matcher test = TEST.matcher(Files.readString(document));
            while (test.find()) {
                named++;
                String source = source(test.group(1));
                if (source.isEmpty() || (test.group(2) != null && !holds(source, test.group(2)))) {
                    missing.add(ROOT.relativize(document) + ": " + test.group());
                }
            }
        }
        assertThat(named).isGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    private static boolean holds(String source, String method) {
        return source.contains("void " + method + "(");
    }

    @Test
    void a_method_is_named_whole() {
        assertThat(holds("    void a_call_is_sealed() {", "a_call_is_sealed")).isTrue();
        assertThat(holds("    void a_call_is_sealed() {", "a_call")).isFalse();
        assertThat(holds("    void a_call_is_sealed() {", "call_is_sealed")).isFalse();
        assertThat(holds("// a_call_is_sealed", "a_call_is_sealed")).isFalse();
    }

    private static String source(String testClass) throws IOException {
        for (String module : List.of("crypto", "media", "certs", "ua-core", "test-harness", "tui")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                Path found = files.filter(path -> path.getFileName().toString().equals(testClass + ".java"))
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    return Files.readString(found);
                }
            }
        }
        return "";
    }
}
