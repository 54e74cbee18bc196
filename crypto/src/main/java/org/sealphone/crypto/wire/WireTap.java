package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * Sees what crosses the sockets exactly as it crosses them, which is ciphertext; for capture files of one's own traffic. It cannot
 * change anything. Threads: whichever sends or receives; an implementation must be quick and thread-safe, and copies what it keeps.
 */
public interface WireTap {
    /** A datagram was given to the socket. */
    void datagramOut(InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at);

    /** A datagram came in, whatever it is. */
    void datagramIn(InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at);

    /** Bytes were written to a TCP connection. */
    void streamOut(InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at);

    /** Bytes were read from a TCP connection. */
    void streamIn(InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at);

    /** A TCP connection ended, by whichever side. */
    void streamClosed(InetSocketAddress local, InetSocketAddress remote, Instant at);

    /** The tap that looks away: always the same one. */
    static WireTap none() {
        return BlindTap.INSTANCE;
    }
}
