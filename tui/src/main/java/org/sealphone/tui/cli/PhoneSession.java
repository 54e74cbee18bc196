package org.sealphone.tui.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/**
 * One phone for the time of one command: registers, calls, waits, and goes in good order, whatever happens. Commands wait here with a
 * bound, and every wait ends when the person interrupts.
 *
 * <p>Owner: the main thread; events come on {@code ua-loop} and only complete futures and talk.
 */
final class PhoneSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Account account;
    private final Talk talk;
    private final Interrupt interrupt;
    private final Phone phone;
    private final EventTalk eventTalk;
    private final Map<CallId, CompletableFuture<Void>> established = new ConcurrentHashMap<>();
    private final CompletableFuture<End> lost = new CompletableFuture<>();
    private final List<CallReport> ended = new CopyOnWriteArrayList<>();
    private final List<Consumer<UaEvent>> listeners = new CopyOnWriteArrayList<>();
    private Optional<Report.Registration> registration = Optional.empty();
    private boolean closed;

    PhoneSession(Account account, Phone.Maker maker, Optional<? extends WireTap> tap, Talk talk, Interrupt interrupt) {
        this.account = account;
        this.talk = talk;
        this.interrupt = interrupt;
        this.eventTalk = new EventTalk(talk);
        WireTap chosen = tap.isPresent() ? tap.get() : WireTap.none();
        this.phone = maker.open(account, chosen, this::happened, talk::message);
    }

    Ua ua() {
        return phone.ua();
    }

    /** Hears every event too, on {@code ua-loop}. */
    void listen(Consumer<UaEvent> listener) {
        listeners.add(listener);
    }

    private void happened(UaEvent event) {
        eventTalk.tell(event);
        if (event instanceof UaEvent.Established up) {
            establishedOf(up.call()).complete(null);
        } else if (event instanceof UaEvent.CallEnded over) {
            ended.add(over.report());
            establishedOf(over.report().id()).complete(null);
        } else if (event instanceof UaEvent.FlowLost gone) {
            lost.complete(new End.Unreachable(gone.refusal()));
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            lost.complete(failed.end());
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    private CompletableFuture<Void> establishedOf(CallId call) {
        return established.computeIfAbsent(call, id -> new CompletableFuture<>());
    }

    /** Registers, and remembers what the registrar said. */
    End register() {
        talk.say(
                Instant.now(),
                "registering " + account.user() + " at " + account.trunk().uri() + " ...");
        End end = end(phone.ua().register(), PATIENCE);
        registration = Facts.registration(phone.ua().snapshot().registration());
        return end;
    }

    /** Removes the registration, when there is one. */
    End unregister() {
        return phone.ua().snapshot().registration().registered()
                ? await(phone.ua().unregister(), FAREWELL).orElseGet(PhoneSession::late)
                : new End.Ok();
    }

    private End end(CompletableFuture<End> future, Duration longest) {
        return switch (interrupt.await(future, longest)) {
            case DONE -> future.join();
            case INTERRUPTED -> new End.Interrupted();
            case TIME_OVER -> late();
        };
    }

    private static End late() {
        return new End.Unreachable(new Refusal(CliReason.CLI_23, ""));
    }

    /** Waits even when interrupted: for what has to be done before the end. */
    private static <T> Optional<T> await(CompletableFuture<T> future, Duration longest) {
        return new Interrupt().await(future, longest) == Interrupt.Waited.DONE
                ? Optional.of(future.join())
                : Optional.empty();
    }

    /** Calls, keeps the call for a time or until it ends, and hangs up. */
    CallReport call(String target, CallMedia media, Optional<Duration> length) {
        talk.say(Instant.now(), "calling " + target + " ...");
        Ua.Call call = phone.ua().dial(target, media);
        Duration ever = Duration.ofDays(365);
        Interrupt.Waited answered =
                interrupt.await(CompletableFuture.anyOf(establishedOf(call.id()), call.ended()), ever);
        if (answered == Interrupt.Waited.DONE && !call.ended().isDone()) {
            interrupt.await(call.ended(), length.orElse(ever));
        }
        if (!call.ended().isDone()) {
            talk.say(Instant.now(), "hanging up ...");
            phone.ua().hangUp(call.id());
        }
        return await(call.ended(), PATIENCE)
                .orElseThrow(() -> new IllegalStateException("a call did not end though it was hung up"));
    }

    /** Sends OPTIONS and waits for what comes. */
    Optional<PingReport> ping(String target, Duration longest) {
        talk.say(Instant.now(), "asking " + target + " ...");
        CompletableFuture<PingReport> answer = phone.ua().ping(target);
        return interrupt.await(answer, longest) == Interrupt.Waited.DONE
                ? Optional.of(answer.join())
                : Optional.empty();
    }

    /** Waits while the registration holds: until something is done, the time is over, or the flow or the registration is lost. */
    Optional<End> stay(CompletableFuture<?> done, Optional<Duration> length) {
        interrupt.await(CompletableFuture.anyOf(done, lost), length.orElse(Duration.ofDays(365)));
        return lost.isDone() && !done.isDone() ? Optional.of(lost.join()) : Optional.empty();
    }

    /** Calls that are over, the first first. */
    List<CallReport> ended() {
        return new ArrayList<>(ended);
    }

    /** Hangs up whatever goes on. */
    void hangUpAll() {
        phone.ua().snapshot().calls().forEach(call -> phone.ua().hangUp(call.id()));
    }

    /** Hangs up what is left, unregisters, closes the flow, and says what left in all. */
    void finish(Report.Builder report) {
        report.registration(registration);
        report.signalling(phone.ua().snapshot().flow().map(Facts::signalling));
        report.reasons(phone.ua().snapshot().findings().stream()
                .map(found -> found.what())
                .toList());
        shutdown();
        report.wire(Facts.wire(phone.ledger(), ended));
    }

    private void shutdown() {
        if (!closed) {
            closed = true;
            await(phone.ua().shutdown().thenApply(gone -> true), FAREWELL);
        }
    }

    @Override
    public void close() {
        shutdown();
        phone.close();
    }
}
