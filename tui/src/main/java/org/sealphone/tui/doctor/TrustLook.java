package org.sealphone.tui.doctor;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.tui.report.Report;

/** The authorities that count where an account names none of its own. */
final class TrustLook {
    private TrustLook() {}

    static Report.Check of(Outcome<TrustAnchors> system, Instant now) {
        return system.fold(
                anchors -> counted(anchors.authorities(), now),
                refusal -> Findings.fault("trust", refusal.detail(), refusal.reason()));
    }

    private static Report.Check counted(List<X509Certificate> authorities, Instant now) {
        long valid = authorities.stream()
                .filter(authority -> !now.isBefore(authority.getNotBefore().toInstant())
                        && !now.isAfter(authority.getNotAfter().toInstant()))
                .count();
        String found = valid + " of " + authorities.size() + " authorities of the Java platform are valid today";
        return valid == 0 ? Findings.fault("trust", found, CryptoReason.TLS_32) : Findings.good("trust", found);
    }
}
