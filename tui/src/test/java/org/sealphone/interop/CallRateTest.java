package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that come and go through a Kamailio, one after the other and many beside each other. Needs root and kamailio with its TLS module. As
 * many a second as any machine carries, unless {@code -Dcalls.rate} and {@code -Dcalls.seconds} say otherwise: {@code .ci/calls}.
 */
@Tag("interop")
class CallRateTest {
    @TempDir
    Path folder;

    @Test
    void none_of_many_calls_fails_and_neither_port_nor_key_nor_dialog_is_left()
            throws IOException, InterruptedException {
        LabRun.of(
                CallRateLab.class,
                folder,
                System.getProperty("calls.rate", "10"),
                System.getProperty("calls.seconds", "12"));
    }
}
