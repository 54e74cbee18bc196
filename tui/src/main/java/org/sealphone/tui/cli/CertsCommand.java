package org.sealphone.tui.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.tui.certs.AuthorityFolder;
import org.sealphone.tui.certs.CertificateFacts;
import org.sealphone.tui.certs.CertificateLook;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.IpLiteral;
import org.sealphone.tui.config.SecretFile;
import org.sealphone.tui.config.Trust;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code certs}: an authority for development, and a look at certificates. Its parts do the work. */
@Command(
        name = "certs",
        header = "Certificates: an authority for development, a look at what a server shows, pins.",
        description = {
            "  sealphone certs ca lab",
            "  sealphone certs server lab pbx.example 192.0.2.10",
            "  sealphone certs client lab alice.example --password-file alice.pw",
            "  sealphone certs show tls:pbx.example:5061 --ca lab/ca.pem",
            "  sealphone certs show lab/pbx.example.pem",
            "  sealphone certs pin tls:pbx.example:5061"
        })
final class CertsCommand extends Branch {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?");
    private static final Pattern SCHEME = Pattern.compile("(?i)(tls|sips?|udp|tcp|wss?|https?):.*");

    /** The parts, in the order of help. */
    static List<Verb> parts(Surroundings surroundings) {
        return List.of(
                new Authority(surroundings),
                new Server(surroundings),
                new Client(surroundings),
                new Show(surroundings),
                new Pin(surroundings));
    }

    /** What makes files and asks nobody. */
    private abstract static class Making extends ConfigCommand.Part {
        @Parameters(
                index = "0",
                paramLabel = "FOLDER",
                converter = Parsing.FilePath.class,
                description = "Where ca.pem and ca.key are, and what is issued goes.")
        private Path folder = Path.of("");

        Making(Surroundings surroundings) {
            super(surroundings);
        }

        final Path folder() {
            return folder;
        }

        final Report made(Outcome<AuthorityFolder.Made> outcome, String forWhom) {
            return outcome.fold(
                    made -> Report.builder(name())
                            .settings(List.of(
                                    row("certificate", made.file().toString(), forWhom),
                                    row("key", made.key().toString(), "mode 0600: for its owner alone"),
                                    row(
                                            "pin",
                                            SpkiPin.of(made.certificate().getPublicKey())
                                                    .text(),
                                            ""),
                                    row("until", until(made.certificate()), "")))
                            .build(),
                    this::refused);
        }

        private static Report.Setting row(String name, String value, String note) {
            return new Report.Setting("", name, value, note);
        }

        private static String until(X509Certificate certificate) {
            return certificate.getNotAfter().toInstant().toString().substring(0, 10);
        }
    }

    /** An authority. */
    @Command(
            name = "ca",
            header = "Make an authority for development: ca.pem, and ca.key for its owner alone.",
            description = {
                "  sealphone certs ca lab",
                "  sealphone certs ca lab --name 'Lab of the third floor' --days 30"
            })
    static final class Authority extends Making {
        @Option(names = "--name", paramLabel = "TEXT", description = "What it is called: letters, digits, space . _ -")
        private String name = "Sealphone development CA";

        @Option(
                names = "--days",
                paramLabel = "N",
                converter = Parsing.Days.class,
                description = "How long it lasts, 1 to 3650; 365 by default.")
        private int days = 365;

        Authority(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            if (!NAME.matcher(name).matches()) {
                return refused(new Refusal(CliReason.CLI_02, "--name: up to 63 letters, digits, spaces, . _ and -"));
            }
            return made(
                    AuthorityFolder.create(folder(), name, Duration.ofDays(days), Instant.now(), new SecureRandom()),
                    "for whoever shall trust it: --ca " + folder().resolve("ca.pem"));
        }
    }

    /** What issues from an authority. */
    private abstract static class Issuing extends Making {
        @Option(
                names = "--days",
                paramLabel = "N",
                converter = Parsing.Days.class,
                description = "How long it lasts, 1 to 3650; 90 by default. No longer than the authority.")
        private int days = 90;

        Issuing(Surroundings surroundings) {
            super(surroundings);
        }

        final Duration life() {
            return Duration.ofDays(days);
        }

        final Outcome<AuthorityFolder> opened() {
            return AuthorityFolder.open(folder(), Instant.now(), new SecureRandom());
        }

        /** A name or an address as a certificate may hold it; what would end in a file of another folder is none. */
        final Outcome<String> host(String typed) {
            boolean fits =
                    HOST.matcher(typed).matches() || IpLiteral.parse(typed).isPresent();
            return fits && !typed.startsWith("[")
                    ? Outcome.granted(typed)
                    : Outcome.refused(
                            CliReason.CLI_02, "NAME: a domain of at most 64 characters or an address in digits");
        }
    }

    /** For a trunk. */
    @Command(
            name = "server",
            header = "Issue a server certificate with SIP identities (RFC 5922).",
            description = {
                "  sealphone certs server lab pbx.example",
                "  sealphone certs server lab pbx.example sip.example 192.0.2.10 --days 7",
                "",
                "Writes lab/pbx.example.pem, for everybody, and lab/pbx.example.key (mode 0600)."
            })
    static final class Server extends Issuing {
        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "NAME",
                description = "The SIP domains and addresses that it is for; the files are called after the first.")
        private List<String> names = List.of();

