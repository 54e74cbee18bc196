package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who shows which certificate to whom, with Kamailio: mutual TLS, and a wildcard. Needs root, kamailio with its TLS module, and a checkout
 * whose {@code ./sealphone} is built.
 */
@Tag("interop")
class TrustTest {
    @TempDir
    Path folder;

    @Test
    void TLS_04_27_a_trunk_that_demands_a_certificate_and_one_whose_own_has_an_asterisk()
            throws IOException, InterruptedException {
        LabRun.of(TrustLab.class, folder);
    }
}
