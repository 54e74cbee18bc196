package org.sealphone.tui.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.screen.Screen;
import org.sealphone.tui.screen.Screens;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.text.SafeText;

/**
 * The same phone line by line, for people whose screen is read to them, for plain terminals and for pipes: a line is a key and what is
 * typed after it, and each thing that happens is one sentence. Owner: the main thread.
 */
public final class LineMode {
    private static final long LOOK_MILLIS = 100;
    private static final int FACT_COLUMNS = 300;
    private static final int FACTS = 12;

    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Show show;
    private final PrintStream out;
    private Snapshot.Note told = new Snapshot.Note(Instant.MIN, "", SafeText.of(""));
    private String notice = "";
    private String question = "";
    private String chosen = "";

    public LineMode(Show show, PrintStream out) {
        this.show = show;
        this.out = out;
    }

    /** Until the person leaves, the input ends, or the end is wished. */
    public void run(InputStream in, CompletableFuture<Void> wished) {
        show.opened(work::add);
        say("A line is a key, and words after it: '"
                + show.snapshot().keys().shown(Command.DIAL)
                + " echo' calls echo. ? tells the keys, an empty line tells how things are.");
        facts();
        Thread reading = new Thread(() -> read(in), "lines");
        reading.setDaemon(true);
        reading.start();
        var ignored = wished.thenRun(() -> work.add(() -> {}));
        while (!wished.isDone() && !show.over()) {
            step();
            tell(show.snapshot());
        }
    }

    private void read(InputStream in) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String typed = line.strip();
                work.add(() -> take(typed));
            }
        } catch (IOException gone) {
            // The input went away: that is its end too.
        }
        work.add(show::closed);
    }

    private void step() {
        try {
            Runnable next = work.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (next != null) {
                next.run();
                next = work.poll();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(String line) {
        notice = "";
        if (line.isEmpty()) {
            if (show.snapshot().account().isEmpty()) {
                show.pressed(Key.of(Key.Kind.ENTER));
            }
            facts();
        } else if (line.equals("?")) {
            keys();
        } else if (line.matches("[0-9*#]+")) {
            line.chars().forEach(letter -> show.pressed(Key.letter(letter)));
            enterIfAsked();
        } else {
            show.pressed(Key.letter(line.codePointAt(0)));
            String rest =
                    line.substring(Character.charCount(line.codePointAt(0))).strip();
            if (show.snapshot().prompt().isPresent() && !rest.isEmpty()) {
                rest.codePoints().forEach(letter -> show.pressed(Key.letter(letter)));
                enterIfAsked();
            }
        }
    }

    private void enterIfAsked() {
        if (show.snapshot().prompt().isPresent()) {
            show.pressed(Key.of(Key.Kind.ENTER));
        }
    }

    /** What is new since the last time. */
    private void tell(Snapshot snapshot) {
        List<Snapshot.Note> notes = snapshot.log();
        int known = notes.lastIndexOf(told);
        for (Snapshot.Note note : notes.subList(known + 1, notes.size())) {
            say(note.kind() + ": " + note.words());
            told = note;
        }
        if (!snapshot.notice().toString().equals(notice)) {
            notice = snapshot.notice().toString();
            say(notice);
        }
        String line = chosen(snapshot);
        if (!line.equals(chosen)) {
            chosen = line;
            say(line);
        }
        String asked = snapshot.question().map(Object::toString).orElse("");
        if (!asked.equals(question)) {
            question = asked;
            say(
                    asked.isEmpty()
                            ? ""
                            : asked + " " + snapshot.keys().shown(Command.YES) + " or "
                                    + snapshot.keys().shown(Command.NO));
        }
    }

    /** The line of the book that keys act on. */
    private static String chosen(Snapshot snapshot) {
        return switch (snapshot.view()) {
            case CONTACTS -> snapshot.contact()
                    .map(contact -> contact.name() + ", " + contact.target())
                    .orElse("no contact is chosen");
            case HISTORY -> snapshot.past()
                    .map(past -> (past.incoming() ? "from " : "to ") + past.address() + ", " + past.result() + ", "
                            + past.at())
                    .orElse("no call is chosen");
            case START, DIALER, INCOMING, CALL, LADDER, LOG, HELP -> "";
        };
    }

    private void facts() {
        Screen facts = Screens.draw(show.snapshot(), FACT_COLUMNS, FACTS, Glyphs.ASCII);
        for (int row = 0; row < facts.rows().size(); row++) {
            say(facts.row(row));
        }
    }

    private void keys() {
        for (KeyTable.Binding binding :
                show.snapshot().keys().of(show.snapshot().view())) {
            say(binding.key().shown() + ": " + binding.command().title() + ". "
                    + binding.command().words() + ".");
        }
    }

    private void say(String words) {
        if (!words.isEmpty()) {
            out.println(words);
            out.flush();
        }
    }
}
