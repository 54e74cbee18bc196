package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** Whom this machine asks for names; read anew each time, since networks change. */
interface NameServers {
    List<InetSocketAddress> inOrder();

    /** Those of {@code /etc/resolv.conf}; none where the system keeps them elsewhere. */
    static NameServers ofThisMachine() {
        return () -> {
            ResolvConfResolverConfigProvider file = new ResolvConfResolverConfigProvider();
            file.initialize();
            // A server that is written as a name would have to be asked for first.
            return file.servers().stream()
                    .filter(server -> !server.isUnresolved())
                    .toList();
        };
    }
}
