package org.sealphone.harness.trunk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.tls.TlsSettings;

/** What a trunk was built with; fixed for its life. The map of hashed passwords is a secret. */
record TrunkSettings(
        String domain,
        InetAddress address,
        int port,
        Map<String, Map<DigestAlgorithm, String>> hashes,
        List<DigestAlgorithm> digests,
        Set<Service> services,
        TrunkObserver observer,
        SdpRewriter rewriter,
        Duration noAnswer,
        int shortestExpires,
        int longestExpires,
        Conduct conduct,
        TlsSettings tls) {

    /** Leaves the hashes out. */
    @Override
    public String toString() {
        return "TrunkSettings[" + domain + ", " + hashes.size() + " users]";
    }
}
