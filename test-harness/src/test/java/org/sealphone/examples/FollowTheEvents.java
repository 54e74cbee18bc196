package org.sealphone.examples;

import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.UaEvent;

/** Says in words what happens to a phone. What it does not know it leaves out: later releases may tell more. */
final class FollowTheEvents {
    private FollowTheEvents() {}

    static Optional<String> words(UaEvent event) {
        if (event instanceof UaEvent.FlowUp up) {
            return Optional.of(
                    "the trunk is who it should be, over " + up.facts().protocol());
        } else if (event instanceof UaEvent.FlowFailed failed) {
            return Optional.of("no way to the trunk: " + failed.refusal().text());
        } else if (event instanceof UaEvent.Registered registered) {
            return Optional.of("registered, for seconds: "
                    + registered.facts().expiresSeconds().orElse(0L));
        } else if (event instanceof UaEvent.Dialling dialling) {
            return Optional.of(dialling.call() + " to " + dialling.target());
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            return Optional.of(incoming.call() + " from " + incoming.from());
        } else if (event instanceof UaEvent.Established up) {
            return Optional.of(up.call() + " is sealed with " + up.suite() + ", spoken in " + up.codec());
        } else if (event instanceof UaEvent.CallEnded ended) {
            Optional<Refusal> reason = ended.report().end().reason();
            return Optional.of(ended.report().id() + " is over"
                    + reason.map(why -> ": " + why.text()).orElse(""));
        }
        return Optional.empty();
    }
}
