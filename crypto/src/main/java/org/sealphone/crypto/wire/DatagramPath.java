package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;

/** One bound socket for datagrams, as a reserved port sees it: a real one, or one of a simulated network in tests. */
interface DatagramPath extends AutoCloseable {
    /** The bound address. */
    InetSocketAddress local();

    /** Gives a datagram to the socket; false when it did not take it. */
    boolean send(byte[] bytes, int offset, int length, InetSocketAddress to);

    /** Where arrivals go from now on. */
    void onArrival(Arrival arrival);

    @Override
    void close();

    /** Takes one datagram; the array is the reader's. */
    interface Arrival {
        void datagram(byte[] bytes, int length, InetSocketAddress from, long nanoTime);
    }
}
