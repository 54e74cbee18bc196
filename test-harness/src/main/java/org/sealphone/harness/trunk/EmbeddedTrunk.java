package org.sealphone.harness.trunk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealphone.harness.sip.Digest;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.tls.KeyLog;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.tls.TlsSettings;
import org.sealphone.harness.trunk.media.MediaLoop;
import org.sealphone.harness.trunk.media.MediaPorts;

/**
 * A SIP trunk over TLS in this process (RFC 3261 registrar and proxy, RFC 8760 digest, RFC 4568 keys): its users register, call each
 * other, and call the services {@code echo} and {@code tone}. It listens on TLS alone and refuses whatever is not {@code RTP/SAVP} with
 * a usable key. Two threads serve it, one for signalling and one for media, whatever the number of calls.
 */
public final class EmbeddedTrunk implements AutoCloseable {
    private final TrunkSettings settings;
    private final TrunkCounters counters = new TrunkCounters();
    private final TrunkLoop loop;
    private final MediaLoop media;
    private final Switchboard switchboard;

    private EmbeddedTrunk(TrunkSettings settings) throws IOException {
        SecureRandom random = new SecureRandom();
        this.settings = settings;
        this.loop = new TrunkLoop(settings, counters, random);
        this.media = new MediaLoop(random, this::mediaFault, settings.conduct()::firstSequence);
        this.switchboard = new Switchboard(settings, loop, media, counters, random);
        loop.start(switchboard);
    }

    private void mediaFault(MediaPorts ports, RuntimeException bug) {
        counters.fault(bug);
        loop.execute(() -> {
            settings.observer().connection("fault in the media of a service: " + bug);
            switchboard.mediaFailed(ports);
        });
    }

    public static Builder builder(String domain, TlsIdentity identity) {
        return new Builder(domain, identity);
    }

    /** Where it listens; the port is the real one also when 0 was asked for. */
    public InetSocketAddress address() {
        return loop.address();
    }

    public String domain() {
        return settings.domain();
    }

    /** What is open now and what there ever was; from any thread. */
    public TrunkStatus status() {
        return counters.status(media.counters());
    }

    /** The first bug that the trunk caught at its boundary, for the test that finds one counted. */
    public Optional<RuntimeException> firstFault() {
        return Optional.ofNullable(counters.firstFault());
    }

    /** A service calls a registered user, who sees the service's address as the caller; from any thread. */
    public void call(String user, Service service) {
        loop.execute(() -> switchboard.call(user, service, offer -> offer));
    }

    /** Ends every call, connection, port and thread; returns when they are gone. */
    @Override
    public void close() {
        loop.execute(switchboard::close);
        loop.close();
        media.close();
    }

    /** Everything has a default but the domain and the identity. */
    public static final class Builder {
        private final String domain;
        private final Map<String, Map<DigestAlgorithm, String>> hashes = new LinkedHashMap<>();
        private InetAddress address = InetAddress.getLoopbackAddress();
        private int port;
        private List<DigestAlgorithm> digests = List.of(DigestAlgorithm.SHA_256);
        private Set<Service> services = EnumSet.allOf(Service.class);
        private KeyLog keyLog = KeyLog.none();
        private TrunkObserver observer = TrunkObserver.none();
        private SdpRewriter rewriter = SdpRewriter.direct();
        private List<X509Certificate> clientAnchors = List.of();
        private Duration noAnswer = Duration.ofSeconds(60);
        private int shortestExpires = 60;
        private int longestExpires = 3600;
        private Conduct conduct = Conduct.honest();
        private TlsSettings tls;

        private Builder(String domain, TlsIdentity identity) {
            this.domain = domain;
            this.tls = TlsSettings.of(identity, keyLog);
        }

        /** Default: the loopback address and any free port. */
        public Builder listen(InetAddress address, int port) {
            this.address = address;
            this.port = port;
            return this;
        }

        /** The password is hashed at once; the caller wipes its array. */
        public Builder user(String name, char[] password) {
            Map<DigestAlgorithm, String> byAlgorithm = new EnumMap<>(DigestAlgorithm.class);
            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                byAlgorithm.put(algorithm, Digest.ha1(algorithm, name, domain, password));
            }
            hashes.put(name, byAlgorithm);
            return this;
        }

        /** One challenge each, in this order (RFC 8760, section 2.3); default: SHA-256. */
        public Builder digest(DigestAlgorithm... inOrder) {
            this.digests = List.of(inOrder);
            return this;
        }

        /** Default: all. */
        public Builder services(Set<Service> services) {
            this.services = Set.copyOf(services);
            return this;
        }

        public Builder keyLog(KeyLog keyLog) {
            this.keyLog = keyLog;
            return this;
        }

        public Builder observer(TrunkObserver observer) {
            this.observer = observer;
            return this;
        }

        public Builder sdpRewriter(SdpRewriter rewriter) {
            this.rewriter = rewriter;
            return this;
        }

        /** Demands a client certificate under one of these anchors; default: none is demanded. */
        public Builder clientAnchors(List<X509Certificate> anchors) {
            this.clientAnchors = List.copyOf(anchors);
            return this;
        }

        /** How long a callee may ring before the caller gets 480; default: 60 s. */
        public Builder noAnswerAfter(Duration ringing) {
            this.noAnswer = ringing;
            return this;
        }

        /** Shortest and longest registration in seconds; default: 60 to 3600. A shorter wish gets 423. */
        public Builder expires(int shortest, int longest) {
            this.shortestExpires = shortest;
            this.longestExpires = longest;
            return this;
        }

        /** TLS versions, highest first; default: 1.3 and 1.2. */
        public Builder tlsVersions(TlsSettings.Version... highestFirst) {
            this.tls = tls.withVersions(highestFirst);
            return this;
        }

        /** Named groups by code point, preferred first; default: X25519MLKEM768, x25519, secp256r1. */
        public Builder tlsGroups(Integer... preferredFirst) {
            this.tls = tls.withGroups(preferredFirst);
            return this;
        }

        /** Default: honest. */
        public Builder conduct(Conduct conduct) {
            this.conduct = conduct;
            return this;
        }

        /** Binds and listens. */
        public EmbeddedTrunk start() throws IOException {
            return new EmbeddedTrunk(new TrunkSettings(
                    domain,
                    address,
                    port,
                    Map.copyOf(hashes),
                    digests,
                    services,
                    observer,
                    rewriter,
                    noAnswer,
                    shortestExpires,
                    longestExpires,
                    conduct,
                    conduct.tls(tls.withKeyLog(keyLog).withClientAnchors(clientAnchors))));
        }
    }
}
