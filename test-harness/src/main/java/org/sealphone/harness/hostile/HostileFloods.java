package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;

import java.time.Duration;
import java.util.List;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;

/** More than anybody would say (ADV-75): borne, answered within bounds, and what comes behind it is dealt with as if nothing had been. */
final class HostileFloods {
    private static final int MANY = 300;
    private static final int PROVISIONAL = 1000;
    /** Longer than what is dropped in a flood stays dropped. */
    private static final Duration SPAN = Duration.ofSeconds(1);

    private static final Duration TICK = Duration.ofMillis(80);

    private HostileFloods() {}

    static List<HostileScenario> all() {
        return List.of(
                flood(
                        "questions",
                        "OPTIONS",
                        HostileTexts.request("OPTIONS", ""),
                        goesOn("GUARD-09").saying(HostileTexts.ANSWERED)),
                flood(
                        "requests that fit no call",
                        "BYE",
                        HostileTexts.request("BYE", "")
                                .replace("To: <sips:alice@pbx.example>", "To: <sips:alice@pbx.example>;tag=none"),
                        goesOn().saying(HostileTexts.ANSWERED)),
                new HostileScenario(
                        "ADV-75",
                        "a CANCEL that comes before its INVITE",
                        HostileScenario.Part.ANSWERS,
                        CancelsFirst::new,
                        goesOn().saying("^SIP/2.0 481[\\s\\S]*^CSeq: 1 CANCEL[\\s\\S]*^SIP/2.0 200")),
                new HostileScenario(
                        "ADV-75",
                        "a thousand provisional responses",
                        HostileScenario.Part.CALLS,
                        RingsOften::new,
                        goesOn().saying("^BYE ")),
                new HostileScenario(
                        "ADV-75",
                        "an answer that comes thirty times",
                        HostileScenario.Part.CALLS,
                        AnswersOften::new,
                        goesOn().saying("(^ACK [\\s\\S]*){3}^BYE ").neverSaying("^BYE [\\s\\S]*^BYE ")));
    }

    /** Who asks behind them is somebody else, and is answered. */
    private static HostileScenario flood(String what, String method, String request, Expected expected) {
        return new HostileScenario(
                "ADV-75",
                MANY + " " + what,
                HostileScenario.Part.REGISTERS,
                () -> Scripts.registered((desk, connection) -> {
                    for (int i = 0; i < MANY; i++) {
                        desk.send(
                                connection,
                                request.replace("z9hG4bKhostile", "z9hG4bK" + method + i)
                                        .replace("Call-ID: hostile", "Call-ID: " + method + i));
                    }
                    desk.later(
                            SPAN,
                            () -> desk.send(connection, HostileTexts.options("").replace("<sips:m@", "<sips:n@")));
                }),
                expected);
    }

    private static final class CancelsFirst implements Conduct {
        @Override
        public void registered(Desk desk, long connection, String user) {
            desk.send(connection, HostileTexts.request("CANCEL", "").replace("CSeq: 7 ", "CSeq: 1 "));
            desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
        }
    }

    /** A part of them before each tick of the clock, so that nobody has to hold them all. */
    private static final class RingsOften implements Conduct {
        private static final int AT_ONCE = 200;

        @Override
        public Duration ringing() {
            return TICK.multipliedBy(PROVISIONAL / AT_ONCE + 1);
        }

        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            if (request.is("INVITE") && honest.provisional()) {
                StringBuilder some = new StringBuilder();
                for (int i = 0; i < AT_ONCE; i++) {
                    some.append(new SipResponse(180 + i % 10, "Ringing", honest.headers(), "").text());
                }
                for (int i = 1; i <= PROVISIONAL / AT_ONCE; i++) {
                    desk.later(TICK.multipliedBy(i), () -> desk.send(connection, some.toString()));
                }
            }
            return List.of(honest.text());
        }
    }

    private static final class AnswersOften implements Conduct {
        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            if (request.is("INVITE") && honest.success()) {
                for (int i = 1; i < 30; i++) {
                    desk.later(TICK.multipliedBy(i), () -> desk.send(connection, honest.text()));
                }
            }
            return List.of(honest.text());
        }
    }
}
