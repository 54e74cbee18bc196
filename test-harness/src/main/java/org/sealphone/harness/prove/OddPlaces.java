package org.sealphone.harness.prove;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.misused;
import static org.sealphone.harness.hostile.Expected.unfit;
import static org.sealphone.harness.prove.Circumstances.Oddity.IPV6;
import static org.sealphone.harness.prove.Circumstances.Oddity.OPEN_PASSWORD;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sealphone.harness.hostile.Expected;
import org.sealphone.harness.hostile.HostileAnswer;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/** Places that are not as they should be, or as most are (ADV-90, IPv6), and what only a program does that takes calls one at a time. */
final class OddPlaces {
    private OddPlaces() {}

    static List<Trial> all() {
        List<Trial> all = new ArrayList<>(overIpv6());
        all.add(place(
                "a password that everybody may read",
                unfit("CLI-07"),
                Circumstances.usual().with(OPEN_PASSWORD)));
        all.add(place(
                "a password on the command line",
                misused("CLI-04"),
                Circumstances.asking(3, "--password", "secret-word")));
        all.add(new Trial(
                "ADV-58",
                "a next nonce of its own making, for the request that ends the registration",
                Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public String authenticationInfo(String honest) {
                        return honest + ", nextnonce=\"chosen\"";
                    }
                },
                goesOn().saying("^Authorization: Digest .*nonce=\"chosen\""),
                Circumstances.usual()));
        all.add(new Trial(
                "ADV-75",
                "fifty calls beside the one that is taken",
                Part.ANSWERS,
                CallsTooMany::new,
                Expected.checked("SIP-25").saying("^SIP/2.0 200[\\s\\S]*^SIP/2.0 486"),
                Circumstances.asking(6)));
        return all;
    }

    private static Trial place(String what, Expected expected, Circumstances circumstances) {
        return new Trial(
                "ADV-90", what, Part.REGISTERS, Conduct::honest, expected.hiding("secret-word"), circumstances);
    }

    /** The same as over IPv4, for some of each kind. */
    private static List<Trial> overIpv6() {
        List<Trial> all = new ArrayList<>();
        all.add(new Trial(
                OrdinaryCalls.ID,
                "a call over IPv6",
                Part.CALLS,
                Conduct::honest,
                goesOn().saying("^ACK [\\s\\S]*^BYE ").hearing(5),
                Circumstances.usual().with(IPV6)));
        HostileScenario.all().stream()
                .filter(scenario -> List.of("ADV-60", "ADV-73").contains(scenario.id()))
                .forEach(scenario -> all.add(overIpv6(Trial.of(scenario))));
        HostileAnswer.all().stream()
                .filter(answer -> List.of("ADV-01", "ADV-05").contains(answer.id()))
                .forEach(answer -> all.add(overIpv6(Trial.of(answer))));
        return all;
    }

    private static Trial overIpv6(Trial trial) {
        return new Trial(
                trial.id(),
                trial.what() + ", over IPv6",
                trial.part(),
                trial.trunk(),
                trial.expected(),
                trial.circumstances().with(IPV6));
    }

    /** When the honest call stands the others come. */
    private static final class CallsTooMany implements Conduct {
        private static final int MANY = 50;

        @Override
        public void registered(Desk desk, long connection, String user) {
            desk.call(HostileScenario.USER, Service.TONE, offer -> offer);
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            IntStream.range(0, MANY).forEach(i -> desk.send(leg.connection(), caller(desk, i)));
        }

        private static String caller(Desk desk, int number) {
            return "INVITE sips:" + HostileScenario.USER + "@" + desk.domain()
                    + " SIP/2.0\r\nVia: SIP/2.0/TLS 198.51.100.66:5061;branch=z9hG4bKcall" + number
                    + "\r\nMax-Forwards: 70\r\nFrom: <sips:m@evil.example>;tag=m" + number + "\r\nTo: <sips:"
                    + HostileScenario.USER + "@" + desk.domain() + ">\r\nCall-ID: call" + number
                    + "\r\nCSeq: 1 INVITE\r\nContact: <sips:m@198.51.100.66>\r\nContent-Length: 0\r\n\r\n";
        }
    }
}
