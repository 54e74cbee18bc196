package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/** Provisional responses that are said to be reliable, and acknowledgements that do not fit (RFC 3262; ADV-86). */
final class HostilePracks {
    private static final String FIRST = "^RAck: 1 \\d+ INVITE";

    private HostilePracks() {}

    static List<HostileScenario> all() {
        return List.of(
                rings(
                        "a reliable response that skips a number",
                        3,
                        200,
                        goesOn().saying(FIRST).neverSaying("^RAck: 3 ")),
                rings(
                        "the twin: reliable responses in their order",
                        2,
                        200,
                        goesOn().saying(FIRST + "[\\s\\S]*^RAck: 2 ")),
                rings(
                        "an acknowledgement that is said to fit nothing",
                        2,
                        481,
                        goesOn().saying(FIRST + "[\\s\\S]*^BYE ")),
                new HostileScenario(
                        "ADV-86",
                        "acknowledgements of ringing that nobody heard",
                        HostileScenario.Part.ANSWERS,
                        Acknowledges::new,
                        goesOn().saying("^SIP/2.0 481[\\s\\S]*^SIP/2.0 200[\\s\\S]*^CSeq: \\d+ PRACK")));
    }

    private static HostileScenario rings(String what, int second, int answer, Expected expected) {
        return new HostileScenario(
                "ADV-86", what, HostileScenario.Part.CALLS, () -> new Rings(second, answer), expected);
    }

    /** Rings twice, reliably, and answers each PRACK with this status. */
    private static final class Rings implements Conduct {
        private final int second;
        private final int answer;

        Rings(int second, int answer) {
            this.second = second;
            this.answer = answer;
        }

        @Override
        public Duration ringing() {
            return Duration.ofMillis(500);
        }

        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            List<String> texts = new ArrayList<>();
            if (!request.is("INVITE") || !honest.provisional()) {
                return List.of(honest.text());
            }
            for (int number : new int[] {1, second}) {
                texts.add(honest.with("Require", "100rel")
                        .with("RSeq", Integer.toString(number))
                        .text());
            }
            return texts;
        }

        @Override
        public boolean takes(Desk desk, long connection, SipRequest request) {
            boolean acknowledges = request.is("PRACK");
            if (acknowledges) {
                desk.send(connection, request.response(answer, "Answered").text());
            }
            return acknowledges;
        }
    }

    /** Calls and demands that the ringing be acknowledged; does so with a number that it never had, then with the right one. */
    private static final class Acknowledges implements Conduct {
        private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere.invalid", 9);
        private boolean done;

        @Override
        public void registered(Desk desk, long connection, String user) {
            desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
        }

        @Override
        public String invite(String honest) {
            return honest.replaceFirst("Max-Forwards", "Require: 100rel\r\nMax-Forwards");
        }

        @Override
        public void hears(Desk desk, long connection, SipResponse response) {
            String number = response.headers().first("RSeq").orElse("");
            if (done || number.isEmpty()) {
                return;
            }
            done = true;
            ServiceLeg early = new ServiceLeg(
                    connection,
                    response.callId(),
                    "",
                    response.fromTag().orElse(""),
                    "",
                    response.toTag().orElse(""),
                    "",
                    NOWHERE,
                    NOWHERE,
                    "");
            // Behind what the trunk itself does with this response: it learns from it who is at the other end.
            desk.later(Duration.ZERO, () -> {
                acknowledge(desk, early, "0");
                acknowledge(desk, early, number);
            });
        }

        private static void acknowledge(Desk desk, ServiceLeg leg, String number) {
            String prack = desk.inside(leg, "PRACK", "");
            desk.send(leg.connection(), prack.replaceFirst("\r\n", "\r\nRAck: " + number + " 1 INVITE\r\n"));
        }
    }
}
