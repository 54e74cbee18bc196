package org.sealphone.tui.screen;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.tui.screen.Snapshot.Call;
import org.sealphone.tui.screen.Snapshot.Media;

/** The chosen call: how loud, how good over the last minute, how sealed, which digits; beside it the other calls. */
final class CallScreen {
    private static final int SPAN = 60;
    /** From here on there is room for security beside quality. */
    static final int BESIDE = 76;

    private static final int WIDE = 110;
    private static final String PAD = "1 2 3   4 5 6   7 8 9   * 0 #";

    private CallScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        Optional<Call> chosen = snapshot.call();
        if (chosen.isEmpty()) {
            DialerScreen.draw(canvas, body, snapshot);
            return;
        }
        Call call = chosen.get();
        head(canvas, body, snapshot, call);
        Area rest = body.below(2);
        if (rest.width() < BESIDE) {
            if (snapshot.panel()) {
                SecurityPanel.call(canvas, rest, snapshot, call);
            } else {
                left(canvas, rest, snapshot, call);
            }
            return;
        }
        int left = rest.width() >= WIDE ? 44 : rest.width() / 2 - 1;
        left(canvas, rest.left(left), snapshot, call);
        Area right = rest.after(left);
        if (rest.width() >= WIDE) {
            SecurityPanel.call(canvas, right.left(42), snapshot, call);
            Area third = right.after(42);
            others(canvas, third.top(8), snapshot);
            LogScreen.newest(canvas, third.below(8), snapshot);
        } else {
            SecurityPanel.call(canvas, right, snapshot, call);
        }
    }

    private static void head(Canvas canvas, Area body, Snapshot snapshot, Call call) {
        String many = snapshot.calls().size() < 2
                ? "CALL"
                : "CALL " + (snapshot.chosen() + 1) + " of " + snapshot.calls().size();
        String right = call.state().words() + (call.muted() ? ", muted" : "") + "  "
                + Times.length(Duration.between(call.since(), snapshot.now()));
        int width = body.width() - 2;
        canvas.right(1, body.y(), width, right, call.state().stands() ? Ink.HEAD : Ink.CARE);
        int at = canvas.text(1, body.y(), width, many, Ink.FAINT);
        at = canvas.text(
                at + 2, body.y(), width - at - 3 - right.length(), call.name().toString(), Ink.HEAD);
        canvas.text(
                call.name().toString().isEmpty() ? at : at + 2,
                body.y(),
                width - at - 3 - right.length(),
                call.address().toString(),
                Ink.PLAIN);
        call.media()
                .ifPresent(media -> canvas.text(
                        1,
                        body.y() + 1,
                        width,
                        media.codec() + "  sent "
                                + SecurityPanel.number(media.counts().sent()) + "  received "
                                + SecurityPanel.number(media.counts().received()) + "  reports "
                                + media.counts().reportsSent() + " out, "
                                + media.counts().reportsReceived() + " in",
                        Ink.FAINT));
    }

    private static void left(Canvas canvas, Area area, Snapshot snapshot, Call call) {
        DialerScreen.sound(canvas, area.top(6), snapshot);
        Area rest = area.below(6);
        int quality = Math.min(rest.height() - 3, 7);
        quality(canvas, rest.top(quality), call);
        digits(canvas, rest.below(quality).top(rest.height() - quality), call);
    }

    private static void quality(Canvas canvas, Area area, Call call) {
        Area inside = canvas.box(area, "Quality", "last 60 s");
        if (call.media().isEmpty()) {
            canvas.text(inside.x(), inside.y(), inside.width(), "nothing is heard yet", Ink.FAINT);
            return;
        }
        Media media = call.media().get();
        graph(canvas, inside, 0, "jitter", media.jitter(), new Range(0, 60, " ms", 0));
        graph(canvas, inside, 1, "loss", media.loss(), new Range(0, 10, " %", 1));
        graph(canvas, inside, 2, "delay", media.delay(), new Range(0, 400, " ms", 0));
        graph(canvas, inside, 3, "MOS", media.mos(), new Range(1, 4.5, "", 1));
        if (inside.height() > 4) {
            String theirs = media.theirMos().isPresent()
                    ? String.format(
                            Locale.ROOT, ", there MOS %.1f", media.theirMos().getAsDouble())
                    : "";
            canvas.text(
                    inside.x(),
                    inside.y() + 4,
                    inside.width(),
                    "lost " + media.counts().lost() + ", late " + media.counts().late() + theirs,
                    Ink.FAINT);
        }
    }

    /** What the lowest and the highest block stand for, and how the number is written. */
    private record Range(double least, double most, String unit, int decimals) {
        String words(double value) {
            return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%." + decimals + "f", value) + unit;
        }
    }

    private static void graph(Canvas canvas, Area area, int line, String name, List<Double> values, Range range) {
        if (line >= area.height()) {
            return;
        }
        int y = area.y() + line;
        int width = area.width() - 7 - 9;
        canvas.text(area.x(), y, 7, name, Ink.FAINT);
        canvas.glyphs(
                area.x() + 7,
                y,
                Sparkline.of(values, width, SPAN, range.least(), range.most(), canvas.glyphs()),
                1,
                Ink.GOOD);
        double last = values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
        canvas.right(area.x(), y, area.width(), range.words(last), Ink.PLAIN);
    }

    private static void digits(Canvas canvas, Area area, Call call) {
        Area inside = canvas.box(area, "Digits", "press them");
        if (inside.height() > 2) {
            canvas.text(inside.x(), inside.y(), inside.width(), PAD, Ink.FAINT);
        }
        String sent = call.digits().sent().toString();
        String heard = call.digits().received().toString();
        if (inside.height() == 1) {
            canvas.row(inside, 0, 6, "sent", sent, Ink.HEAD);
            canvas.row(inside.after(inside.width() / 2), 0, 6, "heard", heard, Ink.PLAIN);
            return;
        }
        int line = inside.height() > 2 ? 1 : 0;
        canvas.row(inside, line, 6, "sent", sent, Ink.HEAD);
        canvas.row(inside, line + 1, 6, "heard", heard, Ink.PLAIN);
    }

    private static void others(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(area, "Calls", "Tab next");
        for (int i = 0; i < Math.min(inside.height(), snapshot.calls().size()); i++) {
            DialerScreen.call(canvas, inside, i, snapshot);
        }
    }
}
