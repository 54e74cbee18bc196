package org.sealphone.crypto.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.sealphone.crypto.time.Timeline;

/**
 * A network of datagrams under a timeline, with seeded weather: ports as the real wire has them, without a socket. Everything that
 * happens follows from the seed and from the order of sending. Delivery is on the thread that advances the timeline.
 */
public final class SimulatedNetwork {
    private final Timeline timeline;
    private final Random dice;
    private final SecureRandom random = new SecureRandom();
    private final WireLedger ledger = new WireLedger();
    private final WireTap tap;
    private final Map<InetSocketAddress, Path> paths = new HashMap<>();
    /** When the last of each sender arrives, under weather that keeps the order. */
    private final Map<InetSocketAddress, Long> latest = new HashMap<>();

    private Weather weather;
    private int nextPort = 20000;
    private long lost;
    private long duplicated;

    /** A network with a seed of its own. */
    public SimulatedNetwork(Timeline timeline, long seed, Weather weather) {
        this(timeline, seed, weather, WireTap.none());
    }

    /** The same, with a tap on all ports. */
    public SimulatedNetwork(Timeline timeline, long seed, Weather weather, WireTap tap) {
        this.timeline = timeline;
        this.dice = new Random(seed);
        this.weather = weather;
        this.tap = tap;
    }

    /** Changes the weather for what is sent from now on. */
    public synchronized void weather(Weather next) {
        weather = next;
    }

    /** A pair of ports on the host 198.51.100.n. */
    public synchronized ReservedPort reserve(int host) {
        int port = nextPort;
        nextPort += 2;
        return new ReservedPort(path(host, port), path(host, port + 1), timeline, random, tap, ledger);
    }

    private Path path(int host, int port) {
        try {
            byte[] octets = {(byte) 198, 51, 100, (byte) host};
            Path path = new Path(new InetSocketAddress(InetAddress.getByAddress(octets), port));
            paths.put(path.local, path);
            return path;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Throws a datagram of anybody at a port, past the weather: what an attacker does. */
    public void inject(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        arrive(datagram, from, to);
    }

    private synchronized void leave(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        if (dice.nextDouble() < weather.loss()) {
            lost++;
            return;
        }
        travel(datagram, from, to);
        if (dice.nextDouble() < weather.duplication()) {
            duplicated++;
            travel(datagram, from, to);
        }
    }

    private void travel(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        long takes = weather.delay().toNanos()
                + (long) (dice.nextDouble() * weather.jitter().toNanos());
        if (weather.ordered()) {
            long now = timeline.nanoTime();
            takes = Math.max(takes, latest.getOrDefault(from, now) - now);
            latest.put(from, now + takes);
        }
        timeline.schedule(Duration.ofNanos(takes), () -> arrive(datagram, from, to));
    }

    private void arrive(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        Path path;
        synchronized (this) {
            path = paths.get(to);
        }
        if (path != null && path.arrival != null) {
            path.arrival.datagram(datagram, datagram.length, from, timeline.nanoTime());
        }
    }

    /** What all ports of this network counted. */
    public WireLedger ledger() {
        return ledger;
    }

    /** Ports that nobody has closed: two to each pair. */
    public synchronized int openPorts() {
        return paths.size();
    }

    /** Datagrams that vanished. */
    public synchronized long lost() {
        return lost;
    }

    /** Datagrams that arrived twice. */
    public synchronized long duplicated() {
        return duplicated;
    }

    private final class Path implements DatagramPath {
        private final InetSocketAddress local;
        private volatile Arrival arrival;
        private volatile boolean closed;

        Path(InetSocketAddress local) {
            this.local = local;
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public boolean send(byte[] bytes, int offset, int length, InetSocketAddress to) {
            if (closed) {
                return false;
            }
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            leave(copy, local, to);
            return true;
        }

        @Override
        public void onArrival(Arrival next) {
            arrival = next;
        }

        @Override
        public void close() {
            closed = true;
            synchronized (SimulatedNetwork.this) {
                paths.remove(local);
            }
        }
    }
}
