package org.sealphone.harness.prove;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.rejected;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.sealphone.harness.hostile.Expected;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/** What phones do all day, before a trunk that is honest, or says odd things: the ground on which a fault shows that no attack brings out. */
final class OrdinaryCalls {
    /** The rule of all of them, as it is asked for on the command line. */
    static final String ID = "CALL-01";

    private OrdinaryCalls() {}

    static List<Trial> all() {
        return List.of(
                call("a call", Circumstances.usual()),
                call(
                        "a call in counter mode, with G.711",
                        Circumstances.asking(3, "--suites", "AES_CM_128_HMAC_SHA1_80", "--codecs", "pcmu")),
                call("a call in which keys are pressed", Circumstances.asking(4, "--dtmf", "1470#")),
                call("a call that is held and resumed", Circumstances.asking(6, "--hold-after", "1s")),
                trial(
                        "two calls to the phone, one after the other",
                        Part.ANSWERS,
                        TwoCalls::new,
                        goesOn(),
                        Circumstances.asking(60, "--calls", "2")),
                trial(
                        "the phone is asked to call somebody else",
                        Part.CALLS,
                        OrdinaryCalls::refers,
                        goesOn().saying("^SIP/2.0 202").neverSaying("^INVITE sips?:echo"),
                        Circumstances.usual()),
                trial(
                        "a refusal whose words would move a terminal's cursor",
                        Part.CALLS,
                        OrdinaryCalls::refusesInColour,
                        rejected("").saying("^ACK "),
                        Circumstances.usual()));
    }

    private static Trial call(String what, Circumstances circumstances) {
        return trial(what, Part.CALLS, Conduct::honest, goesOn().saying("^ACK [\\s\\S]*^BYE "), circumstances);
    }

    private static Trial trial(
            String what, Part part, Supplier<Conduct> trunk, Expected expected, Circumstances circumstances) {
        return new Trial(ID, what, part, trunk, expected, circumstances);
    }

    /** ADV-27: only a person may say yes, and nobody is there. */
    private static Conduct refers() {
        return new Conduct() {
            @Override
            public void established(Desk desk, ServiceLeg leg) {
                String refer = desk.inside(leg, "REFER", "");
                desk.send(
                        leg.connection(),
                        refer.replaceFirst("\r\n", "\r\nRefer-To: <sips:echo@" + desk.domain() + ">\r\n"));
            }
        };
    }

    /** ADV-79: U+009B opens sequences on a terminal, as ESC does, U+202E turns text round; the latter are no control characters to SIP. */
    private static Conduct refusesInColour() {
        return new Conduct() {
            @Override
            public boolean takes(Desk desk, long connection, SipRequest request) {
                if (!request.is("INVITE")) {
                    return false;
                }
                String busy = request.response(486, "Busy", "t").text();
                String hostile = new String(" \u009b2J \u202egpj".getBytes(UTF_8), ISO_8859_1);
                desk.send(connection, busy.replaceFirst("486 Busy", "486 Busy" + hostile));
                return true;
            }
        };
    }

    /** Calls when the phone has registered, hangs up after a second, and calls again. */
    private static final class TwoCalls implements Conduct {
        private static final int CALLS = 2;
        /** Longer than media of a call that is over can be on its way. */
        private static final Duration BETWEEN = Duration.ofSeconds(5);

        private final AtomicInteger made = new AtomicInteger();

        @Override
        public void registered(Desk desk, long connection, String user) {
            if (made.get() == 0) {
                call(desk);
            }
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            desk.later(Duration.ofSeconds(1), () -> {
                desk.hangUp(leg);
                desk.later(BETWEEN, () -> call(desk));
            });
        }

        private void call(Desk desk) {
            if (made.getAndIncrement() < CALLS) {
                desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
            }
        }
    }
}
