package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;
import static org.sealphone.harness.hostile.Expected.rejected;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/** Headers that point away from the verified flow (ADV-24 to ADV-26, ADV-29): never followed, and what is said stays on the flow. */
final class HostileRoutes {
    private static final String ELSEWHERE = "198.51.100.66:5060";

    private HostileRoutes() {}

    static List<HostileScenario> all() {
        return List.of(
                redirection(302, "to a URI over UDP", "<sip:mallory@" + ELSEWHERE + ";transport=udp>"),
                redirection(301, "to a telephone number", "<tel:+19005550123>"),
                redirection(305, "to another proxy", "<sips:proxy.evil.example>"),
                redirection(
                        302,
                        "to fifty contacts",
                        IntStream.range(0, 50)
                                .mapToObj(i -> "<sips:c" + i + "@pbx.example>")
                                .collect(Collectors.joining(", "))),
                targets("Contact over UDP", "<sip:tone@" + ELSEWHERE + ";transport=udp>", ""),
                targets("Contact over TCP without TLS", "<sip:tone@" + ELSEWHERE + ";transport=tcp>", ""),
                targets("Record-Route over UDP", "", "<sip:" + ELSEWHERE + ";transport=udp;lr>"),
                targets("Record-Route by a strict router", "", "<sip:" + ELSEWHERE + ">"),
                routed(
                        "Service-Route over UDP",
                        "Service-Route: <sip:" + ELSEWHERE + ";transport=udp;lr>",
                        refused("SIP-09")),
                routed("the twin: Service-Route over TLS", "Service-Route: <sips:pbx.example;lr>", goesOn()),
                routed("Path over UDP", "Path: <sip:" + ELSEWHERE + ";transport=udp;lr>", goesOn()),
                via("maddr", "TLS", ";maddr=198.51.100.66", true),
                via("received and rport", "TLS", ";received=198.51.100.66;rport=9", true),
                via("the twin: rport alone", "TLS", ";rport", true),
                via("transport UDP", "UDP", ";rport", false),
                via("transport TCP", "TCP", ";received=127.0.0.1;rport=5060", false));
    }

    private static HostileScenario redirection(int status, String what, String contact) {
        return new HostileScenario(
                "ADV-24",
                status + " " + what,
                HostileScenario.Part.CALLS,
                () -> Scripts.takes(
                        "INVITE",
                        (desk, connection, invite) -> desk.send(
                                connection,
                                invite.response(status, "Elsewhere", "moved")
                                        .with("Contact", contact)
                                        .text())),
                rejected("SIP-29").saying("^ACK ").neverSaying("^INVITE [\\s\\S]*^INVITE "));
    }

    private static HostileScenario targets(String what, String contact, String recordRoute) {
        return new HostileScenario(
                "ADV-25",
                what,
                HostileScenario.Part.CALLS,
                () -> new Conduct() {
                    @Override
                    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
                        if (!request.is("INVITE") || !honest.success()) {
                            return List.of(honest.text());
                        }
                        SipResponse bent = contact.isEmpty()
                                ? honest
                                : honest.withHeaders(honest.headers().replaced("Contact", contact));
                        return List.of((recordRoute.isEmpty() ? bent : bent.with("Record-Route", recordRoute)).text());
                    }
                },
                goesOn().saying("^ACK [\\s\\S]*^BYE "));
    }

    private static HostileScenario routed(String what, String header, Expected expected) {
        return new HostileScenario(
                "ADV-26",
                what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
                        boolean bound = request.is("REGISTER") && honest.success();
                        return List.of(
                                bound ? honest.text().replaceFirst("CSeq:", header + "\r\nCSeq:") : honest.text());
                    }
                },
                expected.saying("^REGISTER"));
    }

    private static HostileScenario via(String what, String transport, String parameters, boolean answered) {
        Expected expected = answered
                ? goesOn().saying("^SIP/2.0 200[\\s\\S]*^CSeq: 7 OPTIONS")
                : goesOn("SIP-21").neverSaying("^SIP/2.0 ");
        return new HostileScenario(
                "ADV-29",
                "Via with " + what,
                HostileScenario.Part.REGISTERS,
                () -> Scripts.registered((desk, connection) -> desk.send(
                        connection,
                        "OPTIONS sips:alice@" + desk.domain() + " SIP/2.0\r\nVia: SIP/2.0/" + transport
                                + " 198.51.100.66:5060;branch=z9hG4bKvia" + parameters
                                + "\r\nMax-Forwards: 70\r\nFrom: <sips:m@evil.example>;tag=m\r\nTo: <sips:alice@"
                                + desk.domain() + ">\r\nCall-ID: via\r\nCSeq: 7 OPTIONS\r\nContent-Length: 0\r\n\r\n")),
                expected);
    }
}
