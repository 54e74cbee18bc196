package org.sealphone.harness.trunk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipFramer;
import org.sealphone.harness.sip.SipMessage;
import org.sealphone.harness.tls.TlsSession;

/**
 * One connection of a client: TCP, TLS, SIP messages in both directions. Ends itself when the stream cannot be read, when TLS fails, or
 * when a megabyte waits for a peer that does not read. Owned by the loop thread.
 */
final class Flow {
    private static final int MOST_QUEUED = 1 << 20;

    private final long number;
    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final TlsSession tls;
    private final TrunkLoop loop;
    private final TrunkSettings settings;
    private final SipFramer framer = new SipFramer();
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
    private @Nullable SelectionKey key;
    private int queued;
    private boolean greeted;
    private boolean announced;
    private boolean closed;
    private boolean deaf;
    private boolean closeWhenSent;

    Flow(long number, SocketChannel channel, TlsSession tls, TrunkLoop loop, TrunkSettings settings)
            throws IOException {
        this.number = number;
        this.channel = channel;
        this.tls = tls;
        this.loop = loop;
        this.settings = settings;
        this.peer = (InetSocketAddress) channel.getRemoteAddress();
    }

    long number() {
        return number;
    }

    InetSocketAddress peer() {
        return peer;
    }

    boolean open() {
        return !closed;
    }

    boolean established() {
        return tls.established();
    }

    void watchedBy(SelectionKey selection) {
        this.key = selection;
    }

    /** Reads what is there and hands whole messages to the loop's listener. */
    void readable(byte[] buffer) throws IOException {
        int read = channel.read(ByteBuffer.wrap(buffer));
        if (read < 0) {
            lost("closed by the peer");
            return;
        }
        if (!greeted && read > 0) {
            greeted = true;
            if (!greet()) {
                return;
            }
        }
        if (settings.conduct().greeting(number).isTls() && read > 0) {
            decrypt(buffer, read);
        }
    }

    private boolean greet() throws IOException {
        Greeting greeting = settings.conduct().greeting(number);
        if (greeting.isTls()) {
            return true;
        }
        if (greeting.isReset()) {
            reset("reset in place of a handshake");
            return false;
        }
        greeting.octets().ifPresent(octets -> {
            enqueue(octets);
            closeWhenSent = true;
        });
        flush();
        return false;
    }

    private void decrypt(byte[] buffer, int read) throws IOException {
        try {
            byte[] plain = tls.received(buffer, read);
            flush();
            announce();
            framer.received(plain, plain.length);
        } catch (IOException failed) {
            enqueue(tls.pending());
            flush();
            lost("TLS failed: " + tls.failure().orElse("unreadable"));
            return;
        }
        Optional<SipFramer.Framed> framed = framer.next();
        while (framed.isPresent() && open()) {
            handle(framed.get());
            framed = framer.next();
        }
        if (open() && tls.closed()) {
            flush();
            lost("closed by the peer");
        }
    }

    private void announce() {
        if (!announced && tls.established()) {
            announced = true;
            tls.facts().ifPresent(facts -> settings.observer()
                    .connection("connection " + number + " from "
                            + peer.getAddress().getHostAddress() + ": " + facts.version() + ", group "
                            + facts.group()));
        }
    }

    private void handle(SipFramer.Framed framed) {
        if (framed instanceof SipFramer.Message message) {
            seen(true, message.message().text());
            loop.listener().received(this, message.message());
        } else if (framed instanceof SipFramer.Ping) {
            sendText("\r\n", false);
        } else if (framed instanceof SipFramer.Unreadable unreadable) {
            lost(unreadable.why());
        }
    }

    private void seen(boolean inbound, String text) {
        settings.observer().sip(new SipSeen(number, inbound, peer, Instant.now(), text));
    }

    void send(SipMessage message) {
        sendText(message.text(), true);
    }

    /** Sends text as it is: what a script wants said need not be SIP. */
    void sendText(String text, boolean witnessed) {
        if (closed || !tls.established()) {
            return;
        }
        if (witnessed) {
            seen(false, text);
        }
        try {
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            if (settings.conduct().crumbles()) {
                tls.sendInCrumbs(octets);
            } else {
                tls.send(octets);
            }
            flush();
        } catch (IOException failed) {
            lost("TLS failed: " + tls.failure().orElse("unwritable"));
        }
    }

    /** Something that TLS says for itself. */
    @FunctionalInterface
    interface Handshake {
        void say(TlsSession tls) throws IOException;
    }

    /** Says it so many times; not before the handshake is over. */
    void handshake(Handshake what, int times) {
        if (closed || !tls.established()) {
            return;
        }
        try {
            for (int i = 0; i < times; i++) {
                what.say(tls);
            }
            flush();
        } catch (IOException failed) {
            lost("TLS failed: " + tls.failure().orElse("unwritable"));
        }
    }

    private void enqueue(byte[] octets) {
        if (octets.length > 0) {
            queue.add(ByteBuffer.wrap(octets));
            queued += octets.length;
        }
    }

    /** Writes what the socket takes and asks the selector for the rest. */
    void flush() throws IOException {
        enqueue(tls.pending());
        while (!closed && !queue.isEmpty()) {
            ByteBuffer head = queue.element();
            queued -= channel.write(head);
            if (head.hasRemaining()) {
                break;
            }
            queue.remove();
        }
        if (queued > MOST_QUEUED) {
            lost("a megabyte waits for a peer that does not read");
        } else if (queue.isEmpty() && closeWhenSent) {
            lost("closed after a plain answer");
        }
        if (!deaf && key != null && key.isValid()) {
            key.interestOps(queue.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** From now on nothing is read, and the peer finds out by itself. */
    void deafen() {
        deaf = true;
        if (key != null && key.isValid()) {
            key.interestOps(0);
        }
    }

    /** Closes with close_notify where the session still can. */
    void close(String why) {
        if (!closed && tls.established()) {
            tls.close();
            try {
                flush();
            } catch (IOException gone) {
                lost("lost while closing");
            }
        }
        lost(why);
    }

    /** Ends the TCP connection by RST: no close_notify, no FIN. */
    void reset(String why) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            settings.observer().connection("connection " + number + ": gone before its reset");
        }
        lost(why);
    }

    /** The connection is over; tells the listener once. */
    void lost(String why) {
        if (closed) {
            return;
        }
        closed = true;
        queue.clear();
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            settings.observer().connection("connection " + number + ": was gone already");
        }
        settings.observer().connection("connection " + number + ": " + why);
        loop.gone(this);
    }

    @Override
    public String toString() {
        return "connection " + number;
    }
}
