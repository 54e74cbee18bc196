package org.sealphone.tui.desk;

import java.time.Instant;
import java.util.Optional;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.State;
import org.sealphone.tui.text.SafeText;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.Hold;

/** One call that goes on, as far as events and measurements have told of it. Owner: the stage. */
final class CallTrack {
    /** Of digits the last are shown. */
    private static final int MOST_DIGITS = 40;

    private final CallId id;
    private final boolean incoming;
    private final SafeText name;
    private final SafeText address;
    private final Optional<Snapshot.Offer> offer;
    private final History history = new History();
    private State state;
    private Instant since;
    private Optional<MediaReport> media = Optional.empty();
    private String sent = "";
    private String received = "";
    private boolean ignored;

    private CallTrack(
            CallId id,
            boolean incoming,
            SafeText name,
            SafeText address,
            State state,
            Instant since,
            Optional<Snapshot.Offer> offer) {
        this.id = id;
        this.incoming = incoming;
        this.name = name;
        this.address = address;
        this.state = state;
        this.since = since;
        this.offer = offer;
    }

    static CallTrack outgoing(CallId id, String target, Instant at) {
        return new CallTrack(id, false, SafeText.of(""), SafeText.of(target), State.CALLING, at, Optional.empty());
    }

    static CallTrack incoming(CallId id, String name, String from, Instant at, Optional<Snapshot.Offer> offer) {
        return new CallTrack(id, true, SafeText.of(name), SafeText.of(from), State.COMING, at, offer);
    }

    CallId id() {
        return id;
    }

    State state() {
        return state;
    }

    SafeText address() {
        return address;
    }

    void state(State next) {
        state = next;
    }

    void established(Instant at) {
        state = State.TALKING;
        since = at;
    }

    void held(Hold hold) {
        state = switch (hold) {
            case NONE -> State.TALKING;
            case LOCAL -> State.HELD;
            case REMOTE -> State.HELD_THERE;
            case BOTH -> State.HELD_TWICE;
        };
    }

    void measured(Optional<MediaReport> report) {
        media = report;
        report.ifPresent(history::second);
    }

    void pressed(String keys) {
        sent = last(sent + keys);
    }

    void heard(char key) {
        received = last(received + key);
    }

    private static String last(String digits) {
        return digits.length() > MOST_DIGITS ? digits.substring(digits.length() - MOST_DIGITS) : digits;
    }

    void ignore() {
        ignored = true;
    }

    /** Whether a person is asked to answer it. */
    boolean asks() {
        return state == State.COMING && !ignored;
    }

    Snapshot.Call look(boolean muted) {
        return new Snapshot.Call(
                id.number(),
                incoming,
                name,
                address,
                state,
                since,
                muted && state.stands(),
                offer,
                media.map(history::media),
                new Snapshot.Digits(SafeText.of(sent), SafeText.of(received)));
    }
}
