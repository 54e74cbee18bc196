package org.sealphone.tui.screen;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.tui.screen.Snapshot.Account;
import org.sealphone.tui.screen.Snapshot.Call;
import org.sealphone.tui.screen.Snapshot.Registration;

/**
 * Draws a snapshot: a bar that says who we are and whether we are sealed, the view, a line for words to the person, and the keys that
 * work here. Pure: the same snapshot and size give the same cells.
 */
public final class Screens {
    /** What is designed for; a smaller terminal gets a line a fact. */
    public static final int LEAST_COLUMNS = 60;

    public static final int LEAST_ROWS = 20;

    private Screens() {}

    public static Screen draw(Snapshot snapshot, int columns, int rows, Glyphs glyphs) {
        Canvas canvas = new Canvas(Math.max(1, columns), Math.max(1, rows), glyphs);
        if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) {
            SmallScreen.draw(canvas, snapshot);
            return canvas.screen();
        }
        Area middle = canvas.whole().below(1);
        Area body = middle.top(middle.height() - 2);
        bar(canvas, snapshot);
        switch (snapshot.view()) {
            case START -> StartScreen.draw(canvas, body, snapshot.keys());
            case DIALER -> DialerScreen.draw(canvas, body, snapshot);
            case INCOMING -> IncomingScreen.draw(canvas, body, snapshot);
            case CALL -> CallScreen.draw(canvas, body, snapshot);
            case CONTACTS -> ContactsScreen.draw(canvas, body, snapshot);
            case HISTORY -> HistoryScreen.draw(canvas, body, snapshot);
            case LADDER -> LadderScreen.draw(canvas, body, snapshot);
            case LOG -> LogScreen.draw(canvas, body, snapshot);
            case HELP -> HelpScreen.draw(canvas, body, snapshot);
        }
        word(canvas, snapshot, rows - 2);
        keys(canvas, snapshot, rows - 1);
        return canvas.screen();
    }

    private static void bar(Canvas canvas, Snapshot snapshot) {
        int columns = canvas.whole().width();
        canvas.fill(0, Ink.BAR);
        String seal = " " + seal(snapshot) + " ";
        String state =
                snapshot.account().map(account -> state(account, snapshot)).orElse("no account");
        canvas.right(0, 0, columns, seal, Ink.BAR);
        int left = columns - seal.length();
        canvas.right(0, 0, left, state + "  ", Ink.BAR);
        left -= state.length() + 2;
        int after = canvas.text(1, 0, left, "sealphone", Ink.BAR);
        String who = snapshot.account()
                .map(account -> account.address().toString())
                .orElse(snapshot.view().title());
        canvas.text(after + 2, 0, left - after - 3, who, Ink.BAR);
    }

    static String state(Account account, Snapshot snapshot) {
        String left = account.until()
                .filter(until -> account.registration() == Registration.REGISTERED)
                .map(until -> " " + Times.length(Duration.between(snapshot.now(), until)))
                .orElse("");
        String word =
                switch (account.registration()) {
                    case CONNECTING -> "registering";
                    case REGISTERED -> "REGISTERED";
                    case FAILED -> "NOT REGISTERED";
                    case GONE -> "unregistered";
                };
        return word + left;
    }

    /** Sealed is said only while it is so in both directions; else what there is. */
    static String seal(Snapshot snapshot) {
        boolean flow = snapshot.account().filter(Account::connected).isPresent();
        Optional<Call> call = snapshot.call().filter(chosen -> chosen.state().stands());
        boolean media = call.flatMap(Call::media).filter(Snapshot.Media::both).isPresent();
        if (media) {
            return flow ? "[SEALED]" : "[SEALED, NO TRUNK]";
        }
        if (call.isPresent()) {
            return "[NO MEDIA YET]";
        }
        return flow ? "[TLS, NO CALL]" : "[NOT CONNECTED]";
    }

    private static void word(Canvas canvas, Snapshot snapshot, int row) {
        int columns = canvas.whole().width();
        if (snapshot.prompt().isPresent()) {
            Snapshot.Prompt prompt = snapshot.prompt().get();
            int from = canvas.text(1, row, columns - 2, prompt.asking().words() + ": ", Ink.HEAD);
            int end = canvas.text(from, row, columns - from - 2, tail(canvas, prompt, columns - from - 2), Ink.PLAIN);
            canvas.cursor(end, row);
        } else if (snapshot.question().isPresent()) {
            canvas.text(
                    1,
                    row,
                    columns - 2,
                    snapshot.question().get() + "  "
                            + snapshot.keys().shown(Command.YES) + " yes  "
                            + snapshot.keys().shown(Command.NO) + " no",
                    Ink.HEAD);
        } else {
            canvas.text(1, row, columns - 2, snapshot.notice().toString(), Ink.CARE);
        }
    }

    /** Of what does not fit the end is shown, where a person types. */
    private static String tail(Canvas canvas, Snapshot.Prompt prompt, int columns) {
        String typed = prompt.typed().toString();
        while (canvas.cells(typed) > columns) {
            typed = typed.substring(typed.offsetByCodePoints(0, 1));
        }
        return typed;
    }

    /** Help and the way out have their place at the right; of the others as many as fit. */
    private static void keys(Canvas canvas, Snapshot snapshot, int row) {
        canvas.fill(row, Ink.BAR);
        int columns = canvas.whole().width();
        List<String> shown = snapshot.keys().of(snapshot.view()).stream()
                .filter(KeyTable.Binding::shown)
                .filter(binding -> binding.command() != Command.PANEL || columns < CallScreen.BESIDE)
                .map(binding -> binding.key().shown() + " " + binding.command().title())
                .toList();
        int last = Math.max(0, shown.size() - 2);
        String end = String.join("  ", shown.subList(last, shown.size()));
        canvas.right(0, row, columns - 1, end, Ink.BAR);
        int at = 1;
        for (String words : shown.subList(0, last)) {
            if (at + words.length() + 2 + end.length() >= columns) {
                break;
            }
            canvas.text(at, row, words.length(), words, Ink.BAR);
            at += words.length() + 2;
        }
    }

    /** A level as people read it. */
    static String decibels(double level) {
        return String.format(Locale.ROOT, "%3.0f dB", level);
    }
}
