package org.sealphone.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;

/** Kamailio as registrar and proxy for alice, bob and carol, with a certificate made on the spot; its log is the {@link ServerLog}. */
final class KamailioServer {
    static final String DOMAIN = "pbx.example";
    static final int PORT = 5061;
    private static final List<String> NAMES = List.of("alice", "bob", "carol");

    private final Path folder;
    private final Place place;
    private final List<String> command;
    private Process process;

    private KamailioServer(Path folder, Place place, List<String> command, Process process) {
        this.folder = folder;
        this.place = place;
        this.command = command;
        this.process = process;
    }

    /** Starts a command where the server is to live; what it says is added to the log. */
    interface Place {
        Process start(Path log, String... command) throws IOException;
    }

    /** What is to be served, and how. */
    static final class Setup {
        private final DevelopmentCa authority =
                DevelopmentCa.create("Sealphone interop", Instant.now(), new SecureRandom());
        private final List<String> defines = new ArrayList<>();
        private final String address;
        private final String algorithm;
        private final List<String> passwords;
        private String domain = DOMAIN;
        private IssuedCertificate certificate = authority.server(DOMAIN);
        private String clients = "verify_certificate = no\nrequire_certificate = no";

        /**
         * @param algorithm of the digest
         * @param passwords alice's, bob's and, where she is there, carol's
         */
        Setup(String address, String algorithm, List<String> passwords) {
            this.address = address;
            this.algorithm = algorithm;
            this.passwords = List.copyOf(passwords);
        }

        /** What the configuration asks about, such as RELAY. */
        Setup define(String word) {
            defines.add(word);
            return this;
        }

        /** Another domain, under a certificate that has that name as a web server has it. */
        Setup serving(String other, String certified) {
            domain = other;
            certificate = authority.web(certified);
            return this;
        }

        /** Nobody is heard without a certificate of the same authority. */
        Setup mutual(Path folder) {
            clients = "verify_certificate = yes\nrequire_certificate = yes\nca_list = " + folder.resolve("ca.crt");
            return this;
        }

        /** Of the authority that the server trusts. */
        IssuedCertificate client(String name) {
            return authority.client(name);
        }

        private String users() {
            StringBuilder lines = new StringBuilder();
            for (int at = 0; at < passwords.size(); at++) {
                lines.append("  $sht(users=>%s) = \"%s\";\n".formatted(NAMES.get(at), passwords.get(at)));
            }
            return lines.toString();
        }

        /** Ready when this returns. The CA is exported as {@code ca.crt}. */
        KamailioServer start(Path folder, Place place) throws IOException, InterruptedException {
            authority.exportPem(folder.resolve("ca.crt"));
            certificate.exportChain(folder.resolve("server.pem"));
            certificate.exportKey(folder.resolve("server.key"));
            for (String name : List.of("kamailio.cfg", "tls.cfg")) {
                try (var template = KamailioServer.class.getResourceAsStream(name)) {
                    String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("@FOLDER@", folder.toString())
                            .replace("@CLIENTS@", clients)
                            .replace("@ADDRESS@", address)
                            .replace("@DOMAIN@", domain)
                            .replace("@ALGORITHM@", algorithm)
                            .replace("@USERS@", users());
                    Files.writeString(folder.resolve(name), text);
                }
            }
            List<String> command = new ArrayList<>(List.of("kamailio", "-DD", "-E", "-m", "64", "-M", "8"));
            defines.forEach(define -> command.addAll(List.of("-A", define)));
            command.addAll(List.of("-f", folder.resolve("kamailio.cfg").toString()));
            Path log = folder.resolve("kamailio.log");
            KamailioServer made =
                    new KamailioServer(folder, place, command, place.start(log, command.toArray(String[]::new)));
            made.awaitReady();
            return made;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        Path sockets = Path.of("/proc", Long.toString(process.pid()), "net/tcp");
        Waiting.until("kamailio listens: " + logFile(), () -> Files.readString(sockets)
                .contains(":13C5 00000000:0000 0A"));
    }

    /** Ends as its administrator ends it: every connection is closed, and all that it knew is forgotten. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("kamailio does not end: " + logFile());
        }
    }

    /** The same again after {@link #stop}. */
    void again() throws IOException, InterruptedException {
        process = place.start(logFile(), command.toArray(String[]::new));
        awaitReady();
    }

    private Path logFile() {
        return folder.resolve("kamailio.log");
    }

    ServerLog log() throws IOException {
        return ServerLog.read(logFile());
    }
}
