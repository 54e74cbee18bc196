package org.sealphone.tui.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sealphone.tui.text.SafeText;

/**
 * All that a screen shows, at one moment. Immutable, free of secrets; what somebody else wrote is {@link SafeText}.
 *
 * @param now the clock of the day
 * @param zone in which times are shown
 * @param keys what they mean
 * @param view which screen
 * @param panel whether security is shown where there is no room for quality beside it
 * @param account who and where we are; empty before there is one
 * @param calls that go on, the oldest first
 * @param chosen the place in {@code calls} of the one that keys act on
 * @param book contacts, and calls that are over
 * @param sound what we say and hear with
 * @param wire what left at the sockets
 * @param log what happened, the oldest first
 * @param ladder the SIP messages, the oldest first
 * @param browse where a person reads
 * @param prompt what a person types
 * @param question what waits for y or n
 * @param notice the last word to the person: why a key does nothing, how something came out
 */
public record Snapshot(
        Instant now,
        ZoneId zone,
        KeyTable keys,
        View view,
        boolean panel,
        Optional<Account> account,
        List<Call> calls,
        int chosen,
        Book book,
        Sound sound,
        Wire wire,
        List<Note> log,
        List<Message> ladder,
        Browse browse,
        Optional<Prompt> prompt,
        Optional<SafeText> question,
        SafeText notice) {
    public Snapshot {
        calls = List.copyOf(calls);
        log = List.copyOf(log);
        ladder = List.copyOf(ladder);
    }

    /** The call that keys act on. */
    public Optional<Call> call() {
        return chosen < calls.size() ? Optional.of(calls.get(chosen)) : Optional.empty();
    }

    /** The contact that is chosen in their list. */
    public Optional<Contact> contact() {
        return ContactsScreen.reading(this).one();
    }

    /** The message that is chosen on the ladder. */
    public Optional<Message> message() {
        return LadderScreen.reading(this).one();
    }

    /** What stands on the ladder to be kept: how two messages differ where they are compared, else all that are shown. */
    public List<String> ladderText() {
        return LadderScreen.text(this);
    }

    /** The call that is chosen in the history. */
    public Optional<Past> past() {
        return HistoryScreen.reading(this).one();
    }

    /** Where the registration stands. */
    public enum Registration {
        CONNECTING,
        REGISTERED,
        FAILED,
        GONE
    }

    /**
     * @param address of record
     * @param until when the registration would run out
     * @param trouble why it failed
     * @param house whether the trunk is the one that is built in
     * @param policy the set of algorithms by its name
     */
    public record Account(
            SafeText address,
            Registration registration,
            Optional<Instant> until,
            SafeText trouble,
            boolean house,
            String policy,
            Optional<Flow> flow,
            boolean connected) {}

    /** The verified flow to the trunk. */
    public record Flow(
            SafeText protocol,
            SafeText suite,
            SafeText group,
            SafeText peer,
            SafeText identity,
            String rule,
            Instant until,
            SafeText pin) {}

    /** Where a call stands. */
    public enum State {
        CALLING("calling"),
        RINGING("it rings there"),
        COMING("it rings here"),
        ANSWERING("agreeing on keys"),
        TALKING("in call"),
        HELD("held by us"),
        HELD_THERE("held by them"),
        HELD_TWICE("held by both"),
        CUT_OFF("the trunk is gone"),
        ENDING("hanging up");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Whether media may run. */
        public boolean stands() {
            return switch (this) {
                case TALKING, HELD, HELD_THERE, HELD_TWICE, CUT_OFF -> true;
                case CALLING, RINGING, COMING, ANSWERING, ENDING -> false;
            };
        }
    }

    /**
     * @param number ours, from 1
     * @param name what the peer calls itself; may be empty
     * @param address whom we called, or who calls by its own word
     * @param since when it began; when keys were agreed once they are
     * @param offer what an incoming call offers, as read from its description
     * @param media once keys are agreed
     * @param digits sent and received
     */
    public record Call(
            long number,
            boolean incoming,
            SafeText name,
            SafeText address,
            State state,
            Instant since,
            boolean muted,
            Optional<Offer> offer,
            Optional<Media> media,
            Digits digits) {}

    /** What a description offers, before anything is agreed. */
    public record Offer(SafeText profile, List<SafeText> codecs, List<SafeText> suites) {
        public Offer {
            codecs = List.copyOf(codecs);
            suites = List.copyOf(suites);
        }
    }

    /** Keys that were pressed on either side. */
    public record Digits(SafeText sent, SafeText received) {}

    /**
     * @param jitter milliseconds, each second one, the oldest first; NaN where nothing was measured
     * @param loss percent
     * @param delay round trip in milliseconds
     * @param mos 1 to 4.5
     */
    public record Media(
            String codec,
            String suite,
            Counts counts,
            List<Double> jitter,
            List<Double> loss,
            List<Double> delay,
            List<Double> mos,
            OptionalDouble theirMos) {
        public Media {
            jitter = List.copyOf(jitter);
            loss = List.copyOf(loss);
            delay = List.copyOf(delay);
            mos = List.copyOf(mos);
        }

        /** Whether sealed packets went and came. */
        public boolean both() {
            return counts.sent() > 0 && counts.received() > 0;
        }
    }

    /**
     * Packets so far.
     *
     * @param sealed by the senders, SRTP and SRTCP
     * @param sent SRTP that the socket took
     * @param received SRTP that authenticated
     */
    public record Counts(
            long sealed,
            long sent,
            long received,
            long lost,
            long late,
            long notAuthentic,
            long replayed,
            long reportsSent,
            long reportsReceived) {}

    /**
     * What is remembered.
     *
     * @param contacts by name
     * @param calls that are over, the newest first
     */
    public record Book(List<Contact> contacts, List<Past> calls) {
        public static final Book EMPTY = new Book(List.of(), List.of());

        public Book {
            contacts = List.copyOf(contacts);
            calls = List.copyOf(calls);
        }
    }

    /**
     * Somebody whom one calls.
     *
     * @param account that calls go out from; empty for the one in use
     */
    public record Contact(SafeText name, SafeText target, SafeText account) {}

    /**
     * A call that is over.
     *
     * @param name what the other side calls itself; may be empty
     * @param result one word
     * @param reason with its code, where something went wrong
     * @param suite what sealed the media; empty where none ran
     * @param account our address of record
     */
    public record Past(
            Instant at,
            boolean incoming,
            SafeText name,
            SafeText address,
            Optional<Duration> length,
            boolean good,
            SafeText result,
            SafeText reason,
            SafeText suite,
            SafeText account) {}

    /**
     * @param microphone its name, or why there is none
     * @param speaker the same
     * @param spoken level in dB below full scale; empty while nothing is sent
     * @param heard the same of what comes
     */
    public record Sound(SafeText microphone, SafeText speaker, OptionalDouble spoken, OptionalDouble heard) {}

    /** Counted at the sockets, and in the senders: two counters. */
    public record Wire(long datagrams, long sealed, long tlsBytes) {}

    /**
     * A line of the log.
     *
     * @param kind up to four letters
     */
    public record Note(Instant at, String kind, SafeText words) {}

    /**
     * A SIP message.
     *
     * @param outgoing whether we sent it
     * @param summary its first line in short
     * @param lines all of it, redacted
     */
    public record Message(Instant at, boolean outgoing, SafeText summary, List<SafeText> lines) {
        public Message {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Where a person reads.
     *
     * @param line the chosen line, counted from the end: 0 is the newest
     * @param scroll lines of the open message above its window
     * @param search what lines must contain; empty for all
     * @param compared the message that the chosen one is compared with
     */
    public record Browse(int line, int scroll, SafeText search, Optional<Message> compared) {
        public static final Browse NEWEST = new Browse(0, 0, SafeText.of(""));

        public Browse(int line, int scroll, SafeText search) {
            this(line, scroll, search, Optional.empty());
        }
    }

    /** What is typed for. */
    public enum Asking {
        DIAL("Dial"),
        TRANSFER("Transfer to"),
        SEARCH("Search"),
        NAME("Name of the contact"),
        TARGET("Number, name or address"),
        FILE("New file");

        private final String words;

        Asking(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A line that a person types. */
    public record Prompt(Asking asking, SafeText typed) {}
}
