package org.sealphone.tui.cli;

import java.time.ZoneOffset;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.ua.api.UaEvent;

/** Says what happens to a phone: a person hears of calls, {@code -v} shows the steps beneath. Thread: {@code ua-loop}. */
final class EventTalk {
    private final Talk talk;

    EventTalk(Talk talk) {
        this.talk = talk;
    }

    void tell(UaEvent event) {
        if (event instanceof UaEvent.FlowUp up) {
            flow(up);
        } else if (event instanceof UaEvent.FlowFailed failed) {
            talk.step(event.at(), "TLS", "no flow: " + failed.refusal().text());
        } else if (event instanceof UaEvent.FlowLost lost) {
            talk.step(event.at(), "TLS", "flow lost: " + lost.refusal().text());
        } else if (event instanceof UaEvent.MessageRefused refused) {
            talk.step(event.at(), "SIP", "refused: " + refused.refusal().text());
        } else if (event instanceof UaEvent.Found found) {
            talk.step(event.at(), "NOTE", found.finding().what().text());
        } else {
            registration(event);
        }
    }

    private void flow(UaEvent.FlowUp up) {
        TlsFacts facts = up.facts();
        talk.step(
                up.at(),
                "TLS",
                facts.protocol() + " " + facts.suite() + " " + facts.group() + " with "
                        + Facts.address(facts.peerAddress()));
        talk.step(
                up.at(),
                "TLS",
                "certificate is " + facts.identity() + " by "
                        + facts.identityMode().word() + ", until "
                        + facts.notAfter().atZone(ZoneOffset.UTC).toLocalDate() + ", key " + facts.spkiPin());
    }

    private void registration(UaEvent event) {
        if (event instanceof UaEvent.Registered registered) {
            talk.say(
                    event.at(),
                    "registered for "
                            + registered
                                    .facts()
                                    .expiresSeconds()
                                    .map(String::valueOf)
                                    .orElse("?") + " s"
                            + registered
                                    .facts()
                                    .digest()
                                    .map(digest -> ", digest " + digest)
                                    .orElse(""));
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            talk.step(event.at(), "REG", "failed: " + Facts.words(failed.end()));
        } else if (event instanceof UaEvent.Unregistered) {
            talk.say(event.at(), "unregistered");
        } else {
            call(event);
        }
    }

    private void call(UaEvent event) {
        if (event instanceof UaEvent.Dialling dialling) {
            talk.step(event.at(), "CALL", "INVITE to " + dialling.target());
        } else if (event instanceof UaEvent.Progress progress) {
            talk.say(
                    event.at(),
                    progress.status() == 180 ? "it rings" : progress.status() + " " + progress.reasonPhrase());
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            String name = incoming.displayName().isEmpty() ? "" : " (" + incoming.displayName() + ")";
            talk.say(event.at(), incoming.from() + name + " calls");
        } else if (event instanceof UaEvent.CallRefused refused) {
            talk.say(
                    event.at(),
                    refused.from() + " called and was refused with " + refused.status() + ": "
                            + refused.refusal().text());
        } else if (event instanceof UaEvent.Established up) {
            talk.say(
                    event.at(),
                    "sealed: " + up.codec().encodingName() + " in " + up.suite().name());
        } else if (event instanceof UaEvent.CallEnded over) {
            talk.step(event.at(), "CALL", "over: " + Facts.words(over.report().end()));
        }
    }
}
