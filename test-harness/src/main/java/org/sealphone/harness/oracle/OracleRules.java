package org.sealphone.harness.oracle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealphone.harness.oracle.sip.MediaGrant;
import org.sealphone.harness.oracle.tls.NssKeyLog;

/** What may leave, and what is looked for. Nothing is allowed that is not named here. Immutable. */
public final class OracleRules {
    private final Set<InetSocketAddress> trunks;
    private final NssKeyLog keyLog;
    private final boolean cbcToo;
    private final Set<InetSocketAddress> resolvers;
    private final Set<String> names;
    private final List<Canary> canaries;
    private final int toneHz;
    private final List<ControlShot> controls;
    private final List<MediaGrant> grants;
    private final Set<InetAddress> peers;
    private final Duration grace;
    private final Duration afterFlowLoss;

    private OracleRules(Builder builder) {
        this.trunks = Set.copyOf(builder.trunks);
        this.keyLog = builder.keyLog;
        this.cbcToo = builder.cbcToo;
        this.resolvers = Set.copyOf(builder.resolvers);
        this.names = Set.copyOf(builder.names);
        this.canaries = List.copyOf(builder.canaries);
        this.toneHz = builder.toneHz;
        this.controls = List.copyOf(builder.controls);
        this.grants = List.copyOf(builder.grants);
        this.peers = Set.copyOf(builder.peers);
        this.grace = builder.grace;
        this.afterFlowLoss = builder.afterFlowLoss;
    }

    public static Builder builder() {
        return new Builder();
    }

    Set<InetSocketAddress> trunks() {
        return trunks;
    }

    NssKeyLog keyLog() {
        return keyLog;
    }

    boolean cbcToo() {
        return cbcToo;
    }

    Set<InetSocketAddress> resolvers() {
        return resolvers;
    }

    Set<String> names() {
        return names;
    }

    List<Canary> canaries() {
        return canaries;
    }

    int toneHz() {
        return toneHz;
    }

    List<ControlShot> controls() {
        return controls;
    }

    List<MediaGrant> grants() {
        return grants;
    }

    Set<InetAddress> peers() {
        return peers;
    }

    Duration grace() {
        return grace;
    }

    Duration afterFlowLoss() {
        return afterFlowLoss;
    }

    /** Starts with nothing allowed. */
    public static final class Builder {
        private final Set<InetSocketAddress> trunks = new HashSet<>();
        private NssKeyLog keyLog = NssKeyLog.of(List.of());
        private boolean cbcToo;
        private final Set<InetSocketAddress> resolvers = new HashSet<>();
        private final Set<String> names = new HashSet<>();
        private final Set<Canary> canaries = new HashSet<>();
        private int toneHz;
        private Collection<ControlShot> controls = List.of();
        private Collection<MediaGrant> grants = List.of();
        private final Set<InetAddress> peers = new HashSet<>();
        private Duration grace = Duration.ofMillis(250);
        private Duration afterFlowLoss = Duration.ofSeconds(60);

        private Builder() {}

        /** An address that TLS may be spoken to. */
        public Builder trunk(InetSocketAddress address) {
            trunks.add(address);
            return this;
        }

        /** Lines of the trunk side's NSS key log. Once given, every stream that carries application data must be readable. */
        public Builder keyLog(Collection<String> lines) {
            keyLog = NssKeyLog.of(lines);
            return this;
        }

        /** ClientHellos may also offer ECDHE with CBC, as the policy {@code interop} does. */
        public Builder allowCbc() {
            cbcToo = true;
            return this;
        }

        /** Queries for these names may go to this resolver. */
        public Builder dns(InetSocketAddress resolver, String... allowedNames) {
            resolvers.add(resolver);
            names.addAll(List.of(allowedNames).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet()));
            return this;
        }

        public Builder canary(Canary canary) {
            canaries.add(canary);
            return this;
        }

        /** The audio canary: this tone must be heard in decrypted media. */
        public Builder tone(int hertz) {
            toneHz = hertz;
            return this;
        }

        public Builder controls(Collection<ControlShot> shots) {
            controls = shots;
            return this;
        }

        /** Keys that are known otherwise than from decrypted SDP, such as from a proxy's log. */
        public Builder grants(Collection<MediaGrant> known) {
            grants = known;
            return this;
        }

        /** What this address sends is reported, not judged: a server or phone that is not in the dock. */
        public Builder peer(InetAddress address) {
            peers.add(address);
            return this;
        }

        /** How long after its end a call's media may still be seen: what was in flight, and one packet time. Default: 250 ms. */
        public Builder grace(Duration duration) {
            grace = duration;
            return this;
        }

        /** How long media may go on when the flow to the trunk is lost. Default: 60 s. */
        public Builder afterFlowLoss(Duration duration) {
            afterFlowLoss = duration;
            return this;
        }

        public OracleRules build() {
            return new OracleRules(this);
        }
    }
}
