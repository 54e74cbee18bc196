package org.sealphone.tui.desk;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.TargetOutcome;
import org.sealphone.ua.policy.Targets;

/**
 * The trunk that is built in, for a phone without an account: on loopback, in this process, with a certificate of its own and one user,
 * whose password of 192 random bits nobody ever sees. It verifies and is verified like any other.
 */
public final class HouseTrunk implements AutoCloseable {
    private static final String DOMAIN = "localhost";
    private static final String USER = "alice";
    private static final int PASSWORD_BYTES = 24;
    /** Both sides of the first handshake are this machine, which may have other work. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedTrunk trunk;
    private final char[] password;
    private final Account account;

    private HouseTrunk(EmbeddedTrunk trunk, char[] password, DevelopmentCa authority) {
        this.trunk = trunk;
        this.password = password;
        this.account = Account.at(target("sips:" + DOMAIN), USER, TrustAnchors.of(List.of(authority.certificate())))
                .outbound(target("sips:127.0.0.1:" + trunk.address().getPort()))
                .connectTimeout(PATIENCE)
                .bindAddress(trunk.address().getAddress())
                .password(() -> Optional.of(Password.of(password)))
                .build();
    }

    /** Makes authority, certificate and password, and listens. Takes a tenth of a second and more. */
    public static HouseTrunk start(SecureRandom random) throws IOException {
        DevelopmentCa authority = DevelopmentCa.create("Sealphone built-in trunk", Instant.now(), random);
        IssuedCertificate server = authority.server(DOMAIN, "127.0.0.1");
        byte[] entropy = new byte[PASSWORD_BYTES];
        random.nextBytes(entropy);
        char[] password = letters(entropy);
        EmbeddedTrunk trunk = EmbeddedTrunk.builder(DOMAIN, new TlsIdentity(server.key(), server.chain()))
                .listen(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0)
                .user(USER, password)
                .start();
        return new HouseTrunk(trunk, password, authority);
    }

    private static char[] letters(byte[] entropy) {
        byte[] letters = Base64.getUrlEncoder().withoutPadding().encode(entropy);
        char[] password = new char[letters.length];
        for (int i = 0; i < letters.length; i++) {
            password[i] = (char) letters[i];
        }
        Arrays.fill(entropy, (byte) 0);
        Arrays.fill(letters, (byte) 0);
        return password;
    }

    private static SipTarget target(String text) {
        if (Targets.server(text) instanceof TargetOutcome.Accepted accepted) {
            return accepted.target();
        }
        throw new IllegalStateException("the built-in trunk has no address: " + text);
    }

    /** The account of its one user. */
    Account account() {
        return account;
    }

    /** Its echo calls the user. */
    void callUser() {
        trunk.call(USER, Service.ECHO);
    }

    @Override
    public void close() {
        trunk.close();
        Arrays.fill(password, '\0');
    }
}
