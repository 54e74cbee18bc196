package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * A datagram in clear that was sent on purpose, to be caught: the oracle is not told which packet it is, it only recognises it among
 * the leaks that it has already found.
 */
public final class ControlShot {
    private final String name;
    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final byte[] payload;

    public ControlShot(String name, InetSocketAddress from, InetSocketAddress to, byte[] payload) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.payload = payload.clone();
    }

    public String name() {
        return name;
    }

    boolean is(InetSocketAddress source, InetSocketAddress destination, byte[] octets) {
        return from.equals(source) && to.equals(destination) && Arrays.equals(payload, octets);
    }

    @Override
    public String toString() {
        return "control " + name + " from " + from + " to " + to;
    }
}
