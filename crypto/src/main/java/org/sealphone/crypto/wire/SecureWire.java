package org.sealphone.crypto.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.dns.DnsLookup;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.tls.ClientHandshake;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.tls.TlsPolicy;

/**
 * The door. Three things go through it: TLS connections to a server that proves to be the configured SIP domain, datagrams that
 * SRTP has sealed, and questions to name servers. Nothing else in the phone opens a socket, and nothing here accepts a connection.
 *
 * <p>One for a process. {@link #connect} blocks its caller, never longer than the time it is given; everything that can go wrong
 * is a value. Deadlines run on the machine's own clock, whatever the timeline says, because sockets do. Thread: any.
 */
public final class SecureWire implements AutoCloseable {
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration VERDICT = Duration.ofMillis(500);
    private static final int FIRST_PORT = 16384;
    private static final int PAIRS = 8192;
    private static final int ATTEMPTS = 256;

    private final Timeline timeline;
    private final SecureRandom random;
    private final WireTap tap;
    private final WireLedger ledger = new WireLedger();
    private final SystemTimeline watchdog = new SystemTimeline("wire-watch");
    private final TcpLine.Watch watch;
    private final Duration writeTimeout;
    private final NameServers nameServers;
    private @Nullable ReceiveLoop receiveLoop;
    private volatile boolean closed;

    /** A wire on this machine's sockets. */
    public SecureWire(Timeline timeline, SecureRandom random, WireTap tap) {
        this(timeline, random, tap, WRITE_TIMEOUT, NameServers.ofThisMachine());
    }

    SecureWire(Timeline timeline, SecureRandom random, WireTap tap, Duration writeTimeout, NameServers nameServers) {
        this.timeline = timeline;
        this.random = random;
        this.tap = tap;
        this.writeTimeout = writeTimeout;
        this.nameServers = nameServers;
        this.watch = new TcpLine.Watch(timeline, watchdog, tap, ledger, ConcurrentHashMap.newKeySet());
    }

