package org.sealphone.ua;

import java.util.List;
import org.sealphone.fuzz.FuzzReplay;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.ua.field.CallerFuzz;
import org.sealphone.ua.policy.TargetsFuzz;
import org.sealphone.ua.sip.SipFuzz;

class UaFuzzTest extends FuzzReplay {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(new SipFuzz(), new TargetsFuzz(), new CallerFuzz());
    }
}
