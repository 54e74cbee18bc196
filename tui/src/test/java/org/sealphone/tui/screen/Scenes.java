package org.sealphone.tui.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sealphone.tui.screen.Snapshot.Account;
import org.sealphone.tui.screen.Snapshot.Browse;
import org.sealphone.tui.screen.Snapshot.Call;
import org.sealphone.tui.screen.Snapshot.Counts;
import org.sealphone.tui.screen.Snapshot.Digits;
import org.sealphone.tui.screen.Snapshot.Flow;
import org.sealphone.tui.screen.Snapshot.Media;
import org.sealphone.tui.screen.Snapshot.Message;
import org.sealphone.tui.screen.Snapshot.Note;
import org.sealphone.tui.screen.Snapshot.Offer;
import org.sealphone.tui.screen.Snapshot.Past;
import org.sealphone.tui.screen.Snapshot.State;
import org.sealphone.tui.text.SafeText;

/** Moments of a phone, for screens to be drawn from. */
public final class Scenes {
    static final Instant NOW = Instant.parse("2026-11-27T10:05:42.250Z");

    private Scenes() {}

    /** One moment with a name for its file. */
    public record Scene(String name, Snapshot snapshot) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Scene> all() {
        return List.of(
                new Scene("start", bare(View.START, List.of())),
                new Scene("dialer", with(View.DIALER, List.of(), Browse.NEWEST, Optional.empty())),
                new Scene(
                        "dialing",
                        with(
                                View.DIALER,
                                List.of(),
                                Browse.NEWEST,
                                Optional.of(new Snapshot.Prompt(Snapshot.Asking.DIAL, text("+49 30 123"))))),
                new Scene("incoming", incoming("Bob Baker", "sips:bob@pbx.example")),
                new Scene("call", with(View.CALL, List.of(talking(false), held()), Browse.NEWEST, Optional.empty())),
                new Scene("call-no-media", with(View.CALL, List.of(ringing()), Browse.NEWEST, Optional.empty())),
                new Scene("security", panel(with(View.CALL, List.of(talking(true)), Browse.NEWEST, Optional.empty()))),
                new Scene("contacts", with(View.CONTACTS, List.of(), new Browse(1, 0, text("")), Optional.empty())),
                new Scene("history", with(View.HISTORY, List.of(), new Browse(2, 0, text("")), Optional.empty())),
                new Scene(
                        "ladder",
                        with(View.LADDER, List.of(talking(false)), new Browse(1, 0, text("")), Optional.empty())),
                new Scene(
                        "ladder-diff",
                        with(
                                View.LADDER,
                                List.of(talking(false)),
                                new Browse(5, 0, text(""), Optional.of(challenge())),
                                Optional.empty())),
                new Scene("log", with(View.LOG, List.of(), new Browse(0, 0, text("registered")), Optional.empty())),
                new Scene("help", with(View.HELP, List.of(), Browse.NEWEST, Optional.empty())));
    }

    /** Somebody of this name calls from this address. */
    public static Snapshot incoming(String name, String address) {
        Call call = new Call(
                3,
                true,
                text(name),
                text(address),
                State.COMING,
                NOW.minusSeconds(4),
                false,
                Optional.of(new Offer(
                        text("RTP/SAVP"),
                        List.of(text("opus"), text("PCMU")),
                        List.of(text("AEAD_AES_256_GCM"), text("AES_CM_128_HMAC_SHA1_80")))),
                Optional.empty(),
                new Digits(text(""), text("")));
        return with(View.INCOMING, List.of(call), Browse.NEWEST, Optional.empty());
    }

    /** Somebody of this name called from this address. */
    public static Snapshot history(String name, String address) {
        Snapshot past = with(View.HISTORY, List.of(), Browse.NEWEST, Optional.empty());
        Past known = past.book().calls().get(0);
        Past call = new Past(
                known.at(),
                true,
                text(name),
                text(address),
                known.length(),
                true,
                known.result(),
                known.reason(),
                known.suite(),
                known.account());
        return new Snapshot(
                past.now(),
                past.zone(),
                past.keys(),
                past.view(),
                false,
                past.account(),
                past.calls(),
                0,
                new Snapshot.Book(List.of(), List.of(call)),
                past.sound(),
                past.wire(),
                past.log(),
                past.ladder(),
                past.browse(),
                past.prompt(),
                past.question(),
                past.notice());
    }

    /** A call with this peer. */
    public static Snapshot call(String name, String address) {
        Call call = talking(false);
        return with(
                View.CALL,
                List.of(new Call(
                        call.number(),
                        call.incoming(),
                        text(name),
                        text(address),
                        call.state(),
                        call.since(),
                        false,
                        call.offer(),
                        call.media(),
                        call.digits())),
                Browse.NEWEST,
                Optional.empty());
    }

