package org.sealphone.tui.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.book.PastCall;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.Registration;
import org.sealphone.tui.screen.Snapshot.State;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.SafeText;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaSnapshot;

/** What is known: registration, calls, those that are over, messages, notes. Grows by events, forgets the oldest. Owner: the stage. */
final class Board {
    private static final int MOST_NOTES = 500;
    private static final int MOST_MESSAGES = 400;

    private final Deque<Snapshot.Note> notes = new ArrayDeque<>();
    private final Deque<Snapshot.Message> messages = new ArrayDeque<>();
    private final Consumer<PastCall> past;
    private final List<CallTrack> calls = new ArrayList<>();
    private Registration registration = Registration.CONNECTING;
    private Optional<Instant> until = Optional.empty();
    private Optional<Snapshot.Flow> flow = Optional.empty();
    private boolean connected;
    private String trouble = "";
    private Optional<Snapshot.Offer> lastOffer = Optional.empty();
    private Optional<CallTrack> transferAsked = Optional.empty();
    private String question = "";
    private String address = "";
    /** @param past hears of each call that is over */
    Board(Consumer<PastCall> past) {
        this.past = past;
    }

    void note(Instant at, String kind, String words) {
        notes.addLast(new Snapshot.Note(at, kind, SafeText.of(Redaction.of(words))));
        if (notes.size() > MOST_NOTES) {
            notes.removeFirst();
        }
    }

    void message(Instant at, boolean outgoing, String text) {
        messages.addLast(SipReading.message(at, outgoing, text));
        if (messages.size() > MOST_MESSAGES) {
            messages.removeFirst();
        }
        if (!outgoing) {
            SipReading.offer(text).ifPresent(offer -> lastOffer = Optional.of(offer));
        }
    }

    void happened(UaEvent event) {
        if (!flow(event) && !registration(event)) {
            call(event);
        }
    }

    private boolean flow(UaEvent event) {
        if (event instanceof UaEvent.FlowUp up) {
            Snapshot.Flow facts = Words.of(up.facts());
            flow = Optional.of(facts);
            connected = true;
            trouble = "";
            note(
                    event.at(),
                    "TLS",
                    facts.protocol() + " " + facts.suite() + ", " + facts.group() + ", certificate is "
                            + facts.identity() + " by " + facts.rule());
        } else if (event instanceof UaEvent.FlowFailed failed) {
            trouble(event, "no connection: " + failed.refusal().text());
        } else if (event instanceof UaEvent.FlowLost lost) {
            trouble(event, "connection lost: " + lost.refusal().text());
        } else if (event instanceof UaEvent.MessageRefused refused) {
            note(event.at(), "SIP", "refused: " + refused.refusal().text());
        } else if (event instanceof UaEvent.Found found) {
            note(event.at(), "NOTE", found.finding().what().text());
        } else {
            return false;
        }
        return true;
    }

    private void trouble(UaEvent event, String words) {
        connected = false;
        trouble = words;
        note(event.at(), "TLS", words);
    }

    private boolean registration(UaEvent event) {
        if (event instanceof UaEvent.Registered registered) {
            registration = Registration.REGISTERED;
            until = registered.facts().expiresSeconds().map(seconds -> event.at()
                    .plusSeconds(seconds));
            note(event.at(), "REG", PhoneWords.registered(registered.facts()));
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            registration = Registration.FAILED;
            trouble = PhoneWords.of(failed.end());
            note(event.at(), "REG", "not registered: " + trouble);
        } else if (event instanceof UaEvent.Unregistered) {
            registration = Registration.GONE;
            note(event.at(), "REG", "unregistered");
        } else {
            return false;
        }
        return true;
    }

    private void call(UaEvent event) {
        if (event instanceof UaEvent.Dialling dialling) {
            calls.add(CallTrack.outgoing(dialling.call(), dialling.target(), event.at()));
            note(event.at(), "CALL", "calling " + dialling.target());
        } else if (event instanceof UaEvent.Progress progress) {
            track(progress.call()).ifPresent(call -> call.state(State.RINGING));
            note(event.at(), "CALL", (progress.status() + " " + progress.reasonPhrase()).strip());
        } else if (event instanceof UaEvent.IncomingCall in) {
            calls.add(CallTrack.incoming(in.call(), in.displayName(), in.from(), event.at(), lastOffer));
            note(event.at(), "CALL", in.from() + " calls");
        } else if (event instanceof UaEvent.CallRefused refused) {
            refused(refused);
        } else if (event instanceof UaEvent.Established up) {
            track(up.call()).ifPresent(call -> call.established(event.at()));
            note(
                    event.at(),
                    "SDES",
                    "keys agreed: " + up.suite().name() + ", " + up.codec().encodingName());
        } else if (event instanceof UaEvent.CallEnded over) {
            ended(event.at(), over.report());
        } else {
            change(event);
        }
    }

