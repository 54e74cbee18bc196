package org.sealphone.ua.api;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.ClientCertificate;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.media.codec.Codec;
import org.sealphone.ua.policy.SecurityPolicy;
import org.sealphone.ua.policy.SipTarget;

/**
 * One account at one trunk: everything that has to be known before the first byte leaves. Immutable. It holds no password, only the
 * source of one; so it may be printed and kept.
 *
 * <p>The name that the trunk's certificate must carry is {@link #verifiedDomain}: the host of the outbound proxy where one is set, unless
 * that is written as an address, which says where and not who: then, and without an outbound proxy, the host of the trunk (RFC 5922 7.1).
 */
public final class Account {
    private final SipTarget trunk;
    private final String user;
    private final Builder built;
    private final TlsPolicy tls;

    private Account(Builder builder) {
        TlsPolicy algorithms = builder.policy.tls(builder.trust).identifiedBy(builder.identity);
        this.tls = builder.clientCertificate.map(algorithms::presenting).orElse(algorithms);
        this.built = builder.copy();
        this.trunk = builder.trunk.server();
        this.user = builder.user;
    }

    /**
     * An account of this user at this trunk, with all else at its default: RFC 5922 identity, policy
     * {@link SecurityPolicy#STANDARD}, registration for an hour.
     *
     * @param trunk registrar and proxy; its user part is ignored
     * @param user the name at the trunk, unescaped, such as {@code alice} or {@code +4930123}
     * @param trust whose word counts for who the trunk is; there is no default, because somebody has to have decided it
     */
    public static Builder at(SipTarget trunk, String user, TrustAnchors trust) {
        return new Builder(trunk, user, trust);
    }

    public SipTarget trunk() {
        return trunk;
    }

    public String user() {
        return user;
    }

    /** The name used in the digest: {@link #user} unless another was given. */
    public String authUser() {
        return built.authUser.orElse(user);
    }

    public Optional<String> displayName() {
        return built.displayName;
    }

    public PasswordSource password() {
        return built.password;
    }

    public TrustAnchors trust() {
        return built.trust;
    }

    public IdentityMode identity() {
        return built.identity;
    }

    public Optional<ClientCertificate> clientCertificate() {
        return built.clientCertificate;
    }

    /** What the handshake may agree on, whom it trusts, and what it presents. */
    public TlsPolicy tls() {
        return tls;
    }

    public Optional<SipTarget> outbound() {
        return built.outbound;
    }

    public SecurityPolicy policy() {
        return built.policy;
    }

    /** The local address for flow and media, or empty to let the system choose. */
    public Optional<InetAddress> bindAddress() {
        return built.bindAddress;
    }

    /** Whether {@link Ua#register} is wanted at all before calls. */
    public boolean registers() {
        return built.registers;
    }

    /** The lifetime of a registration that is asked for; whole seconds. */
    public Duration registrationLifetime() {
        return built.registrationLifetime;
    }

    /** How long to wait for a TCP connection and TLS handshake, together. */
    public Duration connectTimeout() {
        return built.connectTimeout;
    }

    /** How long an outgoing call may ring before it is cancelled. */
    public Duration ringTimeout() {
        return built.ringTimeout;
    }

    /** How many calls may be going on when another one comes in; beyond that it is refused as busy. */
    public int simultaneousCalls() {
        return built.simultaneousCalls;
    }

    /** Codecs in order of preference; never empty. */
    public List<Codec> codecs() {
        return built.codecs;
    }

    /** Suites in order of preference: those asked for that the policy admits, or all that it admits; never empty. */
    public List<SrtpSuite> suites() {
        return built.suites.orElseGet(() -> built.policy.suites());
    }

    /** The address of record. */
    public SipTarget addressOfRecord() {
        return trunk.withUser(user);
    }

    /** Where the flow goes: host and port of the outbound proxy, else of the trunk. */
    public SipTarget nextHop() {
        return built.outbound.orElse(trunk);
    }

    /** The name that the certificate at the other end must carry. */
    public String verifiedDomain() {
        SipTarget hop = nextHop();
        return hop.isAddress() ? trunk.host() : hop.host();
    }

    @Override
    public String toString() {
        return "Account[" + addressOfRecord() + " by " + nextHop() + ", " + built.policy + "]";
    }

