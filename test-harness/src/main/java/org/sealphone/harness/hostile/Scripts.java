package org.sealphone.harness.hostile;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/** The moments at which most scripts do their one thing; everything else about such a trunk is honest. */
final class Scripts {
    private Scripts() {}

    /** Something done on a connection. */
    @FunctionalInterface
    interface OnConnection {
        void act(Desk desk, long connection);
    }

    /** Something done inside a dialog. */
    @FunctionalInterface
    interface InCall {
        void act(Desk desk, ServiceLeg leg);
    }

    /** Something done instead of dealing with a request. */
    @FunctionalInterface
    interface OnRequest {
        void act(Desk desk, long connection, SipRequest request);
    }

    /** Once, when the phone has registered. */
    static Conduct registered(OnConnection act) {
        AtomicBoolean done = new AtomicBoolean();
        return new Conduct() {
            @Override
            public void registered(Desk desk, long connection, String user) {
                if (done.compareAndSet(false, true)) {
                    act.act(desk, connection);
                }
            }
        };
    }

    /** Calls the phone, when it has registered, with an offer bent like this. */
    static Conduct calls(UnaryOperator<String> bend) {
        return registered((desk, connection) -> desk.call(HostileScenario.USER, Service.TONE, bend));
    }

    /** When a call stands. */
    static Conduct established(InCall act) {
        return new Conduct() {
            @Override
            public void established(Desk desk, ServiceLeg leg) {
                act.act(desk, leg);
            }
        };
    }

    /** In place of the trunk, for every request of this method. */
    static Conduct takes(String method, OnRequest act) {
        return new Conduct() {
            @Override
            public boolean takes(Desk desk, long connection, SipRequest request) {
                boolean taken = request.is(method);
                if (taken) {
                    act.act(desk, connection, request);
                }
                return taken;
            }
        };
    }
}
