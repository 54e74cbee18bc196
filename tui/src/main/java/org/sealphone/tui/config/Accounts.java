package org.sealphone.tui.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.ClientCertificate;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.PasswordSource;
import org.sealphone.ua.api.SecurityAgreement;
import org.sealphone.ua.api.TrunkTerms;
import org.sealphone.ua.policy.SecurityPolicy;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.TargetOutcome;
import org.sealphone.ua.policy.Targets;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;

/**
 * Makes an account from options: reads targets, secrets and trust, and refuses what is missing, contradictory or weaker than the policy,
 * before a byte leaves. Owner: the command's thread.
 */
public final class Accounts {
    private static final int LARGEST_STORE = 1 << 20;
    private static final String NOBODY = "anonymous";

    private final AccountWish wish;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    private Accounts(AccountWish wish, Map<String, String> environment) {
        this.wish = wish;
        this.environment = environment;
    }

    /** An account with what was found weak about it. */
    public record Ready(Account account, Optional<Password> password, List<Finding> findings) implements AutoCloseable {
        public Ready {
            findings = List.copyOf(findings);
        }

        /** The next step; where that is refused nobody is left to close this, which therefore happens here. */
        public <T> Outcome<T> orClosed(Outcome<T> next) {
            return next.fold(Outcome::granted, refusal -> {
                close();
                return new Outcome.Refused<>(refusal);
            });
        }

        /** Wipes the password. */
        @Override
        public void close() {
            password.ifPresent(Password::close);
        }
    }

    /** The account for a phone that registers and is called: registrar and user must be named. */
    public static Outcome<Ready> registered(AccountWish wish, Map<String, String> environment) {
        return new Accounts(wish, environment).ofTrunk();
    }

    /** The account for a call or a ping: without a registrar the target's own server is the trunk, and nobody registers. */
    public static Outcome<Ready> towards(String target, AccountWish wish, Map<String, String> environment) {
        Accounts accounts = new Accounts(wish, environment);
        if (wish.registrar().isPresent()) {
            return accounts.ofTrunk();
        }
        if (carriesSecret(target)) {
            return Outcome.refused(CliReason.CLI_04, "a password stands in the target");
        }
        if (!target.contains(":") && !target.contains("@")) {
            return Outcome.refused(CliReason.CLI_05, "--registrar: a number or name alone says no server");
        }
        return accounts.server(target)
                .then(server -> accounts.build(server.server(), wish.user().orElse(NOBODY), false));
    }

    /** The account for a look at the way to its trunk, where nobody needs a name. */
    public static Outcome<Ready> visited(AccountWish wish, Map<String, String> environment) {
        Accounts accounts = new Accounts(wish, environment);
        if (wish.registrar().isEmpty()) {
            return Outcome.refused(CliReason.CLI_05, "--registrar");
        }
        return accounts.server(wish.registrar().get())
                .then(trunk -> accounts.build(
                        trunk.server(), wish.user().or(trunk::user).orElse(NOBODY), false));
    }

    private Outcome<Ready> ofTrunk() {
        if (wish.registrar().isEmpty()) {
            return Outcome.refused(CliReason.CLI_05, "--registrar");
        }
        return server(wish.registrar().get()).then(trunk -> {
            Optional<String> user = wish.user().or(trunk::user);
            return user.isEmpty()
                    ? Outcome.refused(CliReason.CLI_05, "--user")
                    : build(trunk.server(), user.get(), wish.register());
        });
    }

    private Outcome<SipTarget> server(String typed) {
        if (carriesSecret(typed)) {
            return Outcome.refused(CliReason.CLI_04, "a password stands in the address of a server");
        }
        return outcome(Targets.server(typed));
    }

    /** Whom a call or ping of this account goes to. */
    public static Outcome<SipTarget> callee(String typed, Account account) {
        return carriesSecret(typed)
                ? Outcome.refused(CliReason.CLI_04, "a password stands in the target")
                : outcome(Targets.callee(typed, account.trunk()));
    }

    /** What a grammar made of an address, as an outcome. */
    public static Outcome<SipTarget> outcome(TargetOutcome target) {
        return target.fold(Outcome::granted, Outcome.Refused::new, Outcome.Refused::new);
    }

    /** A URI whose user part has a password (RFC 3261 section 19.1.1 permits and warns of it); its text is repeated nowhere. */
    public static boolean carriesSecret(String typed) {
        int at = typed.lastIndexOf('@');
        int scheme = typed.indexOf(':');
        return at > 0 && scheme > 0 && typed.substring(0, at).indexOf(':', scheme + 1) > 0;
    }

    private Outcome<Ready> build(SipTarget trunk, String user, boolean registers) {
        return Trust.anchors(wish.ca(), wish.pins()).then(anchors -> password().then(password -> {
            password.flatMap(secret -> PasswordStrength.weakness(secret, user))
                    .ifPresent(weak -> findings.add(new Finding(Severity.HIGH, weak)));
            return identity(anchors)
                    .then(mode -> assemble(
                            Account.at(trunk, user, anchors).identity(mode).registers(registers), password));
        }));
    }

