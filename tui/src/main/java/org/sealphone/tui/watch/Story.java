package org.sealphone.tui.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call from its first event to its last. A number that begins anew after its call has ended is another call: that of another run in
 * the same file. Owner: the thread that draws.
 */
final class Story {
    private final String number;
    private final String who;
    private final Instant begun;
    private final List<Moment> quality = new ArrayList<>();
    private Optional<Instant> established = Optional.empty();
    private Optional<Moment> end = Optional.empty();
    private Instant last;

    private Story(String number, Moment first) {
        this.number = number;
        this.who = first.kind() == Kind.INCOMING_CALL ? first.text("from") : first.text("target", "from");
        this.begun = first.at();
        this.last = first.at();
    }

    /** The calls of a journal, in the order of their beginnings. */
    static List<Story> of(Journal journal) {
        List<Story> stories = new ArrayList<>();
        Map<String, Story> open = new HashMap<>();
        for (Moment moment : journal.moments()) {
            moment.call().ifPresent(number -> {
                boolean begins = moment.kind() == Kind.DIALLING || moment.kind() == Kind.INCOMING_CALL;
                Story story = open.get(number);
                if (story == null || (begins && story.end.isPresent())) {
                    story = new Story(number, moment);
                    stories.add(story);
                    open.put(number, story);
                }
                story.take(moment);
            });
        }
        return stories;
    }

    private void take(Moment moment) {
        last = moment.at();
        switch (moment.kind()) {
            case QUALITY -> quality.add(moment);
            case ESTABLISHED -> established = established.or(() -> Optional.of(moment.at()));
            case CALL_ENDED, CALL_REFUSED -> end = Optional.of(moment);
            default -> {
                // What else happens in a call stands in the ladder.
            }
        }
    }

    String number() {
        return number;
    }

    /** The other side, in foreign words. */
    String who() {
        return who;
    }

    Instant begun() {
        return begun;
    }

    Optional<Instant> established() {
        return established;
    }

    Optional<Moment> end() {
        return end;
    }

    /** Its last event, whether that ended it or not. */
    Instant last() {
        return last;
    }

    List<Moment> quality() {
        return quality;
    }
}
