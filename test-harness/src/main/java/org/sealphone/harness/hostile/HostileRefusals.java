package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.rejected;

import java.util.List;
import java.util.function.IntFunction;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/** Refusals that are to keep a phone busy, or silent, for good (ADV-82, ADV-83): obeyed as far as they make sense, and no further. */
final class HostileRefusals {
    private HostileRefusals() {}

    static List<HostileScenario> all() {
        return List.of(
                longer("that no clock holds", round -> "4294967296", 1),
                longer("that is no longer than the one before", round -> "60", 1),
                longer("that is longer each time", round -> Integer.toString(2000 + 1000 * round), 3),
                new HostileScenario(
                        "ADV-82",
                        "an answer with an interval of one second",
                        HostileScenario.Part.CALLS,
                        () -> answers("Session-Expires: 1;refresher=uas"),
                        goesOn().saying("^BYE ").neverSaying("^UPDATE ")),
                unavailable("REGISTER", HostileScenario.Part.REGISTERS, "Retry-After: 1000000000"),
                unavailable("REGISTER", HostileScenario.Part.REGISTERS, "Retry-After: 0"),
                unavailable("INVITE", HostileScenario.Part.CALLS, "Retry-After: 1000000000"),
                unavailable("INVITE", HostileScenario.Part.CALLS, "Retry-After: 0"));
    }

    private static HostileScenario longer(String what, IntFunction<String> least, int invites) {
        return new HostileScenario(
                "ADV-82",
                "an interval is wanted " + what,
                HostileScenario.Part.CALLS,
                () -> new Conduct() {
                    private int round;

                    @Override
                    public boolean takes(Desk desk, long connection, SipRequest request) {
                        boolean taken = request.is("INVITE");
                        if (taken) {
                            desk.send(
                                    connection,
                                    request.response(422, "Session Interval Too Small", "t")
                                            .with("Min-SE", least.apply(round++))
                                            .text());
                        }
                        return taken;
                    }
                },
                rejected("")
                        .saying("(^INVITE [\\s\\S]*){" + invites + "}")
                        .neverSaying("(^INVITE [\\s\\S]*){" + (invites + 1) + "}"));
    }

    private static Conduct answers(String header) {
        return new Conduct() {
            @Override
            public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
                boolean answer = request.is("INVITE") && honest.success();
                return List.of(
                        answer ? honest.text().replaceFirst("Contact:", header + "\r\nContact:") : honest.text());
            }
        };
    }

    /** One that is asked again at once would be kept busy for ever. */
    private static HostileScenario unavailable(String method, HostileScenario.Part part, String header) {
        return new HostileScenario(
                "ADV-83",
                method + " is answered with 503 and " + header,
                part,
                () -> Scripts.takes(
                        method,
                        (desk, connection, request) -> desk.send(
                                connection,
                                request.response(503, "Service Unavailable", "t")
                                        .text()
                                        .replaceFirst("CSeq:", header + "\r\nCSeq:"))),
                rejected("SIP-36").neverSaying("(^" + method + " [\\s\\S]*){2}"));
    }
}
