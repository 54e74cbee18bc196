package org.sealphone.harness.trunk.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** A pair of bound datagram sockets, RTP on an even port and RTCP on the next (RFC 3550, 11). Closed by the media loop. */
public final class MediaPorts {
    private static final int MOST_TRIALS = 64;

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final InetSocketAddress rtpAddress;

    private MediaPorts(DatagramChannel rtp, DatagramChannel rtcp) throws IOException {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.rtpAddress = (InetSocketAddress) rtp.getLocalAddress();
    }

    static MediaPorts bind(InetAddress address) throws IOException {
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            DatagramChannel first = bound(address, 0);
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            try {
                if (port % 2 == 0 && port < 65535) {
                    return new MediaPorts(first, bound(address, port + 1));
                }
            } catch (java.net.BindException nextIsTaken) {
                first.close();
                continue;
            }
            first.close();
        }
        throw new IOException("no pair of free ports found");
    }

    private static DatagramChannel bound(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof java.net.Inet6Address
                        ? java.net.StandardProtocolFamily.INET6
                        : java.net.StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, port));
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    DatagramChannel rtpChannel() {
        return rtp;
    }

    DatagramChannel rtcpChannel() {
        return rtcp;
    }

    public InetSocketAddress rtp() {
        return rtpAddress;
    }

    public InetSocketAddress rtcp() {
        return new InetSocketAddress(rtpAddress.getAddress(), rtpAddress.getPort() + 1);
    }

    void close() {
        for (DatagramChannel channel : new DatagramChannel[] {rtp, rtcp}) {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                throw new java.io.UncheckedIOException(alreadyGone);
            }
        }
    }
}
