package org.sealphone.tui.doctor;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.VerifiedFlow;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.loop.Surroundings;
import org.sealphone.ua.loop.UserAgent;

/** The way to an account's trunk: its name looked up, a connection, a handshake, the certificate. Not a byte of SIP is sent. */
final class TrunkLook {
    private static final FlowListener NOBODY = new FlowListener() {
        @Override
        public void received(byte[] bytes, int length) {}

        @Override
        public void lost(Refusal cause) {}
    };

    private TrunkLook() {}

    static List<Report.Check> look(Account account, WireTap tap) {
        SecureRandom random = new SecureRandom();
        try (SystemTimeline timeline = new SystemTimeline();
                SecureWire wire = new SecureWire(timeline, random, tap);
                MediaTicker ticker = MediaTicker.threaded(timeline)) {
            return UserAgent.visit(account, Surroundings.of(wire, timeline, random, ticker), NOBODY)
                    .fold(flow -> arrived(account, flow), failure -> List.of(failed(failure.refusal())));
        }
    }

    private static List<Report.Check> arrived(Account account, VerifiedFlow flow) {
        try (flow) {
            List<Report.Check> checks = new ArrayList<>();
            String place = flow.remote().getAddress().getHostAddress() + " port "
                    + flow.remote().getPort();
            if (!account.nextHop().isAddress()) {
                checks.add(Findings.good("dns", account.nextHop().host() + " leads to " + place));
            }
            TlsFacts facts = flow.facts();
            checks.add(Findings.good(
                    "trunk",
                    place + " is " + facts.identity() + ": " + facts.protocol() + " " + facts.suite() + " "
                            + facts.group() + ", certificate until "
                            + facts.notAfter().toString().substring(0, 10)));
            return checks;
        }
    }

    private static Report.Check failed(Refusal refusal) {
        return Findings.fault(
                refusal.reason() == CryptoReason.NET_01 ? "dns" : "trunk", refusal.detail(), refusal.reason());
    }
}
