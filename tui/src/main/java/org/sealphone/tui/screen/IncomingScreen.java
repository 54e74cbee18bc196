package org.sealphone.tui.screen;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealphone.tui.screen.Snapshot.Account;
import org.sealphone.tui.screen.Snapshot.Call;
import org.sealphone.tui.screen.Snapshot.Flow;
import org.sealphone.tui.screen.Snapshot.Offer;
import org.sealphone.tui.text.SafeText;

/** Somebody calls: who by its own word, over what, with which offer, and what the policy makes of it. */
final class IncomingScreen {
    private static final int LABEL = 8;

    private IncomingScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        Optional<Call> ringing = snapshot.call();
        if (ringing.isEmpty()) {
            DialerScreen.draw(canvas, body, snapshot);
            return;
        }
        Call call = ringing.get();
        int width = Math.min(body.width(), 76);
        int height = Math.min(body.height(), 14);
        Area inside = canvas.box(
                new Area(
                        (body.width() - width) / 2,
                        body.y() + Math.max(0, (body.height() - height) / 3),
                        width,
                        height),
                "INCOMING CALL",
                "rings " + Times.length(Duration.between(call.since(), snapshot.now())));
        int line = 1;
        canvas.row(
                inside,
                line++,
                LABEL,
                "From",
                call.name().toString().isEmpty() ? "no name given" : call.name().toString(),
                Ink.HEAD);
        canvas.row(inside, line++, LABEL, "", call.address().toString(), Ink.PLAIN);
        canvas.row(inside, line++, LABEL, "", "(its own word: only the trunk is verified)", Ink.FAINT);
        canvas.row(
                inside,
                line++,
                LABEL,
                "To",
                snapshot.account().map(Account::address).map(SafeText::toString).orElse(""),
                Ink.PLAIN);
        canvas.row(inside, line++, LABEL, "Path", path(snapshot), Ink.PLAIN);
        canvas.row(
                inside,
                line++,
                LABEL,
                "Offer",
                call.offer().map(IncomingScreen::codecs).orElse("not read"),
                Ink.PLAIN);
        canvas.row(
                inside,
                line++,
                LABEL,
                "Keys",
                call.offer().map(offer -> list(offer.suites())).orElse(""),
                Ink.PLAIN);
        canvas.row(
                inside,
                line++,
                LABEL,
                "Policy",
                snapshot.account().map(Account::policy).orElse("") + " admits it: sealed both ways",
                Ink.GOOD);
        canvas.text(
                inside.x(),
                inside.y() + Math.min(inside.height() - 1, line + 1),
                inside.width(),
                keys(snapshot.keys()),
                Ink.HEAD);
        if (body.height() - height >= 6) {
            int from = body.y() + Math.max(0, (body.height() - height) / 3) + height;
            LogScreen.newest(canvas, new Area(0, from, body.width(), body.y() + body.height() - from), snapshot);
        }
    }

    private static String keys(KeyTable keys) {
        return Stream.of(Command.ANSWER, Command.REJECT, Command.IGNORE)
                .map(command -> "[ " + keys.shown(command) + " " + command.title() + " ]")
                .collect(Collectors.joining("   "));
    }

    private static String path(Snapshot snapshot) {
        return snapshot.account()
                .flatMap(Account::flow)
                .map(IncomingScreen::path)
                .orElse("no trunk");
    }

    private static String path(Flow flow) {
        return flow.protocol().toString().replace("TLSv", "TLS ") + " from " + flow.identity()
                + ", certificate verified";
    }

    private static String codecs(Offer offer) {
        return offer.profile() + "  " + list(offer.codecs());
    }

    private static String list(List<SafeText> words) {
        return words.stream().map(SafeText::toString).collect(Collectors.joining(", "));
    }
}
