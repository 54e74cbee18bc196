package org.sealphone.harness.hostile;

import java.time.Duration;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.ServiceLeg;
import org.sealphone.harness.trunk.WrappedConduct;

/**
 * A script, and behind what it does in a call an OPTIONS, and some time later another: the phone deals with a flow in order, so its
 * answers tell that everything said before is done with.
 */
final class FencedConduct extends WrappedConduct {
    static final String LAST = "last-fence";
    private static final String FIRST = "first-fence";
    /** Some packets both ways, and time for what the script does a little later. */
    private static final Duration TALK = Duration.ofMillis(100);

    FencedConduct(Conduct script) {
        super(script);
    }

    @Override
    public void established(Desk desk, ServiceLeg leg) {
        super.established(desk, leg);
        desk.later(TALK, () -> desk.send(leg.connection(), fence(desk, FIRST)));
    }

    @Override
    public void hears(Desk desk, long connection, SipResponse response) {
        super.hears(desk, connection, response);
        if (response.callId().equals(FIRST)) {
            desk.later(TALK, () -> desk.send(connection, fence(desk, LAST)));
        }
    }

    private static String fence(Desk desk, String name) {
        return "OPTIONS sips:alice@" + desk.domain()
                + " SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.2:5061;branch=z9hG4bK" + name + "\r\n"
                + "Max-Forwards: 70\r\nFrom: <sips:fence@" + desk.domain() + ">;tag=f\r\nTo: <sips:alice@"
                + desk.domain() + ">\r\nCall-ID: " + name + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }
}
