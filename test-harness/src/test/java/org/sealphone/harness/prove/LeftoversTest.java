package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a phone printed and left, with and without what must not be there. */
class LeftoversTest {
    private static final String KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY3ODkw";
    private static final List<String> SAID =
            List.of("INVITE x SIP/2.0\r\n\r\na=crypto:1 AEAD_AES_256_GCM inline:" + KEY + "|2^20\r\n");

    @TempDir
    Path folder;

    private List<String> found(String text) throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, text);
        return new Leftovers("correct horse", SAID).shown(log, "its log").found();
    }

    @Test
    void a_key_or_a_password_is_found_in_any_form_and_its_absence_is_nothing() throws Exception {
        assertThat(found("a=crypto:1 AEAD_AES_256_GCM inline:" + KEY))
                .containsExactly("a key of a call stands in its log");
        assertThat(found("password CORRECT HORSE")).containsExactly("the password stands in its log");
        assertThat(found("636f727265637420686f727365")).hasSize(1);
        assertThat(found("a=crypto:1 AEAD_AES_256_GCM [redacted]")).isEmpty();
    }

    @Test
    void ADV_79_an_escape_sequence_is_found_and_one_that_was_made_visible_is_none() throws Exception {
        assertThat(found("486 Busy \033[2J")).containsExactly("what a terminal obeys stands in its log");
        assertThat(found("486 Busy \u202e")).hasSize(1);
        assertThat(found("486 Busy \u009b2J")).hasSize(1);
        assertThat(found("486 Busy \\u{1b}[2J")).isEmpty();
    }

    @Test
    void keys_are_told_apart() {
        assertThat(Leftovers.keys(SAID)).containsExactly(KEY);
        assertThat(Leftovers.keys(List.of("a=crypto:1 X inline:short"))).isEmpty();
    }
}
