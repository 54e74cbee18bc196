package org.sealphone.tui.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of events that a journal tells of; each is written as its name in small letters with hyphens. */
public enum Kind {
    FLOW_UP,
    FLOW_FAILED,
    FLOW_LOST,
    REGISTERED,
    REGISTRATION_FAILED,
    UNREGISTERED,
    DIALLING,
    PROGRESS,
    INCOMING_CALL,
    CALLER_KNOWN,
    REASON_GIVEN,
    CALL_REFUSED,
    ESTABLISHED,
    CALL_CHANGED,
    CALL_CUT_OFF,
    CALL_REPAIRED,
    TRANSFER_ASKED,
    TRANSFER_PROGRESS,
    CALL_REPLACES,
    MESSAGES_WAITING,
    DIGIT_RECEIVED,
    CALL_ENDED,
    FOUND,
    MESSAGE_REFUSED,
    QUALITY,
    REPORT;

    private static final Map<String, Kind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Kind::word, Function.identity()));

    /** As it stands in a line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
