package org.sealphone.tui.certs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.CertificateReview;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.NewFile;
import org.sealphone.tui.config.SecretFile;

/**
 * A development authority that is kept: {@code ca.pem} for everybody, {@code ca.key} (mode 0600) for its owner, and beside them what it
 * issued. Nothing is ever overwritten; what cannot be written whole is not left half. Owner: the command's thread.
 */
public final class AuthorityFolder {
    private static final String ROOT = "ca.pem";
    private static final String KEY = "ca.key";

    private final Path folder;
    private final DevelopmentCa authority;

    private AuthorityFolder(Path folder, DevelopmentCa authority) {
        this.folder = folder;
        this.authority = authority;
    }

    /**
     * What was made.
     *
     * @param key the file with the key, or with key and certificate in one
     */
    public record Made(X509Certificate certificate, Path file, Path key) {}

    /** Makes an authority; the folder is made where it is missing. */
    public static Outcome<Made> create(Path folder, String name, Duration life, Instant now, SecureRandom random) {
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            return Outcome.refused(CliReason.CLI_10, folder + " cannot be made");
        }
        IssuedCertificate root = DevelopmentCa.create(name, now, life, random).rootAndKey();
        return both(root, folder.resolve(ROOT), folder.resolve(KEY));
    }

    /** Opens one; the key that others can read is no key any more. */
    public static Outcome<AuthorityFolder> open(Path folder, Instant now, SecureRandom random) {
        Path root = folder.resolve(ROOT);
        Path key = folder.resolve(KEY);
        for (Path part : List.of(root, key)) {
            if (!Files.isRegularFile(part)) {
                return Outcome.refused(CliReason.CLI_34, part + " does not exist");
            }
        }
        return CertificateLook.read(root).then(chain -> {
            List<Refusal> wrong = CertificateReview.ofAuthorities(chain, now);
            return wrong.isEmpty()
                    ? SecretFile.read(key, pem -> withKey(folder, chain.get(0), pem, now, random))
                    : new Outcome.Refused<>(wrong.get(0));
        });
    }

    private static Outcome<AuthorityFolder> withKey(
            Path folder, X509Certificate root, char[] pem, Instant now, SecureRandom random) {
        return DevelopmentCa.kept(root, pem, now, random)
                .<Outcome<AuthorityFolder>>map(ca -> Outcome.granted(new AuthorityFolder(folder, ca)))
                .orElseGet(() -> Outcome.refused(
                        CliReason.CLI_34, folder.resolve(KEY) + " is not the key of " + folder.resolve(ROOT)));
    }

    /** A server certificate for these names, in files called after the first. */
    public Outcome<Made> server(List<String> names, Duration life) {
        IssuedCertificate issued = authority.server(life, names.get(0), names.subList(1, names.size()));
        return both(issued, folder.resolve(file(names.get(0), ".pem")), folder.resolve(file(names.get(0), ".key")));
    }

    /** A client certificate with its key as PKCS#12 under a password. */
    public Outcome<Made> client(String name, Duration life, Password password) {
        IssuedCertificate issued = authority.client(life, name);
        Path store = folder.resolve(file(name, ".p12"));
        return NewFile.ofOwner(store, password.use(issued::pkcs12))
                .then(written -> Outcome.granted(new Made(issued.certificate(), written, written)));
    }

    private static String file(String name, String ending) {
        return name.replace(':', '-') + ending;
    }

    /** The key first: a certificate that somebody trusts and nobody has the key of is worse than none. */
    private static Outcome<Made> both(IssuedCertificate issued, Path file, Path key) {
        Optional<Path> taken = List.of(file, key).stream()
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
        if (taken.isPresent()) {
            return Outcome.refused(CliReason.CLI_33, taken.get().toString());
        }
        byte[] chain = issued.chainPem().getBytes(StandardCharsets.US_ASCII);
        return NewFile.ofOwner(key, issued.keyPem()).then(written -> NewFile.ofEverybody(file, chain)
                .fold(
                        whole -> Outcome.granted(new Made(issued.certificate(), whole, written)),
                        refusal -> withdrawn(written, refusal)));
    }

    private static Outcome<Made> withdrawn(Path key, Refusal refusal) {
        try {
            Files.deleteIfExists(key);
        } catch (IOException stays) {
            // It is told below: the file that could not be written stands in the same folder.
        }
        return new Outcome.Refused<>(refusal);
    }
}
