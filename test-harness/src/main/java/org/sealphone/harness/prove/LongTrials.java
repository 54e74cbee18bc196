package org.sealphone.harness.prove;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.mediaFailed;
import static org.sealphone.harness.hostile.Expected.refused;

import java.time.Duration;
import java.util.List;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Greeting;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/** What a phone promises after half a minute, or after one. */
final class LongTrials {
    /** Somebody who has nothing to do with the call (RFC 5737). */
    private static final String VICTIM = "198.51.100.66";

    /** Packets of 20 ms. */
    private static final int MOST_OF_A_MINUTE = 2000;

    private LongTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial(
                        "ADV-48",
                        "a connection that does not come back: sound for a minute and no longer",
                        Part.ANSWERS,
                        GoneForGood::new,
                        refused("TLS-31").hearing(MOST_OF_A_MINUTE),
                        Circumstances.asking(85)),
                new Trial(
                        "SRTP-15",
                        "what the memory of the phone holds in a call, and forty seconds later",
                        Part.ANSWERS,
                        OneCall::new,
                        goesOn(),
                        Circumstances.asking(55).with(Circumstances.Oddity.HEAP)),
                new Trial(
                        "ADV-71",
                        "sound for somebody who never asked for it",
                        Part.CALLS,
                        () -> new Conduct() {
                            @Override
                            public String answer(String offer, String honest) {
                                return honest.replaceAll("c=IN IP4 [^\r\n]*", "c=IN IP4 " + VICTIM);
                            }
                        },
                        mediaFailed("NET-23").saying("^ACK [\\s\\S]*^BYE "),
                        Circumstances.asking(45).reaching(VICTIM)));
    }

    /** The call goes on, and no connection is possible any more. */
    private static final class GoneForGood implements Conduct {
        private boolean gone;

        @Override
        public Greeting greeting(long connection) {
            return gone ? Greeting.reset() : Greeting.tls();
        }

        @Override
        public boolean outlives() {
            return true;
        }

        @Override
        public void registered(Desk desk, long connection, String user) {
            desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            desk.later(Duration.ofSeconds(2), () -> {
                gone = true;
                desk.reset(leg.connection());
            });
        }
    }

    /** Calls when the phone has registered, and hangs up. */
    private static final class OneCall implements Conduct {
        @Override
        public void registered(Desk desk, long connection, String user) {
            desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            desk.later(Duration.ofSeconds(5), () -> desk.send(leg.connection(), desk.inside(leg, "BYE", "")));
        }
    }
}
