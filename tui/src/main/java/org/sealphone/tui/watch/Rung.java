package org.sealphone.tui.watch;

import java.util.Optional;
import org.sealphone.tui.text.Tint;

/**
 * What an event is in a ladder: from us, to us, or of this side alone.
 *
 * @param words in part foreign
 * @param tint what it means; empty for nothing in particular
 */
record Rung(Way way, String words, Optional<Tint> tint) {
    enum Way {
        OUT,
        IN,
        HERE
    }

    /** Empty for what belongs to the graphs. */
    static Optional<Rung> of(Moment moment) {
        return Optional.ofNullable(
                switch (moment.kind()) {
                    case QUALITY -> null;
                    case FLOW_UP -> good("TLS: " + moment.text("protocol") + " " + moment.text("suite") + ", "
                            + moment.text("identity"));
                    case FLOW_FAILED -> bad("no TLS: " + reason(moment));
                    case FLOW_LOST -> bad("TLS is lost: " + reason(moment));
                    case REGISTERED -> in(
                            "registered for " + moment.text("expires") + " s, digest " + moment.text("digest"));
                    case REGISTRATION_FAILED -> bad("not registered: " + reason(moment));
                    case UNREGISTERED -> in("no longer registered");
                    case FOUND -> care(reason(moment));
                    case MESSAGE_REFUSED -> care("a message is refused: " + reason(moment));
                    case MESSAGES_WAITING -> in("mailbox: " + moment.text("fresh", "new") + " new");
                    case REPORT -> here(moment.text("command") + " ended: " + moment.text("exit"));
                    default -> ofCall(moment);
                });
    }

    private static Rung ofCall(Moment moment) {
        Rung plain =
                switch (moment.kind()) {
                    case DIALLING -> out("calls " + moment.text("target"));
                    case PROGRESS -> in(moment.text("status") + " " + moment.text("reason_phrase", "phrase"));
                    case INCOMING_CALL -> in(
                            "is called by " + moment.text("display_name", "name") + " " + moment.text("from"));
                    case CALLER_KNOWN -> in("more is told of the caller");
                    case REASON_GIVEN -> in("gives a reason " + moment.text("protocol") + " " + moment.text("words"));
                    case CALL_REFUSED -> new Rung(
                            Way.OUT, moment.text("status") + " refused: " + reason(moment), Optional.of(Tint.BAD));
                    case ESTABLISHED -> good("sealed: " + moment.text("codec") + " in " + moment.text("srtp_suite"));
                    case CALL_CHANGED -> here("hold " + moment.text("hold") + ", " + moment.text("codec") + " in "
                            + moment.text("srtp_suite"));
                    case CALL_CUT_OFF -> care("goes on without its TLS");
                    case CALL_REPAIRED -> good("has its TLS back");
                    case TRANSFER_ASKED -> in("wants us to call " + moment.text("target"));
                    case TRANSFER_PROGRESS -> in(
                            "of the transfer: " + moment.text("status") + " " + moment.text("reason_phrase", "phrase"));
                    case CALL_REPLACES -> in("takes the place of call " + moment.text("replaces", "replaced"));
                        // Not which: it may belong to a PIN.
                    case DIGIT_RECEIVED -> in("a key is pressed");
                    default -> ended(moment);
                };
        String number = moment.call().map(call -> "#" + call + " ").orElse("");
        return new Rung(plain.way(), number + plain.words(), plain.tint());
    }

    private static Rung ended(Moment moment) {
        String why = moment.text("code").isEmpty() ? "" : ", " + reason(moment);
        String words = "ends: " + moment.text("exit") + why;
        Way way =
                switch (moment.text("ended_by")) {
                    case "local" -> Way.OUT;
                    case "remote" -> Way.IN;
                    default -> Way.HERE;
                };
        return new Rung(way, words, why.isEmpty() ? Optional.empty() : Optional.of(Tint.CARE));
    }

    /** The text of a refusal begins with its code. */
    private static String reason(Moment moment) {
        String text = moment.text("text", "code");
        return text.isEmpty() ? moment.text("exit") : text;
    }

    private static Rung out(String words) {
        return new Rung(Way.OUT, words, Optional.empty());
    }

    private static Rung in(String words) {
        return new Rung(Way.IN, words, Optional.empty());
    }

    private static Rung here(String words) {
        return new Rung(Way.HERE, words, Optional.empty());
    }

    private static Rung good(String words) {
        return new Rung(Way.HERE, words, Optional.of(Tint.GOOD));
    }

    private static Rung care(String words) {
        return new Rung(Way.HERE, words, Optional.of(Tint.CARE));
    }

    private static Rung bad(String words) {
        return new Rung(Way.HERE, words, Optional.of(Tint.BAD));
    }
}
