package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.tls.TlsSettings;

/** Does all as another script does, for who adds something to it. */
public abstract class WrappedConduct implements Conduct {
    private final Conduct script;

    protected WrappedConduct(Conduct script) {
        this.script = script;
    }

    @Override
    public void established(Desk desk, ServiceLeg leg) {
        script.established(desk, leg);
    }

    @Override
    public void hears(Desk desk, long connection, SipResponse response) {
        script.hears(desk, connection, response);
    }

    @Override
    public Greeting greeting(long connection) {
        return script.greeting(connection);
    }

    @Override
    public boolean crumbles() {
        return script.crumbles();
    }

    @Override
    public Set<String> qops() {
        return script.qops();
    }

    @Override
    public List<String> challenges(SipRequest request, List<String> honest) {
        return script.challenges(request, honest);
    }

    @Override
    public String authenticationInfo(String honest) {
        return script.authenticationInfo(honest);
    }

    @Override
    public boolean takes(Desk desk, long connection, SipRequest request) {
        return script.takes(desk, connection, request);
    }

    @Override
    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
        return script.responses(desk, connection, request, honest);
    }

    @Override
    public TlsSettings tls(TlsSettings honest) {
        return script.tls(honest);
    }

    @Override
    public String offer(String honest) {
        return script.offer(honest);
    }

    @Override
    public boolean outlives() {
        return script.outlives();
    }

    @Override
    public boolean follows() {
        return script.follows();
    }

    @Override
    public int firstSequence(int honest) {
        return script.firstSequence(honest);
    }

    @Override
    public boolean mirrors() {
        return script.mirrors();
    }

    @Override
    public String invite(String honest) {
        return script.invite(honest);
    }

    @Override
    public String answer(String offer, String honest) {
        return script.answer(offer, honest);
    }

    @Override
    public Duration ringing() {
        return script.ringing();
    }

    @Override
    public boolean answersCancelled() {
        return script.answersCancelled();
    }

    @Override
    public void registered(Desk desk, long connection, String user) {
        script.registered(desk, connection, user);
    }
}
