package org.sealphone.harness.sip;

import java.util.Optional;

/** A host, without the brackets of an IPv6 literal, and a port, -1 where none is written. */
record HostPort(String host, int port) {
    static Optional<HostPort> parse(String text) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close < 0 ? Optional.empty() : withPort(text.substring(1, close), text.substring(close + 1), true);
        }
        int colon = text.indexOf(':');
        return colon < 0 ? withPort(text, "", false) : withPort(text.substring(0, colon), text.substring(colon), false);
    }

    private static Optional<HostPort> withPort(String host, String colonAndPort, boolean literal) {
        if (host.isEmpty() || host.length() > 255 || !host.chars().allMatch(c -> isHostChar(c, literal))) {
            return Optional.empty();
        }
        if (colonAndPort.isEmpty()) {
            return Optional.of(new HostPort(host, -1));
        }
        if (colonAndPort.charAt(0) != ':') {
            return Optional.empty();
        }
        return Words.number(colonAndPort.substring(1), 65535).map(port -> new HostPort(host, port.intValue()));
    }

    private static boolean isHostChar(int c, boolean literal) {
        return Words.isAlphanumeric(c) || c == '.' || (literal ? c == ':' || c == '%' : c == '-' || c == '_');
    }
}
