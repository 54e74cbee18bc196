package org.sealphone.tui.desk;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.book.Book;
import org.sealphone.tui.book.Pages;
import org.sealphone.tui.book.PastCall;
import org.sealphone.tui.config.NewFile;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.Asking;
import org.sealphone.tui.screen.View;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.SafeText;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/**
 * The phone as a person works it: which view is open, what is typed, what a key does. Everything happens on the thread of the stage;
 * events and what others finish are handed over to it.
 */
public final class Desk implements Show, AutoCloseable {
    private final InstantSource clock;
    private final ZoneId zone;
    private final Supplier<HouseTrunk> houses;
    private final Book book;
    private final CompletableFuture<SoundPath> found;
    private final Board board = new Board(call -> kept(call));
    private final Typing typing = new Typing();
    private final Place place = new Place();
    private final Switchboard switchboard;
    private final Rolodex rolodex;
    private KeyTable keys = KeyTable.USUAL;
    private volatile Executor stage = Runnable::run;
    private Optional<HouseTrunk> house = Optional.empty();
    private boolean panel;
    private String notice = "";
    private boolean leaving;
    private boolean quitAsked;
    private boolean over;

    /**
     * @param exchange makes the line of the account
     * @param houses starts the trunk that is built in; called on a thread of its own
     * @param book contacts and calls that are over; the desk closes it
     * @param sound what calls are spoken and heard with, once it is known
     */
    public Desk(
            InstantSource clock,
            ZoneId zone,
            Exchange exchange,
            Supplier<HouseTrunk> houses,
            Book book,
            CompletableFuture<SoundPath> sound) {
        this.clock = clock;
        this.zone = zone;
        this.houses = houses;
        this.book = book;
        this.found = sound;
        this.switchboard = new Switchboard(exchange, board, this::say);
        this.rolodex = new Rolodex(book, typing, this::say);
    }

    private void say(String words) {
        notice = words;
    }

    /** Uses this account from the beginning. */
    public void use(Account chosenAccount) {
        switchboard.use(chosenAccount);
        place.at(View.DIALER);
    }

    /** Understands these keys. */
    public void use(KeyTable table) {
        keys = table;
    }

    @Override
    public void opened(Executor executor) {
        stage = executor;
        switchboard.opened(executor);
        var ignored = found.thenAccept(path -> hand(() -> switchboard.sound(path)));
        book.open(new Book.Reader() {
            @Override
            public void read(Pages pages) {
                hand(() -> rolodex.read(pages));
            }

            @Override
            public void failed(Refusal why) {
                hand(() -> {
                    board.note(clock.instant(), "BOOK", why.text());
                    notice = why.text();
                });
            }
        });
        switchboard.connect(this::happened);
    }

    private void hand(Runnable work) {
        stage.execute(work);
    }

    private void kept(PastCall call) {
        book.add(call);
    }

    private void tryTrunk() {
        notice = "starting the trunk that is built in ...";
        Thread starting = new Thread(
                () -> {
                    HouseTrunk started = houses.get();
                    hand(() -> moveIn(started));
                },
                "house-trunk");
        starting.setDaemon(true);
        starting.start();
    }

    private void moveIn(HouseTrunk started) {
        if (over || leaving || house.isPresent()) {
            started.close();
            return;
        }
        house = Optional.of(started);
        place.at(View.DIALER);
        board.note(
                clock.instant(),
                "HOUSE",
                "a trunk of your own listens on this machine: " + keys.shown(Command.DIAL) + " echo Enter calls it");
        switchboard.use(started.account());
        switchboard.connect(this::happened);
    }

    void happened(UaEvent event) {
        board.happened(event);
        if (event instanceof UaEvent.Dialling dialling) {
            show(dialling.call());
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            comes(incoming.call());
        } else if (event instanceof UaEvent.Established up) {
            show(up.call());
        } else if (event instanceof UaEvent.CallEnded ended) {
            ended.report().end().reason().ifPresent(reason -> notice = reason.text());
            switchboard.settle();
            place.settle(usual());
        } else if (event instanceof UaEvent.CallRefused refused) {
            notice = "refused a call: " + refused.refusal().text();
        } else if (event instanceof UaEvent.Registered) {
            notice = "";
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            notice = "not registered, " + keys.shown(Command.REGISTER) + " tries again: " + PhoneWords.of(failed.end());
        }
        switchboard.stir();
    }

    private void show(CallId call) {
        switchboard.choose(call);
        if (place.view() == View.DIALER || place.view() == View.INCOMING) {
            place.at(View.CALL);
        }
        notice = "";
    }

    private void comes(CallId call) {
        if (typing.open() || board.calls().size() > 1) {
            notice = "somebody calls: " + keys.shown(Command.CALL_VIEW) + " shows who";
            return;
        }
        switchboard.choose(call);
        place.at(View.INCOMING);
        notice = "";
    }

