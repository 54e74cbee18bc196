package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;
import static org.sealphone.harness.hostile.Expected.rejected;
import static org.sealphone.harness.hostile.Expected.unreachable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Greeting;
import org.sealphone.harness.trunk.ServiceLeg;

/**
 * Connections that break, fall silent or come in odd pieces (ADV-47 to ADV-49). What was sealed stays so, and nothing is tried in clear. A
 * call outlives its connection: it is repaired over the next one, where this trunk no longer knows it.
 */
final class HostileFlows {
    private HostileFlows() {}

    static List<HostileScenario> all() {
        List<HostileScenario> all = new ArrayList<>(greetings());
        all.addAll(breaks());
        all.addAll(pieces());
        return all;
    }

    private static List<HostileScenario> greetings() {
        return List.of(
                greeting(
                        "ADV-47",
                        "SIP in clear in place of a ServerHello",
                        Greeting.plain("SIP/2.0 200 OK\r\n\r\n"),
                        refused("TLS-29")),
                greeting(
                        "ADV-47",
                        "HTTP in place of a ServerHello",
                        Greeting.plain("HTTP/1.1 400 Bad Request\r\n\r\n"),
                        refused("TLS-29")),
                greeting("ADV-48", "RST in the handshake", Greeting.reset(), refused("TLS-31")),
                greeting("ADV-48", "FIN in the handshake", Greeting.plain(""), refused("TLS-31")),
                greeting("ADV-48", "silence in the handshake", Greeting.silence(), unreachable("TLS-30"))
                        .waiting(Duration.ofSeconds(20)),
                greeting("ADV-48", "the twin: a handshake", Greeting.tls(), goesOn().saying("^REGISTER")));
    }

    private static HostileScenario greeting(String id, String what, Greeting greeting, Expected expected) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public Greeting greeting(long connection) {
                        return greeting;
                    }
                },
                expected);
    }

    private static List<HostileScenario> breaks() {
        return List.of(
                beforeAnswer(
                        "RST in place of an answer", (desk, connection, invite) -> desk.reset(connection), "NET-04"),
                beforeAnswer(
                        "FIN in place of an answer", (desk, connection, invite) -> desk.close(connection), "NET-07"),
                beforeAnswer(
                                "silence in place of an answer",
                                (desk, connection, invite) -> desk.deafen(connection),
                                "NET-25")
                        .waiting(Duration.ofSeconds(32)),
                inCall("RST in a call", (desk, leg) -> desk.reset(leg.connection()), rejected("NET-04")),
                inCall("FIN in a call", (desk, leg) -> desk.close(leg.connection()), rejected("NET-07")),
                inCall("silence in a call", (desk, leg) -> desk.deafen(leg.connection()), goesOn().saying("^BYE "))
                        .waiting(Duration.ofSeconds(5)));
    }

    private static HostileScenario beforeAnswer(String what, Scripts.OnRequest act, String reason) {
        return new HostileScenario(
                "ADV-48", what, HostileScenario.Part.CALLS, () -> Scripts.takes("INVITE", act), unreachable(reason));
    }

    private static HostileScenario inCall(String what, Scripts.InCall act, Expected expected) {
        return new HostileScenario("ADV-48", what, HostileScenario.Part.CALLS, () -> new InCall(act), expected);
    }

    /** The far end of the sound stays where it is: what the phone still says to it is to be seen. */
    private static final class InCall implements Conduct {
        private final Scripts.InCall act;

        InCall(Scripts.InCall act) {
            this.act = act;
        }

        @Override
        public boolean outlives() {
            return true;
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            act.act(desk, leg);
        }
    }

    private static List<HostileScenario> pieces() {
        return List.of(
                new HostileScenario(
                        "ADV-49",
                        "every octet in a TLS record of its own",
                        HostileScenario.Part.CALLS,
                        () -> new Conduct() {
                            @Override
                            public boolean crumbles() {
                                return true;
                            }
                        },
                        goesOn().saying("^BYE ")),
                new HostileScenario(
                        "ADV-49",
                        "three messages in one TLS record",
                        HostileScenario.Part.CALLS,
                        () -> new Coalesced(""),
                        goesOn().saying("^BYE ")),
                new HostileScenario(
                        "ADV-49",
                        "garbage behind the Content-Length of an answer",
                        HostileScenario.Part.CALLS,
                        () -> new Coalesced("\0garbage\r\nthat is no message\r\n\r\n"),
                        rejected("SIP-04")),
                inPieces("a message and half another, the rest later"));
    }

    private static HostileScenario inPieces(String what) {
        return new HostileScenario(
                "ADV-49",
                what,
                HostileScenario.Part.CALLS,
                () -> Scripts.established((desk, leg) -> {
                    String update = desk.inside(leg, "UPDATE", "");
                    String both = update + desk.inside(leg, "OPTIONS", "");
                    int cut = update.length() + 20;
                    desk.send(leg.connection(), both.substring(0, cut));
                    desk.later(Duration.ofMillis(20), () -> desk.send(leg.connection(), both.substring(cut)));
                }),
                goesOn().saying("^CSeq: \\d+ UPDATE[\\s\\S]*^CSeq: \\d+ OPTIONS"));
    }

    /** Keeps the 180 back and sends it twice with the 200 and something behind it, all at once. */
    private static final class Coalesced implements Conduct {
        private final String behind;
        private String kept = "";

        Coalesced(String behind) {
            this.behind = behind;
        }

        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            if (request.is("INVITE") && honest.provisional()) {
                kept = honest.text();
                return List.of();
            }
            return request.is("INVITE") && honest.success()
                    ? List.of(kept + kept + honest.text() + behind)
                    : List.of(honest.text());
        }
    }
}
