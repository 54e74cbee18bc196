package org.sealphone.tui.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaSnapshot;

/**
 * The line and its calls: what a person does with the chosen one. What cannot be done is said. Owner: the stage; who drives the phone by a script
 * reads line and sound on a thread of its own.
 */
final class Switchboard {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SIMULTANEOUS = 4;

    private final Exchange exchange;
    private final Board board;
    private final Consumer<String> say;
    private volatile SoundPath sound = SoundPath.none();
    private Executor stage = Runnable::run;
    private Optional<Account> account = Optional.empty();
    private volatile Optional<Exchange.Line> line = Optional.empty();
    private Optional<CallId> chosen = Optional.empty();
    private String last = "";
    private Instant measured = Instant.MIN;
    private Snapshot.Wire wire = new Snapshot.Wire(0, 0, 0);

    Switchboard(Exchange exchange, Board board, Consumer<String> say) {
        this.exchange = exchange;
        this.board = board;
        this.say = say;
    }

    void opened(Executor executor) {
        stage = executor;
    }

    void sound(SoundPath path) {
        sound = path;
    }

    SoundPath sound() {
        return sound;
    }

    /** The account from now on; its line is made when there is a stage. */
    void use(Account given) {
        account = Optional.of(given.withSimultaneousCalls(SIMULTANEOUS));
        board.of(given);
    }

    Optional<Account> account() {
        return account;
    }

    Optional<Ua> phone() {
        return line.map(Exchange.Line::ua);
    }

    void connect(Consumer<UaEvent> happened) {
        account.ifPresent(ours -> {
            line = Optional.of(exchange.open(
                    ours,
                    event -> stage.execute(() -> happened.accept(event)),
                    (at, outgoing, text) -> stage.execute(() -> board.message(at, outgoing, text))));
            if (ours.registers()) {
                register();
            }
        });
    }

    void register() {
        say.accept("registering ...");
        var ignored = ua().register();
    }

    Ua ua() {
        return line.orElseThrow(() -> new IllegalStateException("a call without a line"))
                .ua();
    }

    Optional<CallTrack> track() {
        return chosen.flatMap(board::track);
    }

    void choose(CallId call) {
        chosen = Optional.of(call);
    }

    /** After a call is over another one is chosen, or none is left. */
    void settle() {
        chosen = chosen.filter(id -> board.track(id).isPresent());
        if (chosen.isEmpty() && !board.calls().isEmpty()) {
            chosen = Optional.of(board.calls().get(board.calls().size() - 1).id());
        }
    }

    /** Whether there is another one, which then is chosen. */
    boolean next() {
        List<CallTrack> calls = board.calls();
        if (calls.size() < 2) {
            say.accept("there is no other call");
            return false;
        }
        int now = track().map(calls::indexOf).orElse(-1);
        choose(calls.get((now + 1) % calls.size()).id());
        return true;
    }

    void withCall(Consumer<CallTrack> work) {
        track().ifPresentOrElse(work, () -> say.accept("there is no call"));
    }

    private void withCall(BiConsumer<Ua, CallId> deed) {
        withCall(call -> deed.accept(ua(), call.id()));
    }

    private Optional<CallTrack> coming() {
        Optional<CallTrack> ringing = track().filter(call -> call.state() == Snapshot.State.COMING);
        if (ringing.isEmpty()) {
            say.accept("nothing rings here");
        }
        return ringing;
    }

    /** Whether somebody is called now. */
    boolean dial(String typed) {
        if (typed.isBlank() || line.isEmpty()) {
            return false;
        }
        last = typed.strip();
        track().filter(call -> call.state() == Snapshot.State.TALKING).ifPresent(call -> ua().hold(call.id()));
        var ignored = ua().dial(last, sound.media());
        return true;
    }

    /** Whom this phone called last, since it was started. */
    Optional<String> last() {
        return last.isEmpty() ? Optional.empty() : Optional.of(last);
    }

    void answer() {
        coming().ifPresent(call -> {
            board.calls().stream()
                    .filter(other -> other.state() == Snapshot.State.TALKING)
                    .forEach(other -> ua().hold(other.id()));
            call.state(Snapshot.State.ANSWERING);
            ua().answer(call.id(), sound.media());
        });
    }

    void reject() {
        coming().ifPresent(call -> ua().reject(call.id(), 486));
    }

    void ignore() {
        coming().ifPresent(CallTrack::ignore);
    }

    void hangUp() {
        withCall(Ua::hangUp);
    }

    void hold() {
        withCall(call -> {
            switch (call.state()) {
                case TALKING, HELD_THERE -> ua().hold(call.id());
                case HELD, HELD_TWICE -> ua().resume(call.id());
                default -> say.accept("only a call that stands can be held");
            }
        });
    }

    void press(String key) {
        withCall(call -> {
            if (call.state().stands()) {
                call.pressed(key);
                ua().sendDigits(call.id(), key);
            } else {
                say.accept("digits need a call that stands");
            }
        });
    }

    void transfer(String target) {
        withCall(call -> {
            say.accept("asking the other side to call " + target + " ...");
            var ignored = ua().transfer(call.id(), target).thenAccept(end -> stage.execute(() -> transferred(end)));
        });
    }

    void join() {
        withCall(call -> {
            Optional<CallTrack> other = board.calls().stream()
                    .filter(one -> one != call && one.state().stands())
                    .findFirst();
            if (other.isEmpty() || !call.state().stands()) {
                say.accept("it takes two calls that stand");
                return;
            }
            say.accept("asking the other sides to speak with each other ...");
            var ignored =
                    ua().transfer(call.id(), other.get().id()).thenAccept(end -> stage.execute(() -> transferred(end)));
        });
    }

    private void transferred(End end) {
        say.accept(end.isOk() ? "handed on" : "not handed on: " + PhoneWords.of(end));
    }

    /** The other side wants somebody else called; whether it does. */
    boolean acceptTransfer() {
        Optional<CallTrack> asked = board.transferAsked();
        board.decided();
        asked.ifPresent(call -> {
            var ignored = ua().acceptTransfer(call.id(), sound.media());
        });
        return asked.isPresent();
    }

    void refuseTransfer() {
        board.transferAsked().ifPresent(call -> ua().refuseTransfer(call.id()));
        board.decided();
    }

    /** Something happened: what is counted is looked at anew. */
    void stir() {
        measured = Instant.MIN;
    }

    /** The socket's count is read before the senders': what is sealed meanwhile has not left yet. */
    void measure(Instant now) {
        if (line.isEmpty()
                || (!measured.equals(Instant.MIN)
                        && Duration.between(measured, now).compareTo(SECOND) < 0)) {
            return;
        }
        measured = now;
        WireLedger.Snapshot ledger = line.get().ledger();
        UaSnapshot phone = ua().snapshot();
        board.measured(phone);
        wire = new Snapshot.Wire(ledger.datagramsOut(), Board.sealed(phone), ledger.tlsBytesOut());
    }

    Snapshot.Wire wire() {
        return wire;
    }

    /** Hangs up and unregisters, then tells. */
    void leave(Runnable done) {
        if (line.isEmpty()) {
            done.run();
        } else {
            var ignored = ua().shutdown().thenRun(() -> stage.execute(done));
        }
    }

    void close() {
        line.ifPresent(Exchange.Line::close);
    }
}
