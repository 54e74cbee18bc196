package org.sealphone.tui.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.tui.config.AtomicFile;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Key;
import org.sealphone.tui.config.NewSecret;
import org.sealphone.tui.config.Setting;

/**
 * The embedded trunk of a plan: on loopback, with an authority, a certificate and passwords made on the spot, which stand in a folder of
 * mode 0700 for as long as the plan runs. Owner: the command's thread.
 */
final class PlanTrunk implements AutoCloseable {
    private static final String DOMAIN = "trunk.sealphone.test";

    private final EmbeddedTrunk trunk;
    private final Path folder;

    private PlanTrunk(EmbeddedTrunk trunk, Path folder) {
        this.trunk = trunk;
        this.folder = folder;
    }

    static Outcome<PlanTrunk> start(List<String> users) {
        try {
            SecureRandom random = new SecureRandom();
            Path folder = Files.createTempDirectory("sealphone-plan");
            DevelopmentCa authority = DevelopmentCa.create("Plan", Instant.now(), random);
            authority.exportPem(folder.resolve("ca.pem"));
            IssuedCertificate shown = authority.server(DOMAIN);
            EmbeddedTrunk.Builder builder = EmbeddedTrunk.builder(DOMAIN, new TlsIdentity(shown.key(), shown.chain()))
                    .listen(InetAddress.getLoopbackAddress(), 0);
            for (String user : users) {
                try (Password password = NewSecret.generate(random)) {
                    builder.user(user, password.use(char[]::clone));
                    AtomicFile.replace(folder.resolve(user + ".pw"), password.use(PlanTrunk::bytes));
                }
            }
            return Outcome.granted(new PlanTrunk(builder.start(), folder));
        } catch (IOException failed) {
            return Outcome.refused(CliReason.CLI_25, "the embedded trunk: " + failed.getMessage());
        }
    }

    private static byte[] bytes(char[] characters) {
        byte[] bytes = new byte[characters.length];
        for (int i = 0; i < characters.length; i++) {
            bytes[i] = (byte) characters[i];
        }
        return bytes;
    }

    /** What an account of one of its users is made of. */
    Map<Key, Setting> account(String user) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        set(settings, Key.REGISTRAR, "sips:" + DOMAIN);
        set(settings, Key.OUTBOUND, "sips:127.0.0.1:" + trunk.address().getPort());
        set(settings, Key.USER, user);
        set(settings, Key.PASSWORD_FILE, folder.resolve(user + ".pw").toString());
        set(settings, Key.CA, folder.resolve("ca.pem").toString());
        return settings;
    }

    private static void set(Map<Key, Setting> settings, Key key, String value) {
        settings.put(key, new Setting(List.of(value), "the embedded trunk"));
    }

    @Override
    public void close() {
        trunk.close();
        List<Path> left = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(left::add);
            for (Path path : left) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stays) {
            // A folder of mode 0700 with passwords of a trunk that is gone.
        }
    }
}