    private Outcome<Ready> assemble(Account.Builder builder, Optional<Password> password) {
        SecurityPolicy policy = wish.policy();
        if (!policy.suites().containsAll(wish.suites())) {
            return Outcome.refused(CliReason.CLI_26, "policy " + policy.word() + " has " + policy.suites());
        }
        builder.policy(policy);
        if (!wish.suites().isEmpty()) {
            builder.suites(wish.suites());
        }
        if (!wish.codecs().isEmpty()) {
            builder.codecs(wish.codecs());
        }
        builder.opus(wish.opus());
        wish.authUser().ifPresent(builder::authUser);
        wish.bind().ifPresent(builder::bindAddress);
        wish.flowPatience().ifPresent(builder::flowPatience);
        builder.followsAuthentic(wish.followsAuthentic());
        builder.callWaiting(wish.callWaiting());
        builder.mailboxNews(wish.mailboxNews());
        wish.timeout().ifPresent(timeout -> builder.connectTimeout(timeout).ringTimeout(timeout));
        password.ifPresent(secret -> builder.password(source(secret)));
        return CallerCertificates.read(wish.passports())
                .then(known -> Outcome.granted(builder.terms(new TrunkTerms(
                        wish.realm(), wish.mediasec() ? SecurityAgreement.MEDIASEC : SecurityAgreement.NONE, known))))
                .then(this::outbound)
                .then(this::clientCertificate)
                .then(complete -> Outcome.granted(new Ready(complete.build(), password, findings)));
    }

    private static PasswordSource source(Password secret) {
        return () -> Optional.of(secret.use(Password::of));
    }

    private Outcome<Account.Builder> outbound(Account.Builder builder) {
        return wish.outbound()
                .map(typed -> server(typed).then(proxy -> Outcome.granted(builder.outbound(proxy.server()))))
                .orElseGet(() -> Outcome.granted(builder));
    }

    /** A pin alone is the identity: the key itself is what was agreed on over another channel. */
    private Outcome<IdentityMode> identity(TrustAnchors anchors) {
        boolean pinned = !anchors.pins().isEmpty();
        IdentityMode mode = wish.identity()
                .orElse(pinned && anchors.authorities().isEmpty() ? IdentityMode.PINNED_SPKI : IdentityMode.RFC5922);
        return mode == IdentityMode.PINNED_SPKI && !pinned
                ? Outcome.refused(CliReason.CLI_05, "--pin: --identity pinned-spki needs a key to compare with")
                : Outcome.granted(mode);
    }

    private Outcome<Optional<Password>> password() {
        if (Stream.of(wish.passwordFile(), wish.passwordEnv(), wish.credential())
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            return Outcome.refused(CliReason.CLI_06, "--password-file, --password-env, --credential: one alone");
        }
        if (wish.credential().isPresent()) {
            return kept(wish.credential().get()).then(secret -> Outcome.granted(Optional.of(secret)));
        }
        if (wish.passwordFile().isPresent()) {
            return SecretFile.password(wish.passwordFile().get()).then(secret -> Outcome.granted(Optional.of(secret)));
        }
        if (wish.passwordEnv().isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        String variable = wish.passwordEnv().get();
        char[] value = environment.getOrDefault(variable, "").toCharArray();
        if (value.length == 0) {
            return Outcome.refused(CliReason.CLI_09, variable);
        }
        Password secret = Password.of(value);
        Arrays.fill(value, '\0');
        return Outcome.granted(Optional.of(secret));
    }

    private Outcome<Password> kept(String name) {
        Optional<Path> store = Folders.of(environment).store();
        return store.isEmpty()
                ? Outcome.refused(CliReason.CLI_05, "HOME or SEALPHONE_STORE, for --credential")
                : Passphrase.of(wish.storePassphraseFile(), environment).then(passphrase -> {
                    try (passphrase) {
                        return CredentialStore.under(store.get(), passphrase).then(opened -> opened.secret(name));
                    }
                });
    }

    private Outcome<Account.Builder> clientCertificate(Account.Builder builder) {
        if (wish.clientCert().isEmpty()) {
            return wish.clientCertPasswordFile().isPresent()
                    ? Outcome.refused(CliReason.CLI_05, "--client-cert, whose password was given")
                    : Outcome.granted(builder);
        }
        if (wish.clientCertPasswordFile().isEmpty()) {
            return Outcome.refused(CliReason.CLI_05, "--client-cert-password-file");
        }
        Path store = wish.clientCert().get();
        return SecretFile.password(wish.clientCertPasswordFile().get()).then(secret -> {
            try (secret) {
                if (!SecretFile.openTo(store).isEmpty()) {
                    findings.add(new Finding(
                            Severity.MEDIUM, new Refusal(CliReason.CLI_07, store + " holds a private key")));
                }
                if (Files.size(store) > LARGEST_STORE) {
                    return Outcome.refused(CliReason.CLI_13, "--client-cert " + store + " is larger than 1 MiB");
                }
                return ClientCertificate.pkcs12(Files.readAllBytes(store), secret)
                        .then(certificate -> Outcome.granted(builder.clientCertificate(certificate)));
            } catch (IOException unreadable) {
                return Outcome.refused(CliReason.CLI_13, "--client-cert " + store);
            }
        });
    }
}
