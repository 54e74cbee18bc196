package org.sealphone.harness.trunk;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What a script may do with its trunk; on the loop thread. */
public interface Desk {
    /** The trunk's address, for a Via or a Contact. */
    InetSocketAddress address();

    String domain();

    /** Sends text on a connection, as it is. */
    void send(long connection, String text);

    /** Ends a connection by a TCP reset. */
    void reset(long connection);

    /** Leaves a connection open and reads nothing from it any more. */
    void deafen(long connection);

    void later(Duration delay, Runnable task);

    /** Sends a datagram from a port of its own, which is closed at once. */
    void datagram(InetSocketAddress to, byte[] octets);

    /** A service calls a registered user; the script may change the INVITE's SDP on its way. Does nothing for a user who is not there. */
    void call(String user, Service service, UnaryOperator<String> offer);
}
