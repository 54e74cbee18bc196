package org.sealphone.tui.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** How long {@code --hold-after} holds. */
    static final Duration HOLD = Duration.ofSeconds(2);

    /** The other side gets its ears up before keys are pressed. */
    static final String LEAD_IN = ",";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    /** Longer than the user agent waits for the answer to its BYE, shorter than for that to its CANCEL. */
    private static final Duration HANGING_UP = Duration.ofSeconds(6);

    private final Account account;
    private final Talk talk;
    private final Interrupt interrupt;
    private final Phone phone;
    private final Consumer<UaEvent> told;
    /** Calls that go on; a look at the phone itself would measure the sound of each. */
    private final Set<CallId> live = ConcurrentHashMap.newKeySet();

    private final Map<CallId, CompletableFuture<Void>> established = new ConcurrentHashMap<>();
    /** What would end the run once no call is left; read and written on {@code ua-loop}. */
    private Optional<End> trouble = Optional.empty();

    private final Duration patience;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<End> lost = new CompletableFuture<>();
    private final List<CallReport> ended = new CopyOnWriteArrayList<>();
    private final List<Consumer<UaEvent>> listeners = new CopyOnWriteArrayList<>();
    private Optional<Report.Registration> registration = Optional.empty();
    private volatile Optional<Report.Mailbox> mailbox = Optional.empty();
    private Optional<QualityLines> sound = Optional.empty();
    private boolean closed;

    PhoneSession(
            Account account,
            Phone.Maker maker,
            Optional<? extends WireTap> tap,
            Talk talk,
            Consumer<UaEvent> told,
            Interrupt interrupt,
            Optional<Duration> timeout) {
        this.patience = timeout.orElse(PATIENCE);
        this.account = account;
        this.talk = talk;
        this.interrupt = interrupt;
        this.told = told;
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

    /** From now on tells in lines how its calls sound. */
    void soundInto(Consumer<String> lines) {
        sound = Optional.of(QualityLines.of(phone.ua()::snapshot, lines));
    }

    private void happened(UaEvent event) {
        told.accept(event);
        if (event instanceof UaEvent.FlowUp) {
            connected.complete(null);
        } else if (event instanceof UaEvent.Dialling dialling) {
            live.add(dialling.call());
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            live.add(incoming.call());
        } else if (event instanceof UaEvent.Established up) {
            establishedOf(up.call()).complete(null);
        } else if (event instanceof UaEvent.CallEnded over) {
            live.remove(over.report().id());
            ended.add(over.report());
            establishedOf(over.report().id()).complete(null);
            trouble.ifPresent(this::lost);
        } else if (event instanceof UaEvent.FlowLost gone) {
            lost(new End.Unreachable(gone.refusal()));
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            lost(failed.end());
        } else if (event instanceof UaEvent.MessagesWaiting mail) {
            mailbox = Optional.of(new Report.Mailbox(mail.waiting(), mail.fresh(), mail.heard()));
        } else if (event instanceof UaEvent.Registered) {
            trouble = Optional.empty();
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /** A call that goes on without its flow is waited for: the flow may come back, and the registration with it. */
    private void lost(End why) {
        if (live.isEmpty()) {
            lost.complete(why);
        } else {
            trouble = Optional.of(why);
        }
    }

    private CompletableFuture<Void> establishedOf(CallId call) {
        return established.computeIfAbsent(call, id -> new CompletableFuture<>());
    }

    /** Registers, and remembers what the registrar said. */
    End register() {
        talk.say(
                Instant.now(),
                "registering " + account.user() + " at " + account.trunk().uri() + " ...");
        End end = end(phone.ua().register());
        registration = Facts.registration(phone.ua().snapshot().registration());
        return end;
    }

    /** Removes the registration, when there is one. */
    End unregister() {
        return phone.ua().snapshot().registration().registered()
                ? await(phone.ua().unregister(), FAREWELL).orElseGet(PhoneSession::late)
                : new End.Ok();
    }

    private End end(CompletableFuture<End> future) {
        return switch (answered(future)) {
            case DONE -> future.join();
            case INTERRUPTED -> new End.Interrupted();
            case TIME_OVER -> late();
        };
    }

    /** Waits for an answer from when the flow stands; until then the account's own bound of the connection holds. */
    private Interrupt.Waited answered(CompletableFuture<?> answer) {
        Interrupt.Waited waited = interrupt.await(CompletableFuture.anyOf(answer, connected), patience.plus(PATIENCE));
        return waited == Interrupt.Waited.DONE && !answer.isDone() ? interrupt.await(answer, patience) : waited;
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

    /** A wish to have the other side call somebody else, and what came of it. */
    static final class Transfer {
        private final String target;
        private final Duration after;
        private volatile Optional<End> outcome = Optional.empty();

        /** @param after how long after everything else in the call */
        Transfer(String target, Duration after) {
            this.target = target;
            this.after = after;
        }

        /** How it came out; empty when the call was over before. */
        Optional<End> outcome() {
            return outcome;
        }
    }

    /** The same without a transfer. */
    CallReport call(
            String target,
            CallMedia media,
            Optional<String> keys,
            Optional<Duration> length,
            Optional<Duration> holdAfter) {
        return call(target, media, keys, length, holdAfter, Optional.empty());
    }

    /** Calls, presses keys, keeps the call for a time or until it ends, holds it in between where that is wanted, and hangs up. */
    CallReport call(
            String target,
            CallMedia media,
            Optional<String> keys,
            Optional<Duration> length,
            Optional<Duration> holdAfter,
            Optional<Transfer> transfer) {
        talk.say(Instant.now(), "calling " + target + " ...");
        Ua.Call call = phone.ua().dial(target, media);
        Duration ever = Duration.ofDays(365);
        Interrupt.Waited answered =
                interrupt.await(CompletableFuture.anyOf(establishedOf(call.id()), call.ended()), ringing());
        if (answered == Interrupt.Waited.DONE && !call.ended().isDone()) {
            keys.ifPresent(typed -> phone.ua().sendDigits(call.id(), LEAD_IN + typed));
            Duration left = length.orElse(ever);
            if (holdAfter.isPresent()) {
                hold(call, holdAfter.get());
                left = left.minus(holdAfter.get()).minus(HOLD);
            }
            transfer.ifPresent(wish -> transfer(call, wish));
            interrupt.await(call.ended(), left);
        }
        if (!call.ended().isDone()) {
            talk.say(Instant.now(), "hanging up ...");
            phone.ua().hangUp(call.id());
        }
        return await(call.ended(), HANGING_UP)
                .or(() -> {
                    shutdown();
                    return await(call.ended(), FAREWELL);
                })
                .orElseThrow(() -> new IllegalStateException("a call did not end though it was hung up"));
    }

    /** The user agent gives up by itself after these, and then owes a CANCEL to a trunk that has not even said 100. */
    private Duration ringing() {
        return account.connectTimeout().plus(account.ringTimeout());
    }

    private void hold(Ua.Call call, Duration after) {
        if (interrupt.await(call.ended(), after) != Interrupt.Waited.TIME_OVER) {
            return;
        }
        phone.ua().hold(call.id());
        if (interrupt.await(call.ended(), HOLD) == Interrupt.Waited.TIME_OVER) {
            phone.ua().resume(call.id());
        }
    }

    private void transfer(Ua.Call call, Transfer wish) {
        if (interrupt.await(call.ended(), wish.after) == Interrupt.Waited.TIME_OVER) {
            wish.outcome = Optional.of(end(phone.ua().transfer(call.id(), wish.target)));
        }
    }

    /** Sends OPTIONS and waits for what comes. */
    Optional<PingReport> ping(String target) {
        talk.say(Instant.now(), "asking " + target + " ...");
        CompletableFuture<PingReport> answer = phone.ua().ping(target);
        return answered(answer) == Interrupt.Waited.DONE ? Optional.of(answer.join()) : Optional.empty();
    }

    /** Waits for calls that were hung up, also after an interrupt; those that do not end by then end with the phone. */
    void settle(CompletableFuture<?> over) {
        CompletableFuture<Boolean> all = over.thenApply(gone -> true);
        if (await(all, HANGING_UP).isEmpty()) {
            shutdown();
        }
        if (await(all, FAREWELL).isEmpty()) {
            throw new IllegalStateException("calls did not end though they were hung up");
        }
    }

    /** Waits for the calls that a command or the other side has brought beside the one that is over, until each ends or the person interrupts. */
    void others() {
        Optional<CallId> other = live.stream().findFirst();
        while (other.isPresent() && !interrupt.fired()) {
            interrupt.await(phone.ua().ended(other.get()), Duration.ofDays(365));
            other = live.stream().findFirst();
        }
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
        live.forEach(call -> phone.ua().hangUp(call));
    }

    /** Hangs up what is left, unregisters, closes the flow, and says what left in all. */
    void finish(Report.Builder report) {
        report.registration(registration.map(known -> known.with(mailbox)));
        report.signalling(phone.ua().snapshot().flow().map(Facts::signalling));
        report.reasons(phone.ua().snapshot().findings().stream()
                .map(found -> found.what())
                .toList());
        shutdown();
        report.wire(Facts.wire(phone.ledger(), ended));
    }

    private void shutdown() {
        sound.ifPresent(QualityLines::close);
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
