package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two Sealphones talk through a Kamailio: TLS, digest, speech both ways, every byte accounted for. Needs root, kamailio with its TLS
 * module, espeak-ng, sox, and a checkout whose {@code ./sealphone} is built.
 */
@Tag("interop")
class KamailioCallTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void speech_through_kamailio_arrives_and_every_byte_is_accounted_for(String algorithm)
            throws IOException, InterruptedException {
        LabRun.of(KamailioLab.class, folder, algorithm);
    }

    @Test
    void a_call_outlives_the_restart_of_the_server_and_both_sides_come_back() throws IOException, InterruptedException {
        LabRun.of(RestartLab.class, folder);
    }
}
