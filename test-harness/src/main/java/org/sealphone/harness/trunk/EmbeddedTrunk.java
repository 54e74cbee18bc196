package org.sealphone.harness.trunk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.tls.KeyLog;
import org.sealphone.harness.tls.TlsIdentity;

/**
 * A SIP trunk over TLS in this process (RFC 3261 registrar and proxy, RFC 8760 digest, RFC 4568 keys): its users register, call each
 * other, and call the services {@code echo} and {@code tone}. It listens on TLS alone and refuses whatever is not {@code RTP/SAVP} with
 * a usable key. Two threads serve it, one for signalling and one for media, whatever the number of calls.
 */
public final class EmbeddedTrunk implements AutoCloseable {
    private final TrunkSettings settings;
    private final InetSocketAddress address;

    private EmbeddedTrunk(TrunkSettings settings) throws IOException {
        this.settings = settings;
        this.address = new InetSocketAddress(settings.address(), settings.port());
    }

    public static Builder builder(String domain, TlsIdentity identity) {
        return new Builder(domain, identity);
    }

    /** Where it listens; the port is the real one also when 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    public String domain() {
        return settings.domain();
    }

    /** What is open now and what there ever was; from any thread. */
    public TrunkStatus status() {
        return new TrunkStatus(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Ends every call, connection, port and thread; returns when they are gone. */
    @Override
    public void close() {}

    /** Everything has a default but the domain and the identity. */
    public static final class Builder {
        private final String domain;
        private final TlsIdentity identity;
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

        private Builder(String domain, TlsIdentity identity) {
            this.domain = domain;
            this.identity = identity;
        }

        /** Default: the loopback address and any free port. */
        public Builder listen(InetAddress address, int port) {
            this.address = address;
            this.port = port;
            return this;
        }

        /** The password is hashed at once; the caller wipes its array. */
        public Builder user(String name, char[] password) {
            hashes.put(name, new EnumMap<>(DigestAlgorithm.class));
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

        /** Default: honest. */
        public Builder conduct(Conduct conduct) {
            this.conduct = conduct;
            return this;
        }

        /** Binds and listens. */
        public EmbeddedTrunk start() throws IOException {
            return new EmbeddedTrunk(new TrunkSettings(
                    domain,
                    identity,
                    address,
                    port,
                    Map.copyOf(hashes),
                    digests,
                    services,
                    keyLog,
                    observer,
                    rewriter,
                    clientAnchors,
                    noAnswer,
                    shortestExpires,
                    longestExpires,
                    conduct));
        }
    }
}