    /** Where one is when nothing else is open. */
    private View usual() {
        return switchboard
                .track()
                .map(call -> call.asks() ? View.INCOMING : View.CALL)
                .orElse(switchboard.account().isPresent() ? View.DIALER : View.START);
    }

    @Override
    public void pressed(Key key) {
        if (leaving) {
            return;
        }
        if (typing.open() && key.kind() != Key.Kind.CTRL_C) {
            typed(key);
            return;
        }
        notice = "";
        Optional<Command> command = keys.command(place.view(), key);
        if (command.isEmpty()) {
            notice = key.shown() + " does nothing here; " + keys.shown(Command.HELP) + " shows the keys";
        } else if (command.get() == Command.DIGIT) {
            switchboard.press(key.shown());
        } else if (command.get() == Command.DIAL && !KeyTable.free(key)) {
            typing.ask(Asking.DIAL, key.shown());
        } else {
            act(command.get());
        }
    }

    /** Does what the key of a command does, and tells what is to be seen then. Any thread. */
    public CompletableFuture<Snapshot> order(Command command) {
        return done(() -> act(command));
    }

    /** Calls somebody, as if it was typed. Any thread. */
    public CompletableFuture<Snapshot> dial(String target) {
        return done(() -> call(target));
    }

    /** Answers whoever rings; a call that goes on is held. Any thread. */
    public CompletableFuture<Snapshot> answer() {
        return done(() -> {
            toCall();
            switchboard.answer();
        });
    }

    /** The whole line that is asked for. Any thread. */
    public CompletableFuture<Snapshot> type(String words) {
        return done(() -> {
            if (typing.open()) {
                words.codePoints().forEach(letter -> typed(Key.letter(letter)));
                typed(Key.of(Key.Kind.ENTER));
            } else {
                notice = "nothing is asked for";
            }
        });
    }

    /** Hangs up, unregisters and leaves, without a question. Any thread. */
    public CompletableFuture<Snapshot> quit() {
        return done(this::leave);
    }

    /** What is to be seen. Any thread. */
    public CompletableFuture<Snapshot> look() {
        CompletableFuture<Snapshot> seen = new CompletableFuture<>();
        hand(() -> seen.complete(snapshot()));
        return seen;
    }

    private CompletableFuture<Snapshot> done(Runnable work) {
        CompletableFuture<Snapshot> seen = new CompletableFuture<>();
        hand(() -> {
            if (!leaving) {
                notice = "";
                work.run();
            }
            seen.complete(snapshot());
        });
        return seen;
    }

    /** The phone of the account; empty before there is one. Any thread. */
    public Optional<Ua> ua() {
        return switchboard.phone();
    }

    /** What the next call is spoken and heard with. Any thread. */
    public CallMedia media() {
        return switchboard.sound().media();
    }

    /** A search is seen while it is typed. */
    private void typed(Key key) {
        Asking asking = typing.asking();
        if (key.kind() == Key.Kind.TAB && (asking == Asking.DIAL || asking == Asking.TRANSFER)) {
            typing.complete(rolodex::complete);
            return;
        }
        Optional<String> whole = typing.pressed(key);
        if (asking == Asking.SEARCH) {
            place.search(typing.typed());
        }
        whole.ifPresent(line -> done(asking, line));
    }

    private void act(Command command) {
        boolean confirmed = quitAsked;
        quitAsked = false;
        if (command != Command.YES) {
            rolodex.spare();
        }
        switch (command) {
            case TRY_TRUNK -> tryTrunk();
            case DIAL -> typing.ask(Asking.DIAL, "");
            case REGISTER -> switchboard.register();
            case REDIAL -> redial();
            case CALL_ME -> callMe();
            case ANSWER -> switchboard.answer();
            case REJECT -> switchboard.reject();
            case IGNORE -> ignore();
            case HANG_UP -> switchboard.hangUp();
            case HOLD -> switchboard.hold();
            case MUTE -> switchboard.sound().mute(!switchboard.sound().muted());
            case DIGIT -> notice = "press the digit itself";
            case TRANSFER -> switchboard.withCall(call -> typing.ask(Asking.TRANSFER, ""));
            case JOIN -> switchboard.join();
            case YES -> yes(confirmed);
            case NO -> switchboard.refuseTransfer();
            case NEXT_CALL -> next();
            case PANEL -> panel = !panel;
            case CALL_VIEW -> toCall();
            case CONTACTS -> place.open(View.CONTACTS);
            case HISTORY -> place.open(View.HISTORY);
            case CALL_CHOSEN -> callChosen();
            case KEEP -> rolodex.ask(snapshot());
            case REMOVE -> rolodex.remove(snapshot());
            case LADDER -> place.open(View.LADDER);
            case LOG -> place.open(View.LOG);
            case HELP -> place.open(View.HELP);
            case SEARCH -> typing.ask(Asking.SEARCH, "");
            case UP -> place.move(1);
            case DOWN -> place.move(-1);
            case PAGE_UP -> place.page(-10);
            case PAGE_DOWN -> place.page(10);
            case DIFF -> diff();
            case SAVE -> typing.ask(Asking.FILE, "");
            case REDRAW, SUSPEND -> notice = "this needs a terminal";
            case BACK -> place.back();
            case QUIT -> quit(confirmed);
        }
    }

