package org.sealphone.tui.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.harness.trunk.TrunkStatus;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.PrivateFile;
import org.sealphone.tui.config.UsersFile;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.report.Report;

/**
 * The embedded trunk with the files around it: users, authority, keys. A user that it makes itself has a password of 192 random bits in a
 * folder of mode 0700, which goes when the trunk goes. Owner: the main thread.
 */
final class TrunkServer implements AutoCloseable {
    private static final String MADE_USER = "alice";
    private static final int PASSWORD_BYTES = 24;

    private final EmbeddedTrunk trunk;
    private final Talk talk;
    private final List<UsersFile.User> users;
    private final Optional<Path> folder;
    private final Optional<KeyFile> keys;
    private final String pin;
    private final Path ca;

    private TrunkServer(
            EmbeddedTrunk trunk,
            Talk talk,
            List<UsersFile.User> users,
            Optional<Path> folder,
            Optional<KeyFile> keys,
            String pin,
            Path ca) {
        this.trunk = trunk;
        this.talk = talk;
        this.users = users;
        this.folder = folder;
        this.keys = keys;
        this.pin = pin;
        this.ca = ca;
    }

    /** What the trunk shall be. */
    record Wish(
            InetSocketAddress listen,
            String domain,
            Optional<Path> users,
            List<DigestAlgorithm> digests,
            Optional<Path> exportCa,
            Optional<Path> keys) {}

    /** Reads, makes and writes what is needed, then listens. */
    static Outcome<TrunkServer> start(Wish wish, Talk talk, List<Refusal> troubles) {
        if (!wish.domain().matches("[A-Za-z0-9.-]{1,253}")) {
            return Outcome.refused(CliReason.CLI_02, "--domain is no name of a domain");
        }
        SecureRandom random = new SecureRandom();
        try {
            Path folder = Files.createTempDirectory("sealphone-trunk-");
            return users(wish, folder, random)
                    .then(users -> orWiped(
                            users,
                            keyFile(wish, troubles).then(keys -> listen(wish, talk, folder, users, keys, random))))
                    .fold(Outcome::granted, refusal -> {
                        removeFolder(folder);
                        return new Outcome.Refused<>(refusal);
                    });
        } catch (IOException unwritable) {
            return Outcome.refused(CliReason.CLI_10, "the folder for temporary files");
        }
    }

    /** A trunk that does not start keeps no password. */
    private static <T> Outcome<T> orWiped(List<UsersFile.User> users, Outcome<T> next) {
        return next.fold(Outcome::granted, refusal -> {
            users.forEach(user -> user.password().close());
            return new Outcome.Refused<>(refusal);
        });
    }

