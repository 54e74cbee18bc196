package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A phone that has nothing but the name of its domain: RFC 3263 with a real name server and a real trunk. Needs root, dnsmasq, kamailio with
 * its TLS module, and a checkout whose {@code ./sealphone} is built.
 */
@Tag("interop")
class NamesTest {
    @TempDir
    Path folder;

    @Test
    void DNS_01_02_the_domain_leads_past_a_dead_server_to_the_trunk_and_other_names_lead_nowhere()
            throws IOException, InterruptedException {
        LabRun.of(NamesLab.class, folder);
    }
}
