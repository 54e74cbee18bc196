package org.sealphone.harness.trunk;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
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

    /** Ends a connection by close_notify and FIN. */
    void close(long connection);

    /** Leaves a connection open and reads nothing from it any more. */
    void deafen(long connection);

    void later(Duration delay, Runnable task);

    /** Sends datagrams from a port of their own, which is closed at once. */
    void datagrams(InetSocketAddress to, List<byte[]> octets);

    /** Asks for new keys of TLS 1.3 so many times, in a record each, and wants each request answered by the like. */
    void updateKeys(long connection, int times);

    /** Asks so many times, in a record each, to begin the handshake anew; only under TLS 1.2 is that a message. */
    void askAnew(long connection, int times);

    /** The text of the next request of the service inside its dialog, not sent yet: a script may bend it. Empty where the call is over. */
    String inside(ServiceLeg leg, String method, String sdp);

    /**
     * The service offers anew under fresh keys, and deals with the answer itself. Does nothing where the call is over, or where an offer of
     * its own is open.
     *
     * @param direction as SDP names what the service does: {@code sendrecv}, {@code sendonly} where it holds
     */
    void offer(ServiceLeg leg, String direction);

    /** The service ends its call as a person would: by BYE, behind everything that was said on that connection. */
    void hangUp(ServiceLeg leg);

    /** A service calls a registered user; the script may change the INVITE's SDP on its way. Does nothing for a user who is not there. */
    void call(String user, Service service, UnaryOperator<String> offer);
}
