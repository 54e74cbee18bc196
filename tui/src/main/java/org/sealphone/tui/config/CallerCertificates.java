package org.sealphone.tui.config;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sealphone.crypto.passport.PassportCertificates;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TrustAnchors;

/** The certificates of {@code --caller-cert}: each the one certificate of a PEM file, under the address by which passports name it. */
final class CallerCertificates {
    private CallerCertificates() {}

    static Outcome<PassportCertificates> read(List<String> pairs) {
        Map<String, X509Certificate> known = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.lastIndexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                return Outcome.refused(CliReason.CLI_05, "--caller-cert X5U=FILE.pem: " + Excerpt.of(pair));
            }
            Outcome<TrustAnchors> file = AuthorityFile.read(Path.of(pair.substring(equals + 1)));
            if (file instanceof Outcome.Refused<TrustAnchors> refused) {
                return new Outcome.Refused<>(refused.refusal());
            }
            List<X509Certificate> found =
                    file.fold(anchors -> List.copyOf(anchors.authorities()), refusal -> List.of());
            if (found.size() != 1) {
                return new Outcome.Refused<>(new Refusal(
                        CryptoReason.TLS_32,
                        pair.substring(equals + 1) + " holds not one certificate but " + found.size()));
            }
            known.put(pair.substring(0, equals), found.get(0));
        }
        return Outcome.granted(PassportCertificates.of(known));
    }
}
