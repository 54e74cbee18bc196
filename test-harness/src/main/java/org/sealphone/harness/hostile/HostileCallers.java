package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;

import java.util.List;
import java.util.function.UnaryOperator;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/**
 * Calls that come with something beside the call (ADV-26, ADV-27, ADV-81, ADV-82): addresses to be fetched, callers that are somebody else,
 * a call in the place of another. The call is taken by a person who takes every call; nothing is fetched, and nobody is believed.
 */
final class HostileCallers {
    private static final String HERE = "http://127.0.0.1:8080/x";
    private static final String TAKEN = "^SIP/2.0 200[\\s\\S]*^CSeq: 1 INVITE";

    private static final String ANOTHER =
            """
            P-Asserted-Identity: "Bank" <sips:+4930123456@pbx.example>
            P-Preferred-Identity: <sips:root@evil.example>
            Privacy: id
            """
                    .replace("\n", "\r\n");

    private HostileCallers() {}

    static List<HostileScenario> all() {
        return List.of(
                comes(
                        "ADV-26",
                        "addresses to be fetched",
                        "Alert-Info: <" + HERE + ">\r\nCall-Info: <" + HERE + ">;purpose=icon\r\nError-Info: <" + HERE
                                + ">\r\n",
                        goesOn().saying(TAKEN)),
                comes(
                        "ADV-27",
                        "the place of a call that is guessed",
                        "Replaces: guessed;to-tag=a;from-tag=b\r\nRequire: replaces\r\n",
                        refused("XFER-03").saying("^SIP/2.0 481").neverSaying("^a=crypto")),
                comes("ADV-81", "another caller for the trunk than for itself", ANOTHER, goesOn().saying(TAKEN)),
                comes(
                        "ADV-81",
                        "a signature whose certificate is to be fetched from here",
                        "Identity: eyJhbGciOiJFUzI1NiIsInBwdCI6InNoYWtlbiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cDovLzEyNy4wLjAuMS94In0."
                                + "eyJpYXQiOjF9.c2ln;info=<" + HERE + ">;alg=ES256;ppt=shaken\r\n",
                        goesOn().saying(TAKEN)),
                bent(
                        "ADV-81",
                        "a number that is a bank's",
                        invite -> invite.replaceFirst("From: <sips:tone@", "From: \"Bank\" <sips:+4930123456@"),
                        goesOn().saying(TAKEN)),
                new HostileScenario(
                        "ADV-82",
                        "a call with an interval of one second",
                        HostileScenario.Part.REGISTERS,
                        () -> Scripts.registered(
                                (desk, connection) -> desk.send(
                                        connection,
                                        HostileTexts.request(
                                                "INVITE",
                                                "Contact: <sips:m@pbx.example>\r\nSession-Expires: 1\r\nSupported: timer\r\n"))),
                        goesOn().saying("^SIP/2.0 422[\\s\\S]*^Min-SE: 90").neverSaying("^SIP/2.0 180")),
                comes(
                        "ADV-82",
                        "an interval of ninety seconds, which is its twin",
                        "Session-Expires: 90\r\nSupported: timer\r\n",
                        goesOn().saying(TAKEN)),
                refers("headers of its own", "sips:echo@pbx.example?Subject=x"),
                refers("another method", "sips:echo@pbx.example;method=REGISTER"),
                refers("UDP", "sip:echo@pbx.example;transport=udp"),
                refers("the web", "https://evil.example/"));
    }

    private static HostileScenario comes(String id, String what, String headers, Expected expected) {
        return bent(id, what, invite -> invite.replaceFirst("Max-Forwards", headers + "Max-Forwards"), expected);
    }

    private static HostileScenario bent(String id, String what, UnaryOperator<String> bend, Expected expected) {
        return new HostileScenario(
                id,
                "a call with " + what,
                HostileScenario.Part.ANSWERS,
                () -> new Conduct() {
                    @Override
                    public void registered(Desk desk, long connection, String user) {
                        desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
                    }

                    @Override
                    public String invite(String honest) {
                        return bend.apply(honest);
                    }
                },
                expected);
    }

    private static HostileScenario refers(String to, String target) {
        return new HostileScenario(
                "ADV-27",
                "a call that is to be handed on by " + to,
                HostileScenario.Part.CALLS,
                () -> Scripts.established((Desk desk, ServiceLeg leg) -> desk.send(
                        leg.connection(),
                        desk.inside(leg, "REFER", "").replaceFirst("\r\n", "\r\nRefer-To: <" + target + ">\r\n"))),
                goesOn("XFER-01").saying("^SIP/2.0 603").neverSaying("^INVITE sips?:echo|^REGISTER"));
    }
}
