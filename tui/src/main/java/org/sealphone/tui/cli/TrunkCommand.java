package org.sealphone.tui.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trunk}: the embedded trunk as a server, until Ctrl-C. */
@Command(
        name = "trunk",
        header = "Run the embedded trunk: registrar, calls between its users, echo and tone.",
        description = {
            "  sealphone trunk --listen 127.0.0.1:5061 --export-ca ca.pem",
            "  sealphone trunk --users users.txt --digest SHA-256 --keys keys.log"
        })
final class TrunkCommand extends Verb {
    @Option(
            names = "--listen",
            paramLabel = "IP:PORT",
            converter = Parsing.Listen.class,
            description = "Where to listen, TLS alone: 127.0.0.1:5061 (the default).")
    private @Nullable InetSocketAddress listen;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "The SIP domain, which the certificate names beside the address: localhost (the default).")
    private String domain = "localhost";

    @Option(
            names = "--users",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "Who may register: a name:password a line, mode 0600. Without it one user is made.")
    private @Nullable Path users;

    @Option(
            names = "--digest",
            paramLabel = "ALGORITHM",
            split = ",",
            converter = Parsing.Digest.class,
            description = "What to challenge with: SHA-256 (the default), SHA-512-256, MD5; several in order.")
    private List<DigestAlgorithm> digests = List.of(DigestAlgorithm.SHA_256);

    @Option(
            names = "--export-ca",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "Write the authority that phones give with --ca.")
    private @Nullable Path exportCa;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "Write the secrets of every TLS session and the keys of every call (mode 0600).")
    private @Nullable Path keys;

    @Mixin
    private OpusOptions opus = new OpusOptions();

    TrunkCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> notYet() {
        List<String> later = new ArrayList<>();
        if (output().pcap().isPresent()) {
            later.add("trunk --pcap: let the phone that calls it write one");
        }
        return later;
    }

    @Override
    List<String> meaningless() {
        return output().timeout().isEmpty()
                ? List.of()
                : List.of("trunk --timeout: it waits for nobody's answer, and Ctrl-C ends it");
    }

    @Override
    Report run(Talk talk) {
        InetSocketAddress where = Optional.ofNullable(listen)
                .orElseGet(() -> new InetSocketAddress(new Parsing.Ip().convert("127.0.0.1"), 5061));
        TrunkServer.Wish wish = new TrunkServer.Wish(
                where,
                domain,
                Optional.ofNullable(users),
                List.copyOf(digests),
                Optional.ofNullable(exportCa),
                Optional.ofNullable(keys));
        return opus.ready(List.of())
                .then(codecs -> TrunkServer.start(wish, talk, fileTroubles()))
                .fold(server -> serve(server, talk), this::refused);
    }

    private Report serve(TrunkServer server, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (server) {
            server.introduce();
            talk.hint("Ctrl-C ends it");
            interrupt().await(new CompletableFuture<Void>(), Duration.ofDays(3650));
            report.trunk(server.facts());
            report.exit(ExitCode.OK);
            talk.say(Instant.now(), "closing");
        }
        return interrupted(report);
    }
}
