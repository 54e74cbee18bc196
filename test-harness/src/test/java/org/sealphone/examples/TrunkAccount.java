package org.sealphone.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

/** An account from what a provider tells: where the trunk is, who one is there, and whose word counts for the trunk. */
final class TrunkAccount {
    private TrunkAccount() {}

    static Account of(String trunk, String user, char[] password, Path authority) throws IOException {
        SipTarget server = Targets.server(trunk).fold(found -> found, TrunkAccount::stop, TrunkAccount::stop);
        TrustAnchors trust = TrustAnchors.pem(Files.readAllBytes(authority), authority.toString())
                .fold(found -> found, TrunkAccount::stop);
        return Account.at(server, user, trust)
                .password(() -> Optional.of(Password.of(password)))
                .connectTimeout(Duration.ofMinutes(1))
                .build();
    }

    private static <T> T stop(Refusal refusal) {
        throw new IllegalArgumentException(refusal.text());
    }
}
