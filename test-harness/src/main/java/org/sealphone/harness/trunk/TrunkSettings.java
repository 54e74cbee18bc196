package org.sealphone.harness.trunk;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.tls.KeyLog;
import org.sealphone.harness.tls.TlsIdentity;

/** What a trunk was built with; fixed for its life. The map of hashed passwords is a secret. */
record TrunkSettings(
        String domain,
        TlsIdentity identity,
        InetAddress address,
        int port,
        Map<String, Map<DigestAlgorithm, String>> hashes,
        List<DigestAlgorithm> digests,
        Set<Service> services,
        KeyLog keyLog,
        TrunkObserver observer,
        SdpRewriter rewriter,
        List<X509Certificate> clientAnchors,
        Duration noAnswer,
        int shortestExpires,
        int longestExpires,
        Conduct conduct) {

    /** Leaves the hashes out. */
    @Override
    public String toString() {
        return "TrunkSettings[" + domain + ", " + hashes.size() + " users]";
    }
}
