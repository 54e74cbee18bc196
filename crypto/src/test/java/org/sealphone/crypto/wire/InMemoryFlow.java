package org.sealphone.crypto.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.TlsFacts;

/**
 * A flow for tests without sockets: two ends under one timeline, in order, with a delay, and able to be lost or to get stuck. It
 * behaves as the real one does: an end is reported once and to the other side alone, a closed one refuses to send.
 */
public final class InMemoryFlow extends VerifiedFlow {
    private final Timeline timeline;
    private final Duration delay;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final TlsFacts facts;
    private final FlowListener listener;
    private @Nullable InMemoryFlow peer;
    private @Nullable Refusal end;
    private boolean stuck;
    private long sentBytes;

    /** Both ends. */
    public record Pair(InMemoryFlow near, InMemoryFlow far) {}

    private InMemoryFlow(
            Timeline timeline,
            Duration delay,
            InetSocketAddress local,
            InetSocketAddress remote,
            String domain,
            FlowListener listener) {
        this.timeline = timeline;
        this.delay = delay;
        this.local = local;
        this.remote = remote;
        this.listener = listener;
        this.facts = new TlsFacts(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                "X25519MLKEM768",
                remote,
                domain,
                IdentityMode.RFC5922,
                Instant.parse("2027-01-01T00:00:00Z"),
                "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                false,
                false);
    }

    /** Two ends of a flow to the server of this domain; what one sends, the other hears after the delay. */
    public static Pair pair(Timeline timeline, Duration delay, String domain, FlowListener near, FlowListener far) {
        return pair(timeline, delay, domain, near, far, 10);
    }

    private static Pair pair(
            Timeline timeline, Duration delay, String domain, FlowListener near, FlowListener far, int host) {
        InetSocketAddress phone = address(192, 0, 2, host, 49152);
        InetSocketAddress server = address(192, 0, 2, 1, 5061);
        InMemoryFlow one = new InMemoryFlow(timeline, delay, phone, server, domain, near);
        InMemoryFlow other = new InMemoryFlow(timeline, delay, server, phone, domain, far);
        one.peer = other;
        other.peer = one;
        return new Pair(one, other);
    }

    /** As {@link #pair(Timeline, Duration, String, FlowListener, FlowListener)}, for a far side that is built around its flow. */
    public static Pair pair(
            Timeline timeline,
            Duration delay,
            String domain,
            FlowListener near,
            Function<VerifiedFlow, FlowListener> far) {
        return pair(timeline, delay, domain, near, far, 10);
    }

    /** The same from the host 192.0.2.n: a phone that has moved. */
    public static Pair pair(
            Timeline timeline,
            Duration delay,
            String domain,
            FlowListener near,
            Function<VerifiedFlow, FlowListener> far,
            int host) {
        FlowListener[] late = new FlowListener[1];
        Pair pair = pair(
                timeline,
                delay,
                domain,
                near,
                new FlowListener() {
                    @Override
                    public void received(byte[] bytes, int length) {
                        late[0].received(bytes, length);
                    }

                    @Override
                    public void lost(Refusal cause) {
                        late[0].lost(cause);
                    }
                },
                host);
        late[0] = far.apply(pair.far());
        return pair;
    }

    private static InetSocketAddress address(int a, int b, int c, int d, int port) {
        try {
            byte[] octets = {(byte) a, (byte) b, (byte) c, (byte) d};
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public synchronized void send(byte[] sip) throws FlowClosedException {
        if (end != null) {
            throw new FlowClosedException(end);
        }
        if (stuck) {
            lose(CryptoReason.NET_08);
            throw new FlowClosedException(new Refusal(CryptoReason.NET_08, "while writing"));
        }
        sentBytes += sip.length;
        byte[] copy = sip.clone();
        InMemoryFlow to = peer;
        timeline.schedule(delay, () -> to.deliver(copy));
    }

    private void deliver(byte[] bytes) {
        synchronized (this) {
            if (end != null) {
                return;
            }
        }
        listener.received(bytes, bytes.length);
    }

    /** The connection breaks: both sides hear of it, after the delay, and what is under way is lost. */
    public void lose(CryptoReason reason) {
        Refusal cause = new Refusal(reason, "in memory");
        breakOff(cause);
        peer.breakOff(cause);
    }

    private synchronized void breakOff(Refusal cause) {
        if (end == null) {
            end = cause;
            timeline.schedule(delay, () -> listener.lost(cause));
        }
    }

    /** From now on this side's sending does not drain: the next one fails as the real one does after its deadline. */
    public synchronized void getStuck() {
        stuck = true;
    }

    /** Bytes of plaintext that this side sent. */
    public synchronized long sentBytes() {
        return sentBytes;
    }

    @Override
    public TlsFacts facts() {
        return facts;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public synchronized boolean live() {
        return end == null;
    }

    @Override
    public synchronized CryptoWriter cryptoWriter() throws FlowClosedException {
        if (end != null) {
            throw new FlowClosedException(end);
        }
        return new CryptoWriter(this::live);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = new Refusal(CryptoReason.NET_09, "");
        }
        InMemoryFlow to = peer;
        timeline.schedule(delay, () -> to.closedByPeer());
    }

    private void closedByPeer() {
        Refusal cause = new Refusal(CryptoReason.NET_07, "close_notify");
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = cause;
        }
        listener.lost(cause);
    }
}
