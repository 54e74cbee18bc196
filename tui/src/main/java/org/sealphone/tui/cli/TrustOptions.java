package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By whose word a certificate is judged, and whom it must be for. */
final class TrustOptions {
    @Option(
            names = "--ca",
            paramLabel = "FILE.pem",
            converter = Parsing.FilePath.class,
            description = "Judge by the authorities of this file and no other; without it by those of this machine.")
    private @Nullable Path ca;

    @Option(
            names = "--pin",
            paramLabel = "sha256/...",
            description = "Demand this public key; alone it is the identity. Several may be given.")
    private List<String> pins = List.of();

    @Option(
            names = "--name",
            paramLabel = "DOMAIN",
            description = "The SIP domain that it must be for; for a server by default the host that is asked.")
    private @Nullable String name;

    Optional<Path> ca() {
        return Optional.ofNullable(ca);
    }

    List<String> pins() {
        return List.copyOf(pins);
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }
}