    private void change(UaEvent event) {
        if (event instanceof UaEvent.CallChanged changed) {
            track(changed.call()).ifPresent(call -> call.held(changed.hold()));
            note(event.at(), "CALL", Words.of(changed.hold()));
        } else if (event instanceof UaEvent.CallCutOff cut) {
            track(cut.call()).ifPresent(call -> call.state(State.CUT_OFF));
            note(event.at(), "CALL", "the trunk is gone; the call goes on for now, sealed as before");
        } else if (event instanceof UaEvent.CallRepaired repaired) {
            track(repaired.call()).ifPresent(call -> call.state(State.TALKING));
            note(event.at(), "CALL", "the trunk is back, and the call with it");
        } else if (event instanceof UaEvent.TransferAsked asked) {
            transferAsked = track(asked.call());
            question = "The other side wants you to call " + asked.target() + " instead.";
            note(event.at(), "CALL", "asked to call " + asked.target() + " instead; nothing is called by itself");
        } else if (event instanceof UaEvent.TransferProgress told) {
            note(event.at(), "CALL", "the transfer: " + (told.status() + " " + told.reasonPhrase()).strip());
        } else if (event instanceof UaEvent.CallReplaces) {
            note(event.at(), "CALL", "it would take the place of a call that stands");
        } else if (event instanceof UaEvent.DigitReceived digit) {
            track(digit.call()).ifPresent(call -> call.heard(digit.key()));
        }
    }

    private void refused(UaEvent.CallRefused refused) {
        past.accept(new PastCall(
                refused.at(),
                true,
                Redaction.of(refused.from()),
                "",
                Optional.empty(),
                false,
                "refused",
                Redaction.of(refused.refusal().text()),
                "",
                address));
        note(
                refused.at(),
                "CALL",
                refused.from() + " called and was refused with " + refused.status() + ": "
                        + refused.refusal().text());
    }

    private void ended(Instant at, CallReport report) {
        calls.removeIf(call -> call.id().equals(report.id()));
        transferAsked = transferAsked.filter(calls::contains);
        boolean answered = report.durationMillis().isPresent();
        past.accept(new PastCall(
                at,
                report.direction() == CallDirection.INCOMING,
                Redaction.of(report.target()),
                report.remoteName(),
                report.durationMillis().map(Duration::ofMillis),
                report.end().isOk(),
                report.end().isOk() && !answered ? "missed" : Words.result(report.end()),
                Redaction.of(report.end().reason().map(Refusal::text).orElse("")),
                report.media().map(media -> media.suite().name()).orElse(""),
                address));
        note(
                at,
                "CALL",
                "over, by " + report.endedBy().name().toLowerCase(Locale.ROOT) + ": " + PhoneWords.of(report.end()));
    }

    /** A second has passed: what the phone counts by now. */
    void measured(UaSnapshot measured) {
        for (CallTrack call : calls) {
            call.measured(measured.calls().stream()
                    .filter(one -> one.id().equals(call.id()))
                    .findFirst()
                    .flatMap(CallSnapshot::media));
        }
    }

    /** Packets that the senders of calls, over or not, have sealed. */
    static long sealed(UaSnapshot measured) {
        long over = measured.ended().stream()
                .flatMap(report -> report.media().stream())
                .mapToLong(media -> media.sealedOut())
                .sum();
        return over
                + measured.calls().stream()
                        .flatMap(call -> call.media().stream())
                        .mapToLong(media -> media.sealedOut())
                        .sum();
    }

    List<CallTrack> calls() {
        return calls;
    }

    Optional<CallTrack> track(CallId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    /** The call that shall be handed on, while that is not decided. */
    Optional<CallTrack> transferAsked() {
        return transferAsked;
    }

    void decided() {
        transferAsked = Optional.empty();
    }

    /** Whose calls these are. */
    void of(Account account) {
        address = account.addressOfRecord().uri();
    }

    Optional<SafeText> question() {
        return transferAsked.map(call -> SafeText.of(question));
    }

    Snapshot.Account account(Account account, boolean house) {
        return new Snapshot.Account(
                SafeText.of(account.addressOfRecord().uri()),
                registration,
                until,
                SafeText.of(trouble),
                house,
                account.policy().name().toLowerCase(Locale.ROOT),
                flow,
                connected);
    }

    List<Snapshot.Note> notes() {
        return new ArrayList<>(notes);
    }

    List<Snapshot.Message> messages() {
        return new ArrayList<>(messages);
    }
}