    /** Collects what differs from the defaults. Owner: the thread that builds. */
    public static final class Builder {
        private final SipTarget trunk;
        private final String user;
        private final TrustAnchors trust;
        private Optional<String> authUser = Optional.empty();
        private Optional<String> displayName = Optional.empty();
        private PasswordSource password = PasswordSource.none();
        private IdentityMode identity = IdentityMode.RFC5922;
        private Optional<ClientCertificate> clientCertificate = Optional.empty();
        private Optional<SipTarget> outbound = Optional.empty();
        private SecurityPolicy policy = SecurityPolicy.STANDARD;
        private Optional<InetAddress> bindAddress = Optional.empty();
        private boolean registers = true;
        private Duration registrationLifetime = Duration.ofHours(1);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration ringTimeout = Duration.ofMinutes(2);
        private int simultaneousCalls = 1;
        private List<Codec> codecs = Codec.preferred();
        private Optional<List<SrtpSuite>> suites = Optional.empty();

        private Builder(SipTarget trunk, String user, TrustAnchors trust) {
            this.trust = Objects.requireNonNull(trust, "trust");
            this.trunk = Objects.requireNonNull(trunk, "trunk");
            this.user = Objects.requireNonNull(user, "user");
            if (user.isEmpty()) {
                throw new IllegalArgumentException("an account needs a user");
            }
        }

        private Builder copy() {
            Builder copy = new Builder(trunk, user, trust);
            copy.authUser = authUser;
            copy.displayName = displayName;
            copy.password = password;
            copy.identity = identity;
            copy.clientCertificate = clientCertificate;
            copy.outbound = outbound;
            copy.policy = policy;
            copy.bindAddress = bindAddress;
            copy.registers = registers;
            copy.registrationLifetime = registrationLifetime;
            copy.connectTimeout = connectTimeout;
            copy.ringTimeout = ringTimeout;
            copy.simultaneousCalls = simultaneousCalls;
            copy.codecs = codecs;
            copy.suites = suites;
            return copy;
        }

        public Builder authUser(String name) {
            this.authUser = Optional.of(name);
            return this;
        }

        public Builder displayName(String name) {
            this.displayName = Optional.of(name);
            return this;
        }

        public Builder password(PasswordSource source) {
            this.password = Objects.requireNonNull(source, "source");
            return this;
        }

        public Builder identity(IdentityMode mode) {
            this.identity = Objects.requireNonNull(mode, "mode");
            return this;
        }

        public Builder clientCertificate(ClientCertificate certificate) {
            this.clientCertificate = Optional.of(certificate);
            return this;
        }

        public Builder outbound(SipTarget proxy) {
            this.outbound = Optional.of(proxy.server());
            return this;
        }

        public Builder policy(SecurityPolicy chosen) {
            this.policy = Objects.requireNonNull(chosen, "chosen");
            return this;
        }

        public Builder bindAddress(InetAddress address) {
            this.bindAddress = Optional.of(address);
            return this;
        }

        public Builder registers(boolean wanted) {
            this.registers = wanted;
            return this;
        }

        public Builder registrationLifetime(Duration lifetime) {
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("a registration lasts a second at least");
            }
            this.registrationLifetime = lifetime;
            return this;
        }

        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        public Builder ringTimeout(Duration timeout) {
            this.ringTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** 1 unless more are wanted, as under load. */
        public Builder simultaneousCalls(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("a phone takes one call at least");
            }
            this.simultaneousCalls = most;
            return this;
        }

        public Builder codecs(List<Codec> preference) {
            if (preference.isEmpty()) {
                throw new IllegalArgumentException("a call needs a codec");
            }
            this.codecs = List.copyOf(preference);
            return this;
        }

        /** Suites in order of preference; those that the policy does not admit are refused when the account is built. */
        public Builder suites(List<SrtpSuite> preference) {
            if (preference.isEmpty()) {
                throw new IllegalArgumentException("a call needs a suite");
            }
            this.suites = Optional.of(List.copyOf(preference));
            return this;
        }

        /**
         * @throws IllegalArgumentException when a suite was asked for that the policy does not admit, or identity by pinned key without
         *     a pin
         */
        public Account build() {
            suites.ifPresent(wanted -> {
                if (!policy.suites().containsAll(wanted)) {
                    throw new IllegalArgumentException("policy " + policy + " does not admit all of " + wanted);
                }
            });
            return new Account(this);
        }
    }
}
