package org.sealphone.crypto.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.time.Timeline;

/**
 * Two ports that hand each datagram over at once, on the thread that sends it and without an object of their own: between them only what the
 * phone allocates is allocated.
 */
public final class Hatch {
    private static final int LARGEST = 2048;

    private final ReservedPort near;
    private final ReservedPort far;

    public Hatch(Timeline timeline) {
        Path nearRtp = new Path(16384, timeline);
        Path farRtp = new Path(16386, timeline);
        nearRtp.other = farRtp;
        farRtp.other = nearRtp;
        near = port(nearRtp, timeline);
        far = port(farRtp, timeline);
    }

    private static ReservedPort port(Path rtp, Timeline timeline) {
        Path rtcp = new Path(rtp.local.getPort() + 1, timeline);
        return new ReservedPort(rtp, rtcp, timeline, new SecureRandom(), WireTap.none(), new WireLedger());
    }

    public ReservedPort near() {
        return near;
    }

    public ReservedPort far() {
        return far;
    }

    /** One side of the hatch; a port of RTCP, which is multiplexed, leads nowhere. */
    private static final class Path implements DatagramPath {
        private final InetSocketAddress local;
        private final Timeline timeline;
        private final byte[] arrived = new byte[LARGEST];
        private @Nullable Path other;
        private @Nullable Arrival arrival;

        Path(int port, Timeline timeline) {
            this.local = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            this.timeline = timeline;
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public boolean send(byte[] bytes, int offset, int length, InetSocketAddress to) {
            Path there = other;
            if (there == null || there.arrival == null) {
                return false;
            }
            System.arraycopy(bytes, offset, there.arrived, 0, length);
            there.arrival.datagram(there.arrived, length, local, timeline.nanoTime());
            return true;
        }

        @Override
        public void onArrival(Arrival taker) {
            arrival = taker;
        }

        @Override
        public void close() {
            Arrays.fill(arrived, (byte) 0);
        }
    }
}
