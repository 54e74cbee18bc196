package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.rejected;

import java.time.Duration;
import java.util.List;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/** Odd responses, other people's BYEs, and remote controls (ADV-21, ADV-22, ADV-84, ADV-85, ADV-87, ADV-89). */
final class HostileCalls {
    private static final String OFFER =
            """
            v=0
            o=- 1 1 IN IP4 HERE
            s=-
            c=IN IP4 HERE
            t=0 0
            m=audio 40000 RTP/SAVP 0
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0e
            """
                    .replace("\n", "\r\n");

    private HostileCalls() {}

    static List<HostileScenario> all() {
        return List.of(
                new HostileScenario(
                        "ADV-21",
                        "a 183 in clear with plain RTP, then the honest answer",
                        HostileScenario.Part.CALLS,
                        EarlyMedia::new,
                        goesOn().saying("^BYE ")),
                new HostileScenario(
                        "ADV-22",
                        "one key in a 183 and another in the 200: the first binds",
                        HostileScenario.Part.CALLS,
                        TwoKeys::new,
                        goesOn().saying("^BYE ").hearing(5)),
                new HostileScenario(
                        "ADV-22",
                        "another phone rings before one takes the call: it gets a key that the other has not heard",
                        HostileScenario.Part.CALLS,
                        RingsElsewhere::new,
                        goesOn().saying("^INVITE [\\s\\S]*^ACK [\\s\\S]*^INVITE [\\s\\S]*^BYE ")),
                new HostileScenario(
                        "ADV-89",
                        "rtcp-mux is not agreed to",
                        HostileScenario.Part.CALLS,
                        () -> new Conduct() {
                            @Override
                            public String offer(String honest) {
                                return honest.replace("a=rtcp-mux\r\n", "");
                            }
                        },
                        goesOn().saying("^BYE ").hearing(5)),
                status(699, "an unknown refusal"),
                provisional("an unknown 1xx"),
                new HostileScenario(
                        "ADV-84",
                        "an answer to a call that was cancelled",
                        HostileScenario.Part.CANCELS,
                        AnswersCancelled::new,
                        goesOn().saying("^CANCEL [\\s\\S]*^ACK [\\s\\S]*^BYE ")),
                new HostileScenario(
                        "ADV-84",
                        "an answer with another CSeq before the honest one",
                        HostileScenario.Part.CALLS,
                        WrongSequence::new,
                        goesOn().saying("^BYE ")),
                foreignBye("tags of nobody", ";tag=", ";tag=x"),
                foreignBye("the Call-ID of another call", "Call-ID: ", "Call-ID: x"),
                remote(
                        "a NOTIFY to reboot",
                        "NOTIFY",
                        "Event: check-sync;reboot=true\r\nSubscription-State: active\r\n"),
                remote("a NOTIFY to pick up", "NOTIFY", "Event: talk\r\nSubscription-State: active\r\n"),
                remote("a MESSAGE", "MESSAGE", "Content-Type: text/plain\r\n"),
                remote("a REFER", "REFER", "Refer-To: <sips:900123@pbx.example>\r\n"),
                ringing("Answer-Mode", "Answer-Mode: Auto\r\nPriv-Answer-Mode: Auto\r\n"),
                ringing("Alert-Info", "Alert-Info: <http://127.0.0.1/x>;info=alert-autoanswer\r\n"),
                ringing("Call-Info", "Call-Info: <sips:pbx.example>;answer-after=0\r\n"),
                ringing("the twin: nothing special", ""));
    }

