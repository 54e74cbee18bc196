package org.sealphone.harness.trunk;

import java.security.SecureRandom;
import org.sealphone.harness.trunk.media.MediaLoop;

/** What every call of a service works with. */
record ServiceTools(
        TrunkSettings settings,
        TrunkLoop loop,
        MediaLoop media,
        Tags tags,
        SecureRandom random,
        Responder responder,
        Desk desk,
        ServiceDesk services) {
    /** The Contact of every service: the flow leads to it whatever it says, so it names no service. */
    String contact() {
        return "<sips:trunk@" + hostPort() + ">";
    }

    String hostPort() {
        return Addresses.hostPort(loop.address());
    }
}
