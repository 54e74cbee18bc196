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
import org.sealphone.media.codec.OpusSettings;
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

    /** Registrar and domain, without a user. */
    public SipTarget trunk() {
        return trunk;
    }

    /** The name at the trunk, unescaped. */
    public String user() {
        return user;
    }

    /** The name used in the digest: {@link #user} unless another was given. */
    public String authUser() {
        return built.authUser.orElse(user);
    }

    /** The name beside our URI in From; empty where none is told. */
    public Optional<String> displayName() {
        return built.displayName;
    }

    /** Where the password comes from when it is asked for. */
    public PasswordSource password() {
        return built.password;
    }

    /** Whose word counts for who the trunk is. */
    public TrustAnchors trust() {
        return built.trust;
    }

    /** How the name in the trunk's certificate is compared. */
    public IdentityMode identity() {
        return built.identity;
    }

    /** What we present when the trunk asks for a certificate (mutual TLS); empty where we have none. */
    public Optional<ClientCertificate> clientCertificate() {
        return built.clientCertificate;
    }

    /** What the handshake may agree on, whom it trusts, and what it presents. */
    public TlsPolicy tls() {
        return tls;
    }

    /** The proxy that everything goes through; empty where that is the trunk itself. */
    public Optional<SipTarget> outbound() {
        return built.outbound;
    }

    /** Which algorithms are admitted. None of the policies admits anything in clear. */
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

    /**
     * How long a call goes on, sealed as before, when the flow that it was made over is lost, while another is made; zero ends it at once.
     */
    public Duration flowPatience() {
        return built.flowPatience;
    }

    /**
     * Whether media goes where the peer's latest authentic packets come from, when that is not where its description says: for peers behind
     * a translator, which cannot know their own address. Nothing that does not authenticate moves anything (ADV-68).
     */
    public boolean followsAuthentic() {
        return built.followsAuthentic;
    }

    /** Who makes the first offer of a call that we start. */
    public FirstOffer firstOffer() {
        return built.firstOffer;
    }

    /** How many calls may be going on when another one comes in; beyond that it is refused as busy. */
    public int simultaneousCalls() {
        return built.simultaneousCalls;
    }

    /** What becomes of a call that comes in during another. */
    public CallWaiting callWaiting() {
        return built.callWaiting;
    }

    /** How the phone comes to know what its mailbox holds. */
    public MailboxNews mailboxNews() {
        return built.mailboxNews;
    }

    /** The same account, with so many calls at the same time. */
    public Account withSimultaneousCalls(int most) {
        return built.copy().simultaneousCalls(most).build();
    }

    /**
     * Codecs in order of preference: those asked for, or all that this machine can speak; never empty. To find that out may take a
     * tenth of a second, once in a process ({@link Codec#preferred}).
     */
    public List<Codec> codecs() {
        return built.codecs.orElseGet(Codec::preferred);
    }

    /** How Opus encodes, where it is agreed on. */
    public OpusSettings opus() {
        return built.opus;
    }

    /** Suites that may be agreed on, in order of preference: those asked for, or all that the policy admits; never empty. */
    public List<SrtpSuite> suites() {
        return built.suites.orElseGet(() -> built.policy.suites());
    }

    /** Suites that we offer, in order of preference: those asked for, or those that the policy offers; never empty. */
    public List<SrtpSuite> offeredSuites() {
        return built.suites.orElseGet(() -> built.policy.offered());
    }

    /** What this trunk wants besides the standards. */
    public TrunkTerms terms() {
        return built.terms;
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
    public static final class Builder implements Cloneable {
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
        private Duration flowPatience = Duration.ofSeconds(60);
        private boolean followsAuthentic = true;
        private int simultaneousCalls = 1;
        private CallWaiting callWaiting = CallWaiting.OFFERED;
        private MailboxNews mailboxNews = MailboxNews.TOLD;
        private FirstOffer firstOffer = FirstOffer.OURS;
        private Optional<List<Codec>> codecs = Optional.empty();
        private OpusSettings opus = OpusSettings.USUAL;
        private Optional<List<SrtpSuite>> suites = Optional.empty();
        private TrunkTerms terms = TrunkTerms.USUAL;

        private Builder(SipTarget trunk, String user, TrustAnchors trust) {
            this.trust = Objects.requireNonNull(trust, "trust");
            this.trunk = Objects.requireNonNull(trunk, "trunk");
            this.user = Objects.requireNonNull(user, "user");
            if (user.isEmpty()) {
                throw new IllegalArgumentException("an account needs a user");
            }
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** The name used in the digest, where it is not the user's. */
        public Builder authUser(String name) {
            this.authUser = Optional.of(name);
            return this;
        }

        /** The name beside our URI in From. None is told unless this is set. */
        public Builder displayName(String name) {
            this.displayName = Optional.of(name);
            return this;
        }

        /** Where the password comes from; without one, no challenge is answered. */
        public Builder password(PasswordSource source) {
            this.password = Objects.requireNonNull(source, "source");
            return this;
        }

        /** RFC 5922 unless this trunk cannot be known otherwise. */
        public Builder identity(IdentityMode mode) {
            this.identity = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /** What to present when the trunk asks for a certificate. */
        public Builder clientCertificate(ClientCertificate certificate) {
            this.clientCertificate = Optional.of(certificate);
            return this;
        }

        /** The proxy that everything goes through; its user part is ignored. */
        public Builder outbound(SipTarget proxy) {
            this.outbound = Optional.of(proxy.server());
            return this;
        }

        /** {@link SecurityPolicy#STANDARD} unless another is chosen. */
        public Builder policy(SecurityPolicy chosen) {
            this.policy = Objects.requireNonNull(chosen, "chosen");
            return this;
        }

        /** The local address for flow and media; the system chooses unless this is set. */
        public Builder bindAddress(InetAddress address) {
            this.bindAddress = Optional.of(address);
            return this;
        }

        /** True unless calls are made without a registration. */
        public Builder registers(boolean wanted) {
            this.registers = wanted;
            return this;
        }

        /** An hour unless another is asked for; the registrar may grant less. */
        public Builder registrationLifetime(Duration lifetime) {
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("a registration lasts a second at least");
            }
            this.registrationLifetime = lifetime;
            return this;
        }

        /** Ten seconds unless set, for connection and handshake together. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** Two minutes unless set. */
        public Builder ringTimeout(Duration timeout) {
            this.ringTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** At most a minute: longer nobody can say who is still there (ADV-48). */
        public Builder flowPatience(Duration patience) {
            if (patience.isNegative() || patience.compareTo(Duration.ofSeconds(60)) > 0) {
                throw new IllegalArgumentException("a call waits a minute for its flow at most");
            }
            this.flowPatience = patience;
            return this;
        }

        /** True unless all peers are where they say. */
        public Builder followsAuthentic(boolean follows) {
            this.followsAuthentic = follows;
            return this;
        }

        /** Ours, unless the peer is to be asked for one. */
        public Builder firstOffer(FirstOffer whose) {
            this.firstOffer = Objects.requireNonNull(whose, "whose");
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

        /** Offered, as far as the account takes several calls at once, unless it is not wanted. */
        public Builder callWaiting(CallWaiting wanted) {
            this.callWaiting = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /** Told, unless it is to be subscribed to. */
        public Builder mailboxNews(MailboxNews wanted) {
            this.mailboxNews = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /** Codecs in order of preference; all that this machine can speak unless set. */
        public Builder codecs(List<Codec> preference) {
            if (preference.isEmpty()) {
                throw new IllegalArgumentException("a call needs a codec");
            }
            this.codecs = Optional.of(List.copyOf(preference));
            return this;
        }

        /** How Opus encodes, where it is agreed on. */
        public Builder opus(OpusSettings settings) {
            this.opus = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** What this trunk wants besides the standards. */
        public Builder terms(TrunkTerms wanted) {
            this.terms = Objects.requireNonNull(wanted, "wanted");
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
         * The account; this may go on to build others.
         *
         * @throws IllegalArgumentException when a suite was asked for that the policy does not admit, a codec that this machine cannot
         *     speak, or identity by pinned key without a pin
         */
        public Account build() {
            suites.ifPresent(wanted -> {
                if (!policy.suites().containsAll(wanted)) {
                    throw new IllegalArgumentException("policy " + policy + " does not admit all of " + wanted);
                }
            });
            for (Codec codec : codecs.orElse(List.of())) {
                codec.usable().fold(usable -> usable, refusal -> {
                    throw new IllegalArgumentException(refusal.text());
                });
            }
            return new Account(this);
        }
    }
}