    /** The honest answer in a 183, and behind it a 200 with another key. */
    private static final class TwoKeys implements Conduct {
        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            if (!request.is("INVITE") || request.inDialog() || !honest.success()) {
                return List.of(honest.text());
            }
            SipResponse early = new SipResponse(183, "Session Progress", honest.headers(), honest.body());
            return List.of(early.text(), honest.text().replaceFirst("inline:....", "inline:AAAA"));
        }
    }

    private static final class RingsElsewhere implements Conduct {
        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            boolean rings = request.is("INVITE") && !request.inDialog() && honest.provisional();
            String elsewhere = honest.text().replaceFirst("(\r\nTo: [^\r\n]*;tag=)", "$1elsewhere");
            return rings ? List.of(elsewhere, honest.text()) : List.of(honest.text());
        }
    }

    private static HostileScenario status(int status, String what) {
        return new HostileScenario(
                "ADV-84",
                what,
                HostileScenario.Part.CALLS,
                () -> Scripts.takes(
                        "INVITE",
                        (desk, connection, invite) -> desk.send(
                                connection,
                                invite.response(status, "Whatever", "t").text())),
                rejected("").saying("^ACK "));
    }

    private static HostileScenario provisional(String what) {
        return new HostileScenario(
                "ADV-84",
                what,
                HostileScenario.Part.CALLS,
                () -> new Conduct() {
                    @Override
                    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
                        return request.is("INVITE") && honest.provisional()
                                ? List.of(new SipResponse(173, "Perhaps", honest.headers(), "").text(), honest.text())
                                : List.of(honest.text());
                    }
                },
                goesOn().saying("^BYE "));
    }

    /** Rings until it is cancelled, and answers then. */
    private static final class AnswersCancelled implements Conduct {
        @Override
        public Duration ringing() {
            return Duration.ofSeconds(20);
        }

        @Override
        public boolean answersCancelled() {
            return true;
        }
    }

    private static final class WrongSequence implements Conduct {
        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            if (!request.is("INVITE") || !honest.success()) {
                return List.of(honest.text());
            }
            String other = honest.withHeaders(honest.headers().replaced("CSeq", "4711 INVITE"))
                    .text();
            return List.of(other, honest.text());
        }
    }

    private static HostileScenario foreignBye(String what, String mark, String changed) {
        return new HostileScenario(
                "ADV-85",
                "BYE with " + what,
                HostileScenario.Part.CALLS,
                () -> Scripts.established((desk, leg) ->
                        desk.send(leg.connection(), desk.inside(leg, "BYE", "").replace(mark, changed))),
                goesOn().saying("^SIP/2.0 481[\\s\\S]*^BYE "));
    }

    private static HostileScenario remote(String what, String method, String headers) {
        return new HostileScenario(
                "ADV-87",
                what,
                HostileScenario.Part.REGISTERS,
                () -> Scripts.registered(
                        (desk, connection) -> desk.send(connection, request(desk, method, headers, ""))),
                goesOn().saying("^SIP/2.0 4\\d\\d").neverSaying("^SIP/2.0 2|^INVITE "));
    }

    private static HostileScenario ringing(String what, String headers) {
        return new HostileScenario(
                "ADV-87",
                "an INVITE with " + what + " rings and is not taken",
                HostileScenario.Part.RINGS,
                () -> Scripts.registered((desk, connection) -> {
                    String here = desk.address().getAddress().getHostAddress();
                    String invite = request(
                            desk, "INVITE", headers + "Content-Type: application/sdp\r\n", OFFER.replace("HERE", here));
                    desk.send(connection, invite);
                    desk.later(Duration.ofMillis(200), () -> desk.send(connection, request(desk, "CANCEL", "", "")));
                }),
                rejected("").saying("^SIP/2.0 180[\\s\\S]*^SIP/2.0 487").neverSaying("^a=crypto"));
    }

    private static String request(Desk desk, String method, String headers, String body) {
        return method + " sips:alice@" + desk.domain()
                + " SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.2:5061;branch=z9hG4bKremote\r\n"
                + "Max-Forwards: 70\r\nFrom: <sips:mallory@" + desk.domain() + ">;tag=m\r\nTo: <sips:alice@"
                + desk.domain() + ">\r\nCall-ID: remote\r\nCSeq: 1 " + method
                + "\r\nContact: <sips:mallory@127.0.0.2:5061>\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
