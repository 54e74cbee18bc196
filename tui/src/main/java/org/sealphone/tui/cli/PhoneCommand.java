package org.sealphone.tui.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.tui.book.Book;
import org.sealphone.tui.config.AccountWish;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Folders;
import org.sealphone.tui.desk.Desk;
import org.sealphone.tui.desk.Exchange;
import org.sealphone.tui.desk.HouseTrunk;
import org.sealphone.tui.desk.LineMode;
import org.sealphone.tui.desk.SoundPath;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.terminal.TerminalStage;
import org.sealphone.tui.text.Look;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code phone}, and no verb at all: the screens. Without an account it offers the trunk that is built in. */
@Command(
        name = "phone",
        header = "The phone with its screens; the same as no command at all.",
        description = {
            "  sealphone",
            "  sealphone phone --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw",
            "  sealphone phone --line"
        })
final class PhoneCommand extends Verb {
    @Option(
            names = "--line",
            description =
                    "Line by line instead of a screen: for screen readers and plain terminals (as with TERM=dumb).")
    private boolean line;

    @Option(
            names = "--play",
            paramLabel = "SOUND",
            description =
                    "What to send: mic (the default, silence where there is none), tone:HZ, a WAV file or silence.")
    private @Nullable String play;

    @Option(
            names = "--mic",
            paramLabel = "NAME",
            description = "The microphone; 'sealphone doctor' lists them. A part of the name will do.")
    private @Nullable String mic;

    @Option(names = "--speaker", paramLabel = "NAME", description = "The loudspeaker, in the same way.")
    private @Nullable String speaker;

    @Option(
            names = "--no-history",
            description = "Read and write neither contacts nor calls that are over: what this run learns goes with it.")
    private boolean noHistory;

    @Mixin
    private ControlOptions control = new ControlOptions();

    private final List<Consumer<UaEvent>> listeners = new CopyOnWriteArrayList<>();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    PhoneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> meaningless() {
        List<String> none = new ArrayList<>();
        if (output().json()) {
            none.add("phone -o json: it is for a person; 'call' and 'answer' report");
        }
        if (output().verbose()) {
            none.add("phone -v: what happens is a screen of it, g, and goes to --log");
        }
        return none;
    }

    @Override
    Report run(Talk talk) {
        AccountWish wish = account.wish(output(), List.of(), List.of());
        Outcome<Optional<Accounts.Ready>> ready = wish.account()
                ? Accounts.registered(wish, surroundings().environment())
                        .then(known -> Outcome.granted(Optional.of(known)))
                : Outcome.granted(Optional.empty());
        return ready.fold(known -> played(known, talk), this::refused);
    }

    private Report played(Optional<Accounts.Ready> ready, Talk talk) {
        try {
            return Layers.config(surroundings().environment())
                    .then(config -> sound().then(sound -> Outcome.granted(sit(ready, config.keys(), sound, talk))))
                    .fold(report -> report, this::refused);
        } finally {
            ready.ifPresent(Accounts.Ready::close);
        }
    }

    /** A microphone takes time to find: the screen does not wait for it. */
    private Outcome<CompletableFuture<SoundPath>> sound() {
        SoundDevices devices = surroundings().devices();
        Optional<String> loudspeaker = Optional.ofNullable(speaker);
        String chosen = play;
        if (chosen == null || chosen.equals("mic")) {
            return Outcome.granted(
                    CompletableFuture.supplyAsync(() -> SoundPath.of(devices, Optional.ofNullable(mic), loudspeaker)));
        }
        if (mic != null) {
            return Outcome.refused(CliReason.CLI_06, "--mic sends what is heard here, --play something else");
        }
        return AudioInput.named(chosen, () -> Outcome.granted(AudioInput.silence()))
                .then(input -> Outcome.granted(
                        CompletableFuture.supplyAsync(() -> SoundPath.playing(devices, input, chosen, loudspeaker))));
    }

    private Report sit(Optional<Accounts.Ready> ready, KeyTable keys, CompletableFuture<SoundPath> sound, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (Desk desk = new Desk(
                Clock.systemUTC(), ZoneId.systemDefault(), exchange(talk), PhoneCommand::house, book(), sound)) {
            desk.use(keys);
            ready.map(Accounts.Ready::account).ifPresent(desk::use);
            return control.file(surroundings().environment())
                    .then(file -> ScreenControl.open(file, desk))
                    .fold(driven -> played(desk, driven, report), this::refused);
        }
    }

    private Report played(Desk desk, ScreenControl driven, Report.Builder report) {
        try (driven) {
            listeners.add(driven::tell);
            play(desk);
            report.exit(ExitCode.OK);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return interrupted(report);
    }

    private void play(Desk desk) throws IOException {
        Look look = output().look(surroundings(), surroundings().outTerminal());
        Glyphs glyphs = look.ascii() ? Glyphs.ASCII : Glyphs.LINES;
        boolean dumb = surroundings().environment().getOrDefault("TERM", "dumb").equals("dumb");
        boolean screen = !line && !dumb && surroundings().outTerminal();
        if (!screen
                || !TerminalStage.play(
                        desk,
                        glyphs,
                        look.colour(),
                        surroundings().in(),
                        surroundings().out(),
                        interrupt().wish())) {
            new LineMode(desk, surroundings().out())
                    .run(surroundings().in(), interrupt().wish());
        }
    }

    /** Without HOME there is no place for it; then it is forgotten with the phone. */
    private Book book() {
        Folders folders = Folders.of(surroundings().environment());
        Optional<Path> calls = noHistory ? Optional.empty() : folders.history();
        return calls.flatMap(history -> folders.contacts().map(contacts -> Book.kept(contacts, history)))
                .orElseGet(Book::forgetful);
    }

    private static HouseTrunk house() {
        try {
            return HouseTrunk.start(new SecureRandom());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private Exchange exchange(Talk talk) {
        WireTap tap = capture().isPresent() ? capture().get() : WireTap.none();
        EventTalk told = new EventTalk(talk);
        return (ours, listener, trace) -> new Line(surroundings()
                .phones()
                .open(
                        ours,
                        tap,
                        event -> {
                            told.steps(event);
                            // The desk first: a script that answers to what it hears finds it on the screen.
                            listener.happened(event);
                            listeners.forEach(hears -> hears.accept(event));
                        },
                        (at, outgoing, text) -> {
                            talk.message(at, outgoing, text);
                            trace.message(at, outgoing, text);
                        }));
    }

    /** A phone of the commands as the line of a desk. */
    private record Line(Phone phone) implements Exchange.Line {
        @Override
        public Ua ua() {
            return phone.ua();
        }

        @Override
        public WireLedger.Snapshot ledger() {
            return phone.ledger();
        }

        @Override
        public void close() {
            phone.close();
        }
    }
}