    /**
     * Looks the host up, connects, shakes hands and verifies, all within the time given. The listener may hear of the flow before
     * this returns. Not a byte of SIP leaves before the peer has proved its identity; of several addresses the first that takes the
     * connection decides.
     */
    public FlowOutcome connect(FlowTarget target, TlsPolicy policy, Duration timeout, FlowListener listener) {
        if (closed) {
            return failed(TlsFailure.of(CryptoReason.NET_09, "the wire"));
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        return HostLookup.addresses(target.host(), timeout)
                .fold(
                        addresses -> connect(allowed(addresses, target), target, policy, deadline, listener),
                        refusal -> failed(new TlsFailure(TlsFailure.Kind.UNREACHABLE, refusal)));
    }

    /** What a name server says may not lead to this machine itself, whatever port it names: that would be its hand in our house. */
    private static List<InetAddress> allowed(List<InetAddress> addresses, FlowTarget target) {
        return target.origin() == FlowTarget.Origin.CONFIGURED
                ? addresses
                : addresses.stream()
                        .filter(address -> !(address.isLoopbackAddress()
                                || address.isLinkLocalAddress()
                                || address.isAnyLocalAddress()
                                || address.isMulticastAddress()))
                        .toList();
    }

    private FlowOutcome connect(
            List<InetAddress> addresses, FlowTarget target, TlsPolicy policy, long deadline, FlowListener listener) {
        TlsFailure last = TlsFailure.of(CryptoReason.DNS_02, target.host());
        for (int i = 0; i < addresses.size(); i++) {
            InetSocketAddress address = new InetSocketAddress(addresses.get(i), target.port());
            Duration share = remaining(deadline).dividedBy(addresses.size() - i);
            try {
                return shakeHands(TcpLine.connect(address, target, share, watch), target, policy, deadline, listener);
            } catch (IOException notConnected) {
                last = unconnected(notConnected, address);
            }
        }
        return failed(last);
    }

    private FlowOutcome shakeHands(
            TcpLine line, FlowTarget target, TlsPolicy policy, long deadline, FlowListener listener) {
        ClientHandshake handshake = new ClientHandshake(policy, target.domain(), target.port(), timeline.now(), random);
        TlsRecords records = new TlsRecords(line, handshake, writeTimeout);
        Timeline.Scheduled limit = line.deadline(remaining(deadline));
        try {
            records.handshake();
            if (handshake.verdictOutstanding()) {
                records.awaitVerdict(VERDICT);
            }
        } catch (IOException thrown) {
            line.close();
            return failed(unverified(line, handshake, thrown));
        } finally {
            limit.cancel();
            handshake.shown().ifPresent(listener::shown);
        }
        return handshake
                .facts(line.remote())
                .fold(facts -> flow(line, records, handshake, facts, listener), refusal -> {
                    line.close();
                    return failed(new TlsFailure(TlsFailure.Kind.REFUSED, refusal));
                });
    }

    private FlowOutcome flow(
            TcpLine line, TlsRecords records, ClientHandshake handshake, TlsFacts facts, FlowListener listener) {
        TlsFlow flow = new TlsFlow(line, records, handshake, facts, listener);
        ledger.flowOpened();
        flow.start();
        if (closed) {
            // The wire was closed meanwhile: the flow hears of it like all others.
            line.close();
        }
        return new FlowOutcome.Connected(flow);
    }

    private static TlsFailure unverified(TcpLine line, ClientHandshake handshake, IOException thrown) {
        if (thrown instanceof TlsRecords.NotTls notTls) {
            return notTls.failure;
        }
        if (line.expired()) {
            return TlsFailure.of(CryptoReason.TLS_30, "with " + shown(line.remote()));
        }
        Refusal refusal = handshake.refusal(thrown);
        return new TlsFailure(TlsFailure.Kind.REFUSED, refusal);
    }

    private static TlsFailure unconnected(IOException thrown, InetSocketAddress address) {
        CryptoReason reason;
        if (thrown instanceof SocketTimeoutException) {
            reason = CryptoReason.NET_03;
        } else if (thrown instanceof BindException) {
            reason = CryptoReason.NET_06;
        } else if (thrown instanceof ConnectException) {
            reason = CryptoReason.NET_02;
        } else {
            // No route to the host, or a network that is unreachable in one of the ways that systems tell.
            reason = CryptoReason.NET_05;
        }
        return TlsFailure.of(reason, shown(address));
    }

    private static String shown(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " port " + address.getPort();
    }

    private static FlowOutcome failed(TlsFailure failure) {
        return new FlowOutcome.Failed(failure);
    }

    private static Duration remaining(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /** The servers of a service, such as {@code _sips._tcp.example.com}; none where the name has none. Blocks. */
    public Outcome<List<ServiceRecord>> services(String name, Duration atMost) {
        return dns().services(name, atMost);
    }

    /** The ways in which a domain is served; none where it names none. Blocks. */
    public Outcome<List<NamingPointer>> pointers(String domain, Duration atMost) {
        return dns().pointers(domain, atMost);
    }

    private DnsLookup dns() {
        return new DnsLookup(nameServers.inOrder(), new DnsPath(timeline, tap, ledger));
    }

    /** Binds an even port for RTP and the next one for RTCP, at random, on this local address. */
    public Outcome<ReservedPort> reserve(InetAddress local) {
        String detail = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST_PORT + 2 * random.nextInt(PAIRS);
            try {
                return Outcome.granted(reserve(local, port));
            } catch (IOException taken) {
                detail = local.getHostAddress();
            }
        }
        return Outcome.refused(CryptoReason.NET_06, detail);
    }

    private ReservedPort reserve(InetAddress local, int port) throws IOException {
        ReceiveLoop loop = receiveLoop();
        UdpPath rtp = UdpPath.bind(local, port, loop);
        try {
            UdpPath rtcp = UdpPath.bind(local, port + 1, loop);
            return new ReservedPort(rtp, rtcp, timeline, random, tap, ledger);
        } catch (IOException | UncheckedIOException e) {
            rtp.close();
            throw e;
        }
    }

    private synchronized ReceiveLoop receiveLoop() throws IOException {
        if (closed) {
            throw new IOException("the wire is closed");
        }
        if (receiveLoop == null) {
            receiveLoop = ReceiveLoop.start(timeline);
        }
        return receiveLoop;
    }

    /** What has left and come so far. */
    public WireLedger ledger() {
        return ledger;
    }

    /** Closes all flows, without a farewell, and ends the threads of the wire; ports hear nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
        watch.open().forEach(TcpLine::close);
        watchdog.close();
        if (receiveLoop != null) {
            receiveLoop.close();
            receiveLoop = null;
        }
    }
}
