package org.sealphone.tui.cli;

import java.time.ZoneOffset;
import java.util.List;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.tui.report.CallerWords;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.UaEvent;

/** Says what happens to a phone: a person hears of calls, {@code -v} shows the steps beneath. Thread: {@code ua-loop}. */
final class EventTalk {
    private final Talk talk;

    EventTalk(Talk talk) {
        this.talk = talk;
    }

    void tell(UaEvent event) {
        if (!steps(event)) {
            registration(event);
        }
    }

    /** All but the single calls, of which there are too many for a person. */
    void tellOfCrowd(UaEvent event) {
        if (!steps(event)) {
            ownRegistration(event);
        }
    }

    /** The steps beneath alone; false when the event is none. */
    boolean steps(UaEvent event) {
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
            return false;
        }
        return true;
    }

    private void flow(UaEvent.FlowUp up) {
        TlsFacts facts = up.facts();
        talk.step(
                up.at(),
                "TLS",
                facts.protocol() + " " + facts.suite() + " " + facts.group() + " with "
                        + PhoneWords.address(facts.peerAddress()));
        talk.step(
                up.at(),
                "TLS",
                "certificate is " + facts.identity() + " by "
                        + facts.identityMode().word() + ", until "
                        + facts.notAfter().atZone(ZoneOffset.UTC).toLocalDate() + ", key " + facts.spkiPin());
    }

    private void registration(UaEvent event) {
        if (!ownRegistration(event)) {
            call(event);
        }
    }

    private boolean ownRegistration(UaEvent event) {
        if (event instanceof UaEvent.Registered registered) {
            talk.say(event.at(), PhoneWords.registered(registered.facts()));
            proxies(event, "calls to us come through", registered.facts().path());
            proxies(event, "requests of ours go through", registered.facts().serviceRoute());
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            talk.step(event.at(), "REG", "failed: " + PhoneWords.of(failed.end()));
        } else if (event instanceof UaEvent.MessagesWaiting mail) {
            talk.say(event.at(), "mailbox: " + words(mail));
        } else if (event instanceof UaEvent.Unregistered) {
            talk.say(event.at(), "unregistered");
        } else {
            return false;
        }
        return true;
    }

    private void proxies(UaEvent event, String what, List<String> proxies) {
        if (!proxies.isEmpty()) {
            talk.step(event.at(), "REG", what + " " + String.join(", ", proxies));
        }
    }

    private static String words(UaEvent.MessagesWaiting mail) {
        String counts = mail.fresh()
                .map(fresh -> ", " + fresh + " new and " + mail.heard().orElse(0) + " old voice messages")
                .orElse("");
        return (mail.waiting() ? "something new" : "nothing new") + counts;
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
        } else if (event instanceof UaEvent.CallerKnown known) {
            CallerWords.of(known.caller()).forEach(words -> talk.say(event.at(), words));
        } else if (event instanceof UaEvent.ReasonGiven given) {
            talk.say(event.at(), "the other side gives a reason: " + given.reason());
        } else if (event instanceof UaEvent.CallRefused refused) {
            talk.say(
                    event.at(),
                    refused.from() + " called and was refused with " + refused.status() + ": "
                            + refused.refusal().text());
        } else if (event instanceof UaEvent.Established up) {
            talk.say(
                    event.at(),
                    "sealed: " + up.codec().encodingName() + " in " + up.suite().name());
        } else if (event instanceof UaEvent.CallChanged changed) {
            talk.say(event.at(), words(changed.hold()));
            talk.step(
                    event.at(),
                    "CALL",
                    changed.codec().encodingName() + " in " + changed.suite().name());
        } else if (event instanceof UaEvent.TransferAsked asked) {
            talk.say(
                    event.at(),
                    "the other side asks for a call to " + asked.target() + "; nothing is called by itself");
        } else if (event instanceof UaEvent.TransferProgress told) {
            talk.say(event.at(), "the transfer: " + (told.status() + " " + told.reasonPhrase()).strip());
        } else if (event instanceof UaEvent.CallReplaces) {
            talk.say(event.at(), "it would take the place of a call that stands");
        } else if (event instanceof UaEvent.CallCutOff) {
            talk.say(event.at(), "the trunk is gone; the call goes on for now, sealed as before");
        } else if (event instanceof UaEvent.CallRepaired) {
            talk.say(event.at(), "the trunk is back, and the call with it");
        } else if (event instanceof UaEvent.CallEnded over) {
            talk.step(event.at(), "CALL", "over: " + PhoneWords.of(over.report().end()));
        }
    }

    private static String words(Hold hold) {
        return switch (hold) {
            case NONE -> "nobody holds the call";
            case LOCAL -> "on hold";
            case REMOTE -> "the other side holds the call";
            case BOTH -> "both sides hold the call";
        };
    }
}
