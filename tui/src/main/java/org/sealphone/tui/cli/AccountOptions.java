package org.sealphone.tui.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.tui.config.AccountWish;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.MailboxNews;
import org.sealphone.ua.policy.SecurityPolicy;
import picocli.CommandLine.Option;

/** Who one is, where, and whom one trusts. There is no option that takes a password itself, and none that switches a check off. */
final class AccountOptions {
    @Option(
            names = {"-p", "--profile"},
            paramLabel = "PROFILE",
            description =
                    "An account of the configuration; what is typed beside it counts before what it says. 'sealphone config keys' lists what may stand in one.")
    @SuppressWarnings("UnusedVariable") // Layers asks the parser for it; by now its values stand among the options.
    private @Nullable String profile;

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
            names = "--realm",
            paramLabel = "TEXT",
            description =
                    "The only realm whose challenges are answered; by default what the registrar asks for, else the trunk's name.")
    private @Nullable String realm;

    @Option(
            names = "--mediasec",
            description = "Ask for sealed media by the headers of RFC 3329, where the trunk wants that first.")
    private boolean mediasec;

    @Option(
            names = "--caller-cert",
            paramLabel = "X5U=FILE.pem",
            description =
                    "A certificate that may vouch for callers (RFC 8224), under the address by which it is named. Nothing is fetched. Several may be given.")
    private List<String> passports = List.of();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "The password, alone on one line of a file of mode 0600.")
    private @Nullable Path passwordFile;

    @Option(names = "--password-env", paramLabel = "VAR", description = "Or the environment variable that holds it.")
    private @Nullable String passwordEnv;

    @Option(
            names = "--credential",
            paramLabel = "NAME",
            description = "Or its name in the credential store; 'sealphone config secrets' lists them.")
    private @Nullable String credential;

    @Option(
            names = "--store-passphrase-file",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description =
                    "The passphrase of that store, in a file of mode 0600; without it SEALPHONE_STORE_PASSPHRASE, or a question.")
    private @Nullable Path storePassphraseFile;

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
            names = "--flow-patience",
            paramLabel = "TIME",
            converter = Parsing.Patience.class,
            description =
                    "How long a call goes on, sealed as before, when the connection to the trunk is lost and made anew: 0s to 60s (the default).")
    private @Nullable Duration flowPatience;

    @Option(
            names = "--peer-address",
            paramLabel = "WHERE",
            converter = Parsing.Follows.class,
            description =
                    "Where sound goes: follow (the default) the peer's authentic packets, or fixed, only where its description says.")
    private Parsing.SoundTo soundTo = Parsing.SoundTo.FOLLOW;

    @Option(
            names = "--call-waiting",
            paramLabel = "WHAT",
            converter = Parsing.Waiting.class,
            description =
                    "A call that comes in during another: offer (the default) it where more than one is taken at once, or refuse it as busy.")
    private CallWaiting callWaiting = CallWaiting.OFFERED;

    @Option(
            names = "--mailbox",
            paramLabel = "HOW",
            converter = Parsing.Mail.class,
            description =
                    "What the mailbox holds: told (the default), where the trunk tells it unasked, or subscribe to it once registered.")
    private MailboxNews mailboxNews = MailboxNews.TOLD;

    boolean noRegister() {
        return noRegister;
    }

    /** What was given, with what the command adds. */
    AccountWish wish(OutputOptions output, Optional<SoundOptions> sound) {
        return wish(
                output,
                sound.map(SoundOptions::codecs).orElse(List.of()),
                sound.map(SoundOptions::suites).orElse(List.of()),
                sound.map(SoundOptions::opus).orElse(OpusSettings.USUAL));
    }

    /** The same, for commands whose calls have no sound of a person's choice. */
    AccountWish wish(OutputOptions output, List<Codec> codecs, List<SrtpSuite> suites) {
        return wish(output, codecs, suites, OpusSettings.USUAL);
    }

    private AccountWish wish(OutputOptions output, List<Codec> codecs, List<SrtpSuite> suites, OpusSettings opus) {
        return new AccountWish(
                Optional.ofNullable(registrar),
                Optional.ofNullable(user),
                Optional.ofNullable(authUser),
                Optional.ofNullable(realm),
                mediasec,
                List.copyOf(passports),
                Optional.ofNullable(passwordFile),
                Optional.ofNullable(passwordEnv),
                Optional.ofNullable(credential),
                Optional.ofNullable(storePassphraseFile),
                Optional.ofNullable(ca),
                List.copyOf(pins),
                Optional.ofNullable(clientCert),
                Optional.ofNullable(clientCertPasswordFile),
                Optional.ofNullable(outbound),
                Optional.ofNullable(identity),
                !noRegister,
                policy,
                Optional.ofNullable(bind),
                Optional.ofNullable(flowPatience),
                soundTo == Parsing.SoundTo.FOLLOW,
                callWaiting,
                mailboxNews,
                output.timeout(),
                codecs,
                suites,
                opus);
    }
}
