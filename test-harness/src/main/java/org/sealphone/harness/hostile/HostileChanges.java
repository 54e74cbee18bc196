package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.ServiceLeg;

/**
 * Attempts to talk a call that stands out of its encryption (ADV-17 to ADV-20): an offer is refused with 488, and the call goes on under its
 * keys; an answer that is not sealed ends it.
 */
final class HostileChanges {
    private HostileChanges() {}

    static List<HostileScenario> all() {
        return List.of(
                change("ADV-17", "re-INVITE to RTP/AVP", "INVITE", sdp -> plain(withoutCrypto(sdp))),
                change("ADV-17", "re-INVITE to RTP/AVP with keys", "INVITE", HostileChanges::plain),
                change("ADV-18", "UPDATE to RTP/AVP", "UPDATE", sdp -> plain(withoutCrypto(sdp))),
                change("ADV-18", "UPDATE without keys", "UPDATE", HostileChanges::withoutCrypto),
                late("RTP/AVP with keys", "SDES-01", HostileChanges::plain),
                late("RTP/SAVP without keys", "SDES-11", HostileChanges::withoutCrypto),
                new HostileScenario(
                        "ADV-20",
                        "the twin: a late offer that is answered as before",
                        HostileScenario.Part.CALLS,
                        () -> new AnswersLate(sdp -> sdp),
                        goesOn().saying("^SIP/2.0 200[\\s\\S]*^BYE ")),
                change("ADV-19", "re-INVITE that holds and drops the keys", "INVITE", sdp -> withoutCrypto(sdp)
                        .replace("a=sendrecv", "a=sendonly")),
                new HostileScenario(
                        "ADV-18",
                        "the twin: an UPDATE that changes nothing",
                        HostileScenario.Part.CALLS,
                        () -> Scripts.established(
                                (desk, leg) -> desk.send(leg.connection(), desk.inside(leg, "UPDATE", ""))),
                        goesOn().saying("^SIP/2.0 200[\\s\\S]*^CSeq: \\d+ UPDATE")));
    }

    private static HostileScenario change(String id, String what, String method, UnaryOperator<String> bend) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.CALLS,
                () -> Scripts.established((desk, leg) ->
                        desk.send(leg.connection(), desk.inside(leg, method, bend.apply(leg.description())))),
                goesOn("SIP-24").saying("^SIP/2.0 488"));
    }

    private static HostileScenario late(String what, String reason, UnaryOperator<String> bend) {
        return new HostileScenario(
                "ADV-20",
                "a late offer that is answered with " + what,
                HostileScenario.Part.CALLS,
                () -> new AnswersLate(bend),
                refused(reason).saying("^SIP/2.0 200[\\s\\S]*^BYE "));
    }

    /** A re-INVITE without an offer; the answer to the phone's own is in the ACK. */
    private static final class AnswersLate implements Conduct {
        private final UnaryOperator<String> bend;
        private @Nullable ServiceLeg call;

        AnswersLate(UnaryOperator<String> bend) {
            this.bend = bend;
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            call = leg;
            desk.send(leg.connection(), desk.inside(leg, "INVITE", ""));
        }

        @Override
        public void hears(Desk desk, long connection, SipResponse response) {
            ServiceLeg leg = call;
            if (leg != null && response.success() && response.cseq().method().equals("INVITE")) {
                call = null;
                String ack = desk.inside(leg, "ACK", bend.apply(leg.description()));
                desk.send(
                        connection,
                        ack.replaceFirst(
                                "CSeq: \\d+ ACK", "CSeq: " + response.cseq().number() + " ACK"));
            }
        }
    }

    private static String plain(String sdp) {
        return sdp.replace("RTP/SAVP", "RTP/AVP");
    }

    private static String withoutCrypto(String sdp) {
        return sdp.replaceAll("a=crypto:[^\r\n]*\r\n", "");
    }
}
