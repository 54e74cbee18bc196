package org.sealphone.crypto.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A datagram socket of the machine. Threads: senders under their port's lock, the receive loop, and whoever closes. */
final class UdpPath implements DatagramPath {
    /** Holds some seconds of a call, for the time that a garbage collection or a busy machine takes. */
    private static final int RECEIVE_BUFFER = 1 << 18;

    private final DatagramChannel channel;
    private final ReceiveLoop loop;
    private final InetSocketAddress local;
    private byte[] lastArray = new byte[0];
    private ByteBuffer last = ByteBuffer.wrap(lastArray);

    private UdpPath(DatagramChannel channel, ReceiveLoop loop) throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.local = (InetSocketAddress) channel.getLocalAddress();
    }

    static UdpPath bind(InetAddress address, int port, ReceiveLoop loop) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(address, port));
            channel.configureBlocking(false);
            return new UdpPath(channel, loop);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public synchronized boolean send(byte[] bytes, int offset, int length, InetSocketAddress to) {
        if (lastArray != bytes) {
            lastArray = bytes;
            last = ByteBuffer.wrap(bytes);
        }
        last.limit(offset + length).position(offset);
        try {
            return channel.send(last, to) == length;
        } catch (IOException refused) {
            // No route, a full queue, a closed socket: the packet is lost, which media has to live with anyway.
            return false;
        }
    }

    @Override
    public void onArrival(Arrival arrival) {
        try {
            loop.register(channel, arrival);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed as far as anyone can tell.
        }
        loop.release();
    }
}
