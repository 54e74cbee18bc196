package org.sealphone.ua.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Belt beside the braces of {@link FlowProcessor}: should JAIN-SIP ever ask for a socket of its own, there is none. It names sockets because
 * the interface does, and makes none. Made by JAIN-SIP by name.
 */
public final class ClosedNetworkLayer implements NetworkLayer {
    private static final String CLOSED = "this phone opens sockets in one place, and this is not it";

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress bindAddress) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress bindAddress) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress myAddress, int myPort) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        throw new IOException(CLOSED);
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        throw refusal();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress localAddress) throws SocketException {
        throw refusal();
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}

    private static SocketException refusal() {
        return new SocketException(CLOSED);
    }
}
