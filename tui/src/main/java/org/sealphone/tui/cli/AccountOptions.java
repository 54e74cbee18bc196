package org.sealphone.tui.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.tui.config.AccountWish;
import org.sealphone.ua.policy.SecurityPolicy;
import picocli.CommandLine.Option;

/** Who one is, where, and whom one trusts. There is no option that takes a password itself, and none that switches a check off. */
final class AccountOptions {
    @Option(
            names = "--registrar",
            paramLabel = "URI",
            description = "The trunk: sips:HOST[:PORT] or sip:HOST:PORT;transport=tls.")
    private @Nullable String registrar;

    @Option(names = "--user", paramLabel = "NAME", description = "The name at the trunk.")
    private @Nullable String user;

    @Option(names = "--auth-user", paramLabel = "NAME", description = "The name in the digest, where it is another.")
    private @Nullable String authUser;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "The password, alone on one line of a file of mode 0600.")
    private @Nullable Path passwordFile;

    @Option(names = "--password-env", paramLabel = "VAR", description = "Or the environment variable that holds it.")
    private @Nullable String passwordEnv;

    @Option(
            names = "--ca",
            paramLabel = "FILE.pem",
            converter = Parsing.FilePath.class,
            description = "Trust the authorities of this file and no other.")
    private @Nullable Path ca;

    @Option(
            names = "--pin",
            paramLabel = "sha256/...",
            description = "Demand this public key; alone it is the identity. Several may be given.")
    private List<String> pins = List.of();

    @Option(
            names = "--client-cert",
            paramLabel = "FILE.p12",
            converter = Parsing.FilePath.class,
            description = "The certificate to present when the trunk asks.")
    private @Nullable Path clientCert;

    @Option(
            names = "--client-cert-password-file",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "The password of that file, in a file of mode 0600.")
    private @Nullable Path clientCertPasswordFile;

    @Option(
            names = "--outbound",
            paramLabel = "URI",
            description = "A proxy to send everything through: sips:HOST:PORT.")
    private @Nullable String outbound;

    @Option(
            names = "--identity",
            paramLabel = "RULE",
            converter = Parsing.Identity.class,
            description =
                    "How the certificate must name the trunk: rfc5922 (the default), https-wildcard, pinned-spki.")
    private @Nullable IdentityMode identity;

    @Option(names = "--no-register", description = "Call without registering.")
    private boolean noRegister;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            converter = Parsing.Policy.class,
            description = "strict, standard (the default) or interop. They differ in algorithms, never in encryption.")
    private SecurityPolicy policy = SecurityPolicy.STANDARD;

    @Option(
            names = "--bind",
            paramLabel = "IP",
            converter = Parsing.Ip.class,
            description = "The address of this machine to use, in digits.")
    private @Nullable InetAddress bind;

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "PROFILE",
            hidden = true)
    private @Nullable String profile;

    List<String> notYet() {
        return profile == null ? List.of() : List.of("-p, profiles: name the account by its options");
    }

    boolean noRegister() {
        return noRegister;
    }

    /** What was given, with what the command adds. */
    AccountWish wish(OutputOptions output, Optional<SoundOptions> sound) {
        return new AccountWish(
                Optional.ofNullable(registrar),
                Optional.ofNullable(user),
                Optional.ofNullable(authUser),
                Optional.ofNullable(passwordFile),
                Optional.ofNullable(passwordEnv),
                Optional.ofNullable(ca),
                List.copyOf(pins),
                Optional.ofNullable(clientCert),
                Optional.ofNullable(clientCertPasswordFile),
                Optional.ofNullable(outbound),
                Optional.ofNullable(identity),
                !noRegister,
                policy,
                Optional.ofNullable(bind),
                output.timeout(),
                sound.map(SoundOptions::codecs).orElse(List.of()),
                sound.map(SoundOptions::suites).orElse(List.of()));
    }
}
