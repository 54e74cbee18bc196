package org.sealphone.harness.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pair of ports, even and odd, that stands for one party of one call (RFC 3550, 11). */
final class StandIn {
    private static final int ATTEMPTS = 100;

    private final String callId;
    private final String party;
    private final boolean inside;
    private final Port rtp;
    private final Port rtcp;

    private StandIn(String callId, String party, boolean inside, DatagramChannel rtp, DatagramChannel rtcp)
            throws IOException {
        this.callId = callId;
        this.party = party;
        this.inside = inside;
        this.rtp = new Port(rtp, false);
        this.rtcp = new Port(rtcp, true);
    }

    static StandIn open(InetAddress local, String callId, String party, boolean inside) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DatagramChannel even = channel(new InetSocketAddress(local, 0));
            int port = ((InetSocketAddress) even.getLocalAddress()).getPort();
            if (port % 2 == 0) {
                try {
                    return new StandIn(callId, party, inside, even, channel(new InetSocketAddress(local, port + 1)));
                } catch (BindException e) {
                    // Its neighbour is taken: another pair.
                }
            }
            even.close();
        }
        throw new IOException("no pair of ports is free");
    }

    private static DatagramChannel channel(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(address).configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void register(Selector selector) throws IOException {
        for (Port port : ports()) {
            port.channel.register(selector, SelectionKey.OP_READ, port);
        }
    }

    void standFor(InetSocketAddress realRtp, InetSocketAddress realRtcp) {
        rtp.target = realRtp;
        rtcp.target = realRtcp;
    }

    boolean standsFor(InetSocketAddress sender) {
        return sender.equals(rtp.target) || sender.equals(rtcp.target);
    }

    String callId() {
        return callId;
    }

    /** Whether it stands for a service inside of the trunk. */
    boolean inside() {
        return inside;
    }

    int rtpPort() {
        return rtp.address.getPort();
    }

    int rtcpPort() {
        return rtcp.address.getPort();
    }

    Port port(boolean control) {
        return control ? rtcp : rtp;
    }

    List<Port> ports() {
        return List.of(rtp, rtcp);
    }

    void close() {
        for (Port port : ports()) {
            try {
                port.channel.close();
            } catch (IOException e) {
                // It is closed either way.
            }
        }
    }

    @Override
    public String toString() {
        return "stand-in for " + party;
    }

    /** One of the two. */
    final class Port {
        private final DatagramChannel channel;
        private final InetSocketAddress address;
        private final boolean control;
        private volatile InetSocketAddress target;

        Port(DatagramChannel channel, boolean control) throws IOException {
            this.channel = channel;
            this.address = (InetSocketAddress) channel.getLocalAddress();
            this.control = control;
            this.target = this.address;
        }

        StandIn owner() {
            return StandIn.this;
        }

        boolean isRtcp() {
            return control;
        }

        InetSocketAddress address() {
            return address;
        }

        InetSocketAddress target() {
            return target;
        }

        /** Null where nothing is waiting, or the port is closed. */
        @Nullable
        InetSocketAddress receive(ByteBuffer buffer) throws IOException {
            return channel.isOpen() ? (InetSocketAddress) channel.receive(buffer) : null;
        }

        void send(ByteBuffer buffer, InetSocketAddress to) throws IOException {
            if (!to.equals(address)) {
                channel.send(buffer, to);
            }
        }
    }
}
