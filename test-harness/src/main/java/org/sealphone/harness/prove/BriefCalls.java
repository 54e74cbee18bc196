package org.sealphone.harness.prove;

import java.time.Duration;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.ServiceLeg;
import org.sealphone.harness.trunk.WrappedConduct;

/**
 * A script whose calls are hung up after some seconds of sound. A phone deals with a connection in order: when it hears the BYE, it is done
 * with all that the script said before, however slow the machine is.
 */
final class BriefCalls extends WrappedConduct {
    private static final Duration TALK = Duration.ofSeconds(2);

    BriefCalls(Conduct script) {
        super(script);
    }

    @Override
    public void established(Desk desk, ServiceLeg leg) {
        super.established(desk, leg);
        desk.later(TALK, () -> desk.hangUp(leg));
    }
}