    static SafeText text(String words) {
        return SafeText.of(words);
    }

    private static Call talking(boolean muted) {
        List<Double> jitter = new ArrayList<>();
        List<Double> loss = new ArrayList<>();
        List<Double> delay = new ArrayList<>();
        List<Double> mos = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            jitter.add(second < 3 ? Double.NaN : 6 + 20 * Math.pow(Math.sin(second / 7.0), 2));
            loss.add(second == 31 || second == 32 ? 4.0 : 0.0);
            delay.add(second < 5 ? Double.NaN : 38.0 + second % 5);
            mos.add(second < 3 ? Double.NaN : second > 30 && second < 38 ? 3.6 : 4.3);
        }
        return new Call(
                1,
                false,
                text("Echo"),
                text("sips:echo@pbx.example"),
                State.TALKING,
                NOW.minusSeconds(87),
                muted,
                Optional.empty(),
                Optional.of(new Media(
                        "opus",
                        "AEAD_AES_256_GCM",
                        new Counts(4_402, 4_351, 4_340, 11, 3, 0, 0, 18, 17),
                        jitter,
                        loss,
                        delay,
                        mos,
                        OptionalDouble.of(4.1))),
                new Digits(text("123#"), text("5")));
    }

    private static Call held() {
        return new Call(
                2,
                true,
                text("\u5c71\u7530 \u592a\u90ce"),
                text("sips:yamada@pbx.example"),
                State.HELD,
                NOW.minusSeconds(301),
                false,
                Optional.empty(),
                Optional.empty(),
                new Digits(text(""), text("")));
    }

    private static Call ringing() {
        return new Call(
                1,
                false,
                text(""),
                text("sips:bob@pbx.example"),
                State.RINGING,
                NOW.minusSeconds(9),
                false,
                Optional.empty(),
                Optional.empty(),
                new Digits(text(""), text("")));
    }

    private static Snapshot bare(View view, List<Note> log) {
        return new Snapshot(
                NOW,
                ZoneOffset.UTC,
                KeyTable.USUAL,
                view,
                false,
                Optional.empty(),
                List.of(),
                0,
                Snapshot.Book.EMPTY,
                new Snapshot.Sound(
                        text("silence: no microphone DEV-07"),
                        text("silent: no loudspeaker DEV-07"),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()),
                new Snapshot.Wire(0, 0, 0),
                log,
                List.of(),
                Browse.NEWEST,
                Optional.empty(),
                Optional.empty(),
                text(""));
    }

    private static Snapshot panel(Snapshot of) {
        return new Snapshot(
                of.now(),
                of.zone(),
                of.keys(),
                of.view(),
                true,
                of.account(),
                of.calls(),
                of.chosen(),
                of.book(),
                of.sound(),
                of.wire(),
                of.log(),
                of.ladder(),
                of.browse(),
                of.prompt(),
                Optional.of(text("The other side wants you to call sips:carol@pbx.example instead.")),
                of.notice());
    }

    /** The same with other keys. */
    static Snapshot keys(Snapshot of, KeyTable keys) {
        return new Snapshot(
                of.now(),
                of.zone(),
                keys,
                of.view(),
                of.panel(),
                of.account(),
                of.calls(),
                of.chosen(),
                of.book(),
                of.sound(),
                of.wire(),
                of.log(),
                of.ladder(),
                of.browse(),
                of.prompt(),
                of.question(),
                of.notice());
    }

    static Snapshot with(View view, List<Call> calls, Browse browse, Optional<Snapshot.Prompt> prompt) {
        boolean quiet = calls.stream().noneMatch(call -> call.state().stands());
        return new Snapshot(
                NOW,
                ZoneOffset.UTC,
                KeyTable.USUAL,
                view,
                false,
                Optional.of(account()),
                calls,
                0,
                new Snapshot.Book(contacts(), recent()),
                new Snapshot.Sound(
                        text("USB Headset"),
                        text("default loudspeaker"),
                        quiet ? OptionalDouble.empty() : OptionalDouble.of(-15),
                        quiet ? OptionalDouble.empty() : OptionalDouble.of(-24)),
                new Snapshot.Wire(4_402, 4_402, 9_120),
                log(),
                ladder(),
                browse,
                prompt,
                Optional.empty(),
                text(view == View.DIALER && prompt.isEmpty() ? "SIP-25: Busy" : ""));
    }

    private static Account account() {
        return new Account(
                text("sips:alice@pbx.example"),
                Snapshot.Registration.REGISTERED,
                Optional.of(NOW.plus(Duration.ofMinutes(58).plusSeconds(21))),
                text(""),
                false,
                "standard",
                Optional.of(new Flow(
                        text("TLSv1.3"),
                        text("TLS_AES_256_GCM_SHA384"),
                        text("X25519MLKEM768 post-quantum"),
                        text("192.0.2.10:5061"),
                        text("pbx.example"),
                        "rfc5922",
                        Instant.parse("2027-01-15T00:00:00Z"),
                        text("sha256/9fK3b1q4mWZ0dXr7oYtCwq2pJ5uV8sL6eNhAaGkTyRc="))),
                true);
    }

    private static List<Snapshot.Contact> contacts() {
        return List.of(
                new Snapshot.Contact(text("Carol Chang"), text("sips:carol@pbx.example"), text("")),
                new Snapshot.Contact(text("Echo"), text("sips:echo@pbx.example"), text("sips:alice@pbx.example")),
                new Snapshot.Contact(text("Front desk"), text("+49301234567"), text("")),
                new Snapshot.Contact(text("\u5c71\u7530 \u592a\u90ce"), text("sips:yamada@pbx.example"), text("")));
    }

    private static List<Past> recent() {
        return List.of(
                past("10:02:10", false, "sips:echo@pbx.example", 21, true, "ok", ""),
                past("09:47:00", true, "+4930123", 68, true, "ok", ""),
                past(
                        "09:31:30",
                        true,
                        "sips:fax@old.example",
                        -1,
                        false,
                        "refused",
                        "SDES-11: The answer has no a=crypto line for RTP/SAVP"),
                past("09:12:44", false, "sips:carol@pbx.example", -1, false, "486", "SIP-25: Busy"));
    }

    private static Past past(
            String time, boolean incoming, String address, int seconds, boolean good, String result, String reason) {
        return new Past(
                Instant.parse("2026-11-27T" + time + "Z"),
                incoming,
                text(incoming ? "Reception" : ""),
                text(address),
                seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
                good,
                text(result),
                text(reason),
                text(seconds < 0 ? "" : "AEAD_AES_256_GCM"),
                text("sips:alice@pbx.example"));
    }

    private static List<Note> log() {
        return List.of(
                note(
                        "10:04:11.204",
                        "TLS",
                        "TLSv1.3 TLS_AES_256_GCM_SHA384, X25519MLKEM768, certificate is pbx.example by rfc5922"),
                note("10:04:11.390", "REG", "registered for 3600 s, digest SHA-256"),
                note("10:04:14.800", "CALL", "calling sips:echo@pbx.example"),
                note("10:04:15.010", "CALL", "180 Ringing"),
                note("10:04:15.250", "SDES", "keys agreed: AEAD_AES_256_GCM, opus"));
    }

    private static Note note(String time, String kind, String words) {
        return new Note(Instant.parse("2026-11-27T" + time + "Z"), kind, text(words));
    }

    private static List<Message> ladder() {
        return List.of(
                message("10:04:14.801", true, "INVITE sips:echo@pbx.example  (SDP, keys)"),
                message("10:04:14.833", false, "407 Proxy Authentication Required to INVITE"),
                message("10:04:14.834", true, "ACK sips:echo@pbx.example"),
                message("10:04:14.836", true, "INVITE sips:echo@pbx.example  (SDP, keys)"),
                message("10:04:15.010", false, "180 Ringing to INVITE"),
                message("10:04:15.249", false, "200 OK to INVITE  (SDP, keys)"),
                message("10:04:15.255", true, "ACK sips:echo@pbx.example"));
    }

    private static Message challenge() {
        return new Message(
                Instant.parse("2026-11-27T10:04:14.836Z"),
                false,
                text("401 Unauthorized to INVITE"),
                List.of(
                        text("SIP/2.0 401 Unauthorized"),
                        text("From: <sips:alice@pbx.example>;tag=1a"),
                        text("To: <sips:echo@pbx.example>;tag=9f"),
                        text("WWW-Authenticate: Digest realm=\"pbx\", nonce=[redacted]"),
                        text("")));
    }

    private static Message message(String time, boolean outgoing, String summary) {
        return new Message(
                Instant.parse("2026-11-27T" + time + "Z"),
                outgoing,
                text(summary),
                List.of(
                        text("SIP/2.0 200 OK"),
                        text("From: <sips:alice@pbx.example>;tag=1a"),
                        text("To: <sips:echo@pbx.example>;tag=9f"),
                        text("Content-Type: application/sdp"),
                        text(""),
                        text("m=audio 40122 RTP/SAVP 111 101"),
                        text("a=crypto:1 AEAD_AES_256_GCM inline:[redacted]")));
    }
}
