package org.sealphone.tui.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A terminal that is too small for boxes: a line a fact, the most urgent first. */
final class SmallScreen {
    private SmallScreen() {}

    static void draw(Canvas canvas, Snapshot snapshot) {
        List<String> facts = new ArrayList<>();
        snapshot.prompt().ifPresent(prompt -> facts.add(prompt.asking().words() + ": " + prompt.typed()));
        snapshot.question()
                .ifPresent(
                        question -> facts.add(question + " " + snapshot.keys().shown(Command.YES) + "/"
                                + snapshot.keys().shown(Command.NO)));
        for (Snapshot.Call call : snapshot.calls()) {
            facts.add(call.address() + " " + call.state().words() + " "
                    + Times.length(Duration.between(call.since(), snapshot.now())));
        }
        facts.add(Screens.seal(snapshot));
        snapshot.account().ifPresent(account -> {
            facts.add(account.address().toString());
            facts.add(Screens.state(account, snapshot));
        });
        if (snapshot.account().isEmpty()) {
            facts.add(snapshot.keys().shown(Command.TRY_TRUNK) + ": try the trunk that is built in");
        }
        facts.add(snapshot.notice().toString());
        facts.add(snapshot.view().title() + ": " + Screens.LEAST_COLUMNS + " by " + Screens.LEAST_ROWS + " shows more");
        int row = 0;
        for (String fact : facts) {
            if (!fact.isEmpty()) {
                canvas.text(0, row++, canvas.whole().width(), fact, Ink.PLAIN);
            }
        }
    }
}