        Server(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            Outcome<List<String>> all = Outcome.granted(List.of());
            for (String typed : names) {
                all = all.then(sofar -> host(typed).then(name -> {
                    List<String> longer = new ArrayList<>(sofar);
                    longer.add(name);
                    return Outcome.granted(List.copyOf(longer));
                }));
            }
            return made(
                    all.then(fine -> opened().then(authority -> authority.server(fine, life()))),
                    "for the server to show; it holds no root");
        }
    }

    /** For a phone. */
    @Command(
            name = "client",
            header = "Issue a client certificate, with its key in a PKCS#12 file, for --client-cert.",
            description = {
                "  sealphone certs client lab alice.example --password-file alice.pw",
                "  sealphone call echo --client-cert lab/alice.example.p12 \\",
                "      --client-cert-password-file alice.pw ..."
            })
    static final class Client extends Issuing {
        @Parameters(index = "1", paramLabel = "NAME", description = "The SIP domain that it is for.")
        private String name = "";

        @Option(
                names = "--password-file",
                required = true,
                paramLabel = "FILE",
                converter = Parsing.FilePath.class,
                description = "The password of the PKCS#12 file, alone on one line of a file of mode 0600.")
        private @Nullable Path passwordFile;

        Client(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            Path file = passwordFile;
            if (file == null) {
                return refused(new Refusal(CliReason.CLI_05, "--password-file"));
            }
            return made(
                    host(name).then(host -> opened().then(
                                    authority -> SecretFile.password(file).then(password -> {
                                        try (password) {
                                            return authority.client(host, life(), password);
                                        }
                                    }))),
                    "for --client-cert; key and certificate in one");
        }
    }

    /** What looks at certificates. */
    private abstract static class Looking extends Verb {
        @Parameters(
                index = "0",
                paramLabel = "WHAT",
                converter = Parsing.FilePath.class,
                description = "A file, PEM or DER, or a server: tls:HOST:PORT. No SIP is sent there.")
        private Path file = Path.of("");

        @Mixin
        private TrustOptions trust = new TrustOptions();

        Looking(Surroundings surroundings) {
            super(surroundings);
        }

        private boolean server() {
            return SCHEME.matcher(file.toString()).matches() && !Files.exists(file);
        }

        @Override
        List<String> meaningless() {
            List<String> useless = new ArrayList<>();
            if (!server()) {
                output().timeout().ifPresent(given -> useless.add(name() + " --timeout: a file is asked nothing"));
                output().pcap().ifPresent(given -> useless.add(name() + " --pcap: it puts nothing on a wire"));
            }
            return useless;
        }

        @Override
        final Report run(Talk talk) {
            String what = file.toString();
            if (Accounts.carriesSecret(what)) {
                return refused(new Refusal(CliReason.CLI_04, "a password stands in the target"));
            }
            return Trust.anchors(trust.ca(), trust.pins())
                    .then(anchors -> server()
                            ? Accounts.outcome(Targets.server(what)).then(place -> {
                                talk.say(Instant.now(), "asking " + place.host() + " port " + place.port() + " ...");
                                WireTap tap = capture().isPresent() ? capture().get() : WireTap.none();
                                return Outcome.granted(CertificateLook.server(
                                        target(place),
                                        anchors,
                                        output().timeout().orElse(PATIENCE),
                                        tap));
                            })
                            : CertificateLook.file(file, anchors, trust.name(), Instant.now()))
                    .fold(this::seen, this::refused);
        }

        private FlowTarget target(SipTarget place) {
            String host = place.host().indexOf(':') >= 0 ? "[" + place.host() + "]" : place.host();
            return new FlowTarget(trust.name().orElse(host), place.host(), place.port(), null);
        }

        private Report seen(CertificateLook.Seen seen) {
            return seen.chain().isEmpty()
                    ? Report.bare(
                            name(), seen.failure().map(Looking::exit).orElse(ExitCode.REFUSED_BY_POLICY), seen.wrong())
                    : told(seen);
        }

        private static ExitCode exit(TlsFailure failure) {
            return switch (failure.kind()) {
                case UNREACHABLE -> ExitCode.UNREACHABLE;
                case REFUSED -> ExitCode.REFUSED_BY_POLICY;
                case LOCAL -> ExitCode.LOCAL;
            };
        }

        abstract Report told(CertificateLook.Seen seen);
    }

    /** All that it says. */
    @Command(
            name = "show",
            header = "Show certificates and all that is wrong with them; ends with 1 where something is.",
            description = {
                "  sealphone certs show tls:pbx.example:5061",
                "  sealphone certs show tls:192.0.2.10:5061 --name pbx.example --ca lab/ca.pem -o json",
                "  sealphone certs show lab/pbx.example.pem --ca lab/ca.pem --name pbx.example"
            })
    static final class Show extends Looking {
        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report told(CertificateLook.Seen seen) {
            Report.Builder report = Report.builder(name())
                    .certificates(
                            seen.chain().stream().map(CertificateFacts::of).toList())
                    .signalling(seen.facts().map(Facts::signalling))
                    .reasons(seen.wrong());
            return report.exit(seen.wrong().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED)
                    .build();
        }
    }

    /** One line. */
    @Command(
            name = "pin",
            header = "Print the pin of a key, for --pin: that of the first certificate, or of the server.",
            description = {
                "  sealphone certs pin lab/pbx.example.pem",
                "  sealphone call echo --pin \"$(sealphone certs pin lab/pbx.example.pem)\" ...",
                "  sealphone certs pin tls:pbx.example:5061"
            })
    static final class Pin extends Looking {
        Pin(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report told(CertificateLook.Seen seen) {
            Report.Builder report = Report.builder(name())
                    .text(SpkiPin.of(seen.chain().get(0).getPublicKey()).text() + "\n");
            seen.failure()
                    .ifPresent(failure -> report.reason(new Refusal(
                            CliReason.CLI_35, failure.refusal().reason().title())));
            return report.build();
        }
    }
}
