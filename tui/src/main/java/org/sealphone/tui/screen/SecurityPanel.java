package org.sealphone.tui.screen;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.tui.screen.Snapshot.Account;
import org.sealphone.tui.screen.Snapshot.Call;
import org.sealphone.tui.screen.Snapshot.Counts;
import org.sealphone.tui.screen.Snapshot.Flow;

/** What protects signalling and sound, in facts and counts. */
final class SecurityPanel {
    private static final int LABEL = 9;

    private SecurityPanel() {}

    /** Of the trunk alone. */
    static void trunk(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(area, "Trunk", "");
        flow(canvas, inside, 0, snapshot);
    }

    /** Of the trunk and of a call. */
    static void call(Canvas canvas, Area area, Snapshot snapshot, Call call) {
        Area inside = canvas.box(area, "Security", Screens.seal(snapshot));
        boolean roomy = inside.height() >= 17;
        int line = 0;
        if (roomy) {
            canvas.text(inside.x(), inside.y() + line++, inside.width(), "SIGNALLING", Ink.HEAD);
        }
        line = flow(canvas, inside, line, snapshot);
        if (roomy) {
            canvas.text(inside.x(), inside.y() + line++, inside.width(), "MEDIA", Ink.HEAD);
        }
        line = media(canvas, inside, line, snapshot, call);
        if (roomy) {
            canvas.text(inside.x(), inside.y() + line++, inside.width(), "WIRE", Ink.HEAD);
        }
        wire(canvas, inside, line, snapshot);
    }

    private static int flow(Canvas canvas, Area area, int from, Snapshot snapshot) {
        int line = from;
        Optional<Account> account = snapshot.account();
        Optional<Flow> known = account.flatMap(Account::flow);
        if (known.isEmpty()) {
            String words = account.map(Account::trouble)
                    .map(Object::toString)
                    .filter(trouble -> !trouble.isEmpty())
                    .orElse("no connection yet: nothing was sent");
            canvas.row(area, line++, LABEL, "trunk", words, Ink.CARE);
            return line;
        }
        Flow flow = known.get();
        boolean up = account.filter(Account::connected).isPresent();
        canvas.row(
                area,
                line++,
                LABEL,
                "TLS",
                flow.protocol().toString().replace("TLSv", "") + (up ? "" : "  connection lost") + "  "
                        + flow.suite().toString().replaceFirst("^TLS_", ""),
                up ? Ink.GOOD : Ink.BAD);
        canvas.row(area, line++, LABEL, "group", flow.group().toString(), Ink.PLAIN);
        canvas.row(area, line++, LABEL, "peer", flow.peer().toString(), Ink.PLAIN);
        canvas.row(area, line++, LABEL, "cert", flow.identity() + " (" + flow.rule() + ")", Ink.PLAIN);
        canvas.row(
                area,
                line++,
                LABEL,
                "until",
                flow.until().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                Ink.PLAIN);
        canvas.row(area, line++, LABEL, "pin", flow.pin().toString(), Ink.FAINT);
        return line;
    }

    private static int media(Canvas canvas, Area area, int from, Snapshot snapshot, Call call) {
        int line = from;
        if (call.media().isEmpty()) {
            canvas.row(area, line++, LABEL, "SRTP", "no keys, so no packet", Ink.CARE);
            return line;
        }
        Snapshot.Media media = call.media().get();
        Counts counts = media.counts();
        canvas.row(area, line++, LABEL, "SRTP", media.suite(), Ink.GOOD);
        canvas.row(
                area,
                line++,
                LABEL,
                "keys",
                "agreed by SDES " + Times.length(Duration.between(call.since(), snapshot.now())) + " ago",
                Ink.PLAIN);
        canvas.row(area, line++, LABEL, "sealed", number(counts.sealed()) + " out", Ink.PLAIN);
        canvas.row(area, line++, LABEL, "opened", number(counts.received()) + " in", Ink.PLAIN);
        long refused = counts.notAuthentic() + counts.replayed();
        canvas.row(
                area,
                line++,
                LABEL,
                "refused",
                number(counts.notAuthentic()) + " bad tags, " + number(counts.replayed()) + " replays",
                refused == 0 ? Ink.PLAIN : Ink.CARE);
        return line;
    }

    private static void wire(Canvas canvas, Area area, int line, Snapshot snapshot) {
        long datagrams = snapshot.wire().datagrams();
        long sealed = snapshot.wire().sealed();
        String sign = datagrams <= sealed ? "all sealed" : "MORE THAN SEALED";
        canvas.row(
                area,
                line,
                LABEL,
                "wire",
                number(datagrams) + " datagrams, " + sign,
                datagrams <= sealed ? Ink.PLAIN : Ink.BAD);
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
