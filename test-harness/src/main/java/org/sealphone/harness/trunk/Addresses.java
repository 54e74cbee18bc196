package org.sealphone.harness.trunk;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** How an address is written in SIP: IPv6 in brackets. */
final class Addresses {
    private Addresses() {}

    static String hostPort(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }

    static String host(InetSocketAddress address) {
        String literal = address.getAddress().getHostAddress();
        return address.getAddress() instanceof Inet6Address ? "[" + literal + "]" : literal;
    }
}