    private static Outcome<List<UsersFile.User>> users(Wish wish, Path folder, SecureRandom random) {
        if (wish.users().isPresent()) {
            return UsersFile.read(wish.users().get());
        }
        byte[] entropy = new byte[PASSWORD_BYTES];
        random.nextBytes(entropy);
        byte[] letters = Base64.getUrlEncoder().withoutPadding().encode(entropy);
        char[] password = new char[letters.length];
        for (int i = 0; i < letters.length; i++) {
            password[i] = (char) letters[i];
        }
        try {
            byte[] prefix = (MADE_USER + ":").getBytes(StandardCharsets.US_ASCII);
            return write(folder.resolve("users"), prefix, letters)
                    .then(file -> write(folder.resolve(MADE_USER + ".password"), new byte[0], letters))
                    .then(file -> Outcome.granted(List.of(new UsersFile.User(MADE_USER, Password.of(password)))));
        } finally {
            Arrays.fill(entropy, (byte) 0);
            Arrays.fill(letters, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    private static Outcome<Path> write(Path file, byte[]... parts) {
        return PrivateFile.create(file).then(out -> {
            try (out) {
                for (byte[] part : parts) {
                    out.write(part);
                }
                out.write('\n');
                return Outcome.granted(file);
            } catch (IOException full) {
                return Outcome.refused(CliReason.CLI_10, file + ": " + full.getMessage());
            }
        });
    }

    private static Outcome<Optional<KeyFile>> keyFile(Wish wish, List<Refusal> troubles) {
        return wish.keys()
                .map(file -> PrivateFile.create(file)
                        .then(out -> Outcome.granted(Optional.of(keyFile(file, out, troubles)))))
                .orElseGet(() -> Outcome.granted(Optional.empty()));
    }

    private static KeyFile keyFile(Path file, OutputStream out, List<Refusal> troubles) {
        return new KeyFile(file, out, troubles::add);
    }

    private static Outcome<TrunkServer> listen(
            Wish wish,
            Talk talk,
            Path folder,
            List<UsersFile.User> users,
            Optional<KeyFile> keys,
            SecureRandom random) {
        DevelopmentCa authority = DevelopmentCa.create("Sealphone embedded trunk", Instant.now(), random);
        IssuedCertificate server = certificate(wish, authority);
        Path ca = wish.exportCa().orElseGet(() -> folder.resolve("ca.pem"));
        try {
            authority.exportPem(ca);
        } catch (IOException unwritable) {
            keys.ifPresent(KeyFile::close);
            return Outcome.refused(CliReason.CLI_10, "--export-ca " + ca);
        }
        EmbeddedTrunk.Builder builder = EmbeddedTrunk.builder(
                        wish.domain(), new TlsIdentity(server.key(), server.chain()))
                .listen(wish.listen().getAddress(), wish.listen().getPort())
                .digest(wish.digests().toArray(new DigestAlgorithm[0]))
                .observer(new TrunkTalk(talk, keys));
        keys.ifPresent(file -> builder.keyLog(file::tls));
        for (UsersFile.User user : users) {
            user.password().use(characters -> builder.user(user.name(), characters));
        }
        String pin = SpkiPin.of(server.certificate().getPublicKey()).text();
        try {
            return Outcome.granted(new TrunkServer(builder.start(), talk, users, Optional.of(folder), keys, pin, ca));
        } catch (IOException taken) {
            keys.ifPresent(KeyFile::close);
            return Outcome.refused(CliReason.CLI_25, PhoneWords.address(wish.listen()));
        }
    }

    private static IssuedCertificate certificate(Wish wish, DevelopmentCa authority) {
        if (wish.listen().getAddress().isAnyLocalAddress()) {
            return authority.server(wish.domain());
        }
        return authority.server(wish.domain(), wish.listen().getAddress().getHostAddress());
    }

    /** Says how to reach it, without a secret: where those are. */
    void introduce() {
        String host = trunk.domain() + ":" + trunk.address().getPort();
        Instant now = Instant.now();
        talk.say(now, "listening on " + PhoneWords.address(trunk.address()) + " as " + trunk.domain() + ", TLS alone");
        talk.say(now, "authority  " + ca + "  (or --pin " + pin + ")");
        folder.filter(path -> Files.exists(path.resolve("users"))).ifPresent(path -> {
            talk.say(now, "users      " + path.resolve("users") + "  (name:password, mode 0600)");
            talk.say(
                    now, "password   " + path.resolve(MADE_USER + ".password") + "  (of " + MADE_USER + ", mode 0600)");
            talk.say(
                    now,
                    "try: sealphone call echo --registrar sips:" + host + " --user " + MADE_USER + " --password-file "
                            + path.resolve(MADE_USER + ".password") + " --ca " + ca + " --play tone:440 --for 5s");
        });
    }

    /** Where it listens and what it served so far. */
    Report.Trunk facts() {
        TrunkStatus status = trunk.status();
        return new Report.Trunk(
                PhoneWords.address(trunk.address()),
                trunk.domain(),
                users.size(),
                status.connectionsEver(),
                status.callsEver());
    }

    @Override
    public void close() {
        trunk.close();
        keys.ifPresent(KeyFile::close);
        users.forEach(user -> user.password().close());
        folder.ifPresent(TrunkServer::removeFolder);
    }

    private static void removeFolder(Path folder) {
        for (String name : List.of("users", MADE_USER + ".password", "ca.pem")) {
            delete(folder.resolve(name));
        }
        delete(folder);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            file.toFile().deleteOnExit();
        }
    }
}
