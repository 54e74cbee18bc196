package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who has everything wrong at first. Needs root, tmux, iptables, and a checkout whose {@code ./sealphone} is built. */
@Tag("interop")
class FirstMinutesTest {
    @TempDir
    Path folder;

    @Test
    void each_first_mistake_is_told_on_one_screen_with_what_why_and_what_to_do()
            throws IOException, InterruptedException {
        LabRun.of(FirstMinutesLab.class, folder);
    }
}