    private void done(Asking asking, String typed) {
        switch (asking) {
            case DIAL -> call(typed);
            case TRANSFER -> switchboard.transfer(typed);
            case SEARCH -> place.search(typed);
            case NAME -> rolodex.named(typed);
            case TARGET -> rolodex.reached(typed);
            case FILE -> save(typed);
        }
    }

    private void call(String target) {
        if (switchboard.dial(target) && place.view() != View.CALL) {
            place.at(View.DIALER);
        }
    }

    private void redial() {
        switchboard
                .last()
                .or(rolodex::lastCalled)
                .ifPresentOrElse(
                        this::call,
                        () -> notice = "nobody was called yet: " + keys.shown(Command.DIAL) + " calls somebody");
    }

    private void callChosen() {
        rolodex.chosen(snapshot()).ifPresentOrElse(this::call, () -> notice = "nobody is chosen");
    }

    private void diff() {
        Optional<Snapshot.Message> now = place.browse().compared();
        place.compare(now.isPresent() ? Optional.empty() : snapshot().message());
        notice = now.isPresent() ? "" : "compared with the message that you choose now";
    }

    /** A disk may be slow: the screen does not wait for it. */
    private void save(String typed) {
        String name = typed.strip();
        if (name.isEmpty()) {
            notice = "nothing is saved";
            return;
        }
        String text = Redaction.of(String.join("\n", snapshot().ladderText()) + "\n");
        notice = "saving ...";
        Thread saving = new Thread(
                () -> {
                    String told = saved(name, text);
                    hand(() -> notice = told);
                },
                "save");
        saving.setDaemon(true);
        saving.start();
    }

    private static String saved(String name, String text) {
        try {
            return NewFile.ofOwner(Path.of(name), text.getBytes(StandardCharsets.UTF_8))
                    .fold(file -> "saved: " + file, refusal -> refusal.text());
        } catch (InvalidPathException noPath) {
            return "that is no name of a file";
        }
    }

    private void callMe() {
        house.ifPresentOrElse(HouseTrunk::callUser, () -> notice = "only the trunk that is built in does that");
    }

    private void ignore() {
        switchboard.ignore();
        place.at(View.DIALER);
    }

    private void yes(boolean quitting) {
        if (quitting) {
            leave();
        } else if (!switchboard.acceptTransfer() && !rolodex.removed()) {
            notice = "nothing is asked";
        }
    }

    private void next() {
        if (switchboard.next()) {
            place.at(usual());
        }
    }

    private void toCall() {
        Optional<CallTrack> ringing =
                board.calls().stream().filter(CallTrack::asks).findFirst();
        ringing.ifPresent(call -> switchboard.choose(call.id()));
        if (switchboard.track().isEmpty()) {
            notice = "there is no call: " + keys.shown(Command.DIAL) + " calls somebody";
        } else {
            place.at(ringing.isPresent() ? View.INCOMING : View.CALL);
        }
    }

    private void quit(boolean confirmed) {
        if (board.calls().isEmpty() || confirmed) {
            leave();
        } else {
            quitAsked = true;
            notice = "a call goes on: " + keys.shown(Command.QUIT) + " or " + keys.shown(Command.YES)
                    + " hangs up and leaves";
        }
    }

    private void leave() {
        leaving = true;
        notice = "hanging up and unregistering ...";
        switchboard.leave(() -> over = true);
    }

    @Override
    public void closed() {
        leave();
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public Snapshot snapshot() {
        Instant now = clock.instant();
        switchboard.measure(now);
        List<CallTrack> calls = board.calls();
        SoundPath sound = switchboard.sound();
        return new Snapshot(
                now,
                zone,
                keys,
                place.view(),
                panel,
                switchboard.account().map(known -> board.account(known, house.isPresent())),
                calls.stream().map(call -> call.look(sound.muted())).toList(),
                Math.max(0, switchboard.track().map(calls::indexOf).orElse(0)),
                rolodex.look(),
                sound.look(),
                switchboard.wire(),
                board.notes(),
                board.messages(),
                place.browse(),
                typing.prompt(),
                board.question().or(rolodex::question),
                SafeText.of(notice));
    }

    /** Hangs up, unregisters, ends the trunk that is built in, and waits for the disk. Blocks a few seconds at most. */
    @Override
    public void close() {
        switchboard.close();
        house.ifPresent(HouseTrunk::close);
        book.close();
    }
}
