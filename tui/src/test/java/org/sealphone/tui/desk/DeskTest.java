package org.sealphone.tui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.DigitReport;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.tui.book.Book;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.State;
import org.sealphone.tui.screen.View;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.TargetOutcome;
import org.sealphone.ua.policy.Targets;
import org.sealphone.ua.report.UaReason;

/** What keys ask the user agent for, and what events put on the screen. */
class DeskTest {
    private static final CallId ONE = new CallId(1);
    private static final CallId TWO = new CallId(2);

    private final FakeUa ua = new FakeUa();
    private Instant now = Instant.parse("2026-11-27T10:00:00Z");
    private SipTrace trace = SipTrace.none();
    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(
                () -> now,
                ZoneOffset.UTC,
                (account, listener, traced) -> {
                    trace = traced;
                    return new Exchange.Line() {
                        @Override
                        public Ua ua() {
                            return ua;
                        }

                        @Override
                        public WireLedger.Snapshot ledger() {
                            return new WireLedger.Snapshot(3_400, 3_395, 5, 0, 0, 0, 0, 0, 1, 0, 0);
                        }

                        @Override
                        public void close() {
                            ua.close();
                        }
                    };
                },
                () -> {
                    throw new AssertionError("nobody asked for a trunk");
                },
                Book.forgetful(),
                CompletableFuture.completedFuture(
                        SoundPath.playing(SoundDevices.none(), AudioInput.tone(440), "tone:440", Optional.empty())));
        desk.use(account());
        desk.opened(Runnable::run);
    }

    private static Account account() {
        SpkiPin pin = SpkiPin.parse("sha256/" + "A".repeat(43) + "=").fold(read -> read, refusal -> {
            throw new AssertionError(refusal.text());
        });
        TargetOutcome trunk = Targets.server("sips:pbx.example");
        return Account.at(((TargetOutcome.Accepted) trunk).target(), "alice", TrustAnchors.pinned(pin))
                .build();
    }

    private void press(String letters) {
        letters.codePoints().forEach(letter -> desk.pressed(Key.letter(letter)));
    }

    private void press(Key.Kind kind) {
        desk.pressed(Key.of(kind));
    }

    private Snapshot seen() {
        return desk.snapshot();
    }

    private String notice() {
        return seen().notice().toString();
    }

    private String log() {
        return seen().log().toString();
    }

    private void established(CallId call) {
        desk.happened(new UaEvent.Established(now, call, Codec.OPUS, SrtpSuite.AEAD_AES_256_GCM));
    }

    private void calling(CallId call, String target) {
        desk.happened(new UaEvent.Dialling(now, call, target));
        established(call);
    }

    private void over(CallId call, End end) {
        desk.happened(new UaEvent.CallEnded(
                now,
                new CallReport(
                        call,
                        CallDirection.OUTGOING,
                        "sips:echo@pbx.example",
                        "",
                        Optional.of(200),
                        "OK",
                        Optional.of(3L),
                        end.isOk() ? Optional.of(21_000L) : Optional.empty(),
                        EndedBy.REMOTE,
                        end,
                        Optional.empty(),
                        List.of())));
    }

    @Test
    void an_account_registers_and_its_state_is_shown() throws UnknownHostException {
        assertThat(ua.asked).containsExactly("register");
        assertThat(seen().account().orElseThrow().registration()).isEqualTo(Snapshot.Registration.CONNECTING);
        desk.happened(new UaEvent.FlowUp(
                now,
                new TlsFacts(
                        "TLSv1.3",
                        "TLS_AES_256_GCM_SHA384",
                        "X25519MLKEM768",
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 5061),
                        "pbx.example",
                        IdentityMode.RFC5922,
                        now.plus(Duration.ofDays(30)),
                        "sha256/abc",
                        false,
                        false)));
        desk.happened(new UaEvent.Registered(
                now, new RegistrationFacts(true, Optional.of(200), Optional.of(3600L), Optional.of("SHA-256"))));
        Snapshot.Account shown = seen().account().orElseThrow();
        assertThat(shown.registration()).isEqualTo(Snapshot.Registration.REGISTERED);
        assertThat(shown.until()).contains(now.plusSeconds(3600));
        assertThat(shown.connected()).isTrue();
        assertThat(shown.flow().orElseThrow().group()).hasToString("X25519MLKEM768 post-quantum");
        assertThat(log()).contains("registered for 3600 s, digest SHA-256");
        desk.happened(new UaEvent.FlowLost(now, new Refusal(UaReason.SIP_25, "gone")));
        assertThat(seen().account().orElseThrow().connected()).isFalse();
        desk.happened(new UaEvent.RegistrationFailed(now, new End.RejectedByPeer(403, "Forbidden")));
        assertThat(notice()).contains("403 Forbidden", "R tries again");
        press("R");
        assertThat(ua.asked).containsExactly("register", "register");
        desk.happened(new UaEvent.Unregistered(now));
        assertThat(seen().account().orElseThrow().registration()).isEqualTo(Snapshot.Registration.GONE);
    }

    @Test
    void a_call_is_typed_made_and_ended() {
        press("dechp");
        press(Key.Kind.BACKSPACE);
        press("o");
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("echo");
        press(Key.Kind.ENTER);
        assertThat(ua.asked).contains("dial echo");
        calling(ONE, "sips:echo@pbx.example");
        assertThat(seen().view()).isEqualTo(View.CALL);
        assertThat(seen().call().orElseThrow().state()).isEqualTo(State.TALKING);
        press("12#");
        assertThat(ua.asked).contains("digits call-1 1", "digits call-1 2", "digits call-1 #");
        assertThat(seen().call().orElseThrow().digits().sent()).hasToString("12#");
        desk.happened(new UaEvent.DigitReceived(now, ONE, '7'));
        assertThat(seen().call().orElseThrow().digits().received()).hasToString("7");
        assertThat(log()).doesNotContain("7 ");
        press("m");
        assertThat(seen().call().orElseThrow().muted()).isTrue();
        press("m");
        assertThat(seen().call().orElseThrow().muted()).isFalse();
        press("h");
        desk.happened(new UaEvent.CallChanged(now, ONE, Hold.LOCAL, Codec.OPUS, SrtpSuite.AEAD_AES_256_GCM));
        press("h");
        assertThat(ua.asked).contains("hold call-1", "resume call-1");
        press("b");
        assertThat(ua.asked).contains("hang up call-1");
        over(ONE, new End.Ok());
        assertThat(seen().view()).isEqualTo(View.DIALER);
        assertThat(seen().book().calls().get(0).result()).hasToString("ok");
        press("r");
        assertThat(ua.asked).endsWith("dial echo");
    }

    @Test
    void a_number_begins_with_its_digit_and_escape_forgets_it() {
        press("0");
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("0");
        press(Key.Kind.CTRL_U);
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("");
        press(Key.Kind.ESCAPE);
        assertThat(seen().prompt()).isEmpty();
        assertThat(ua.asked).containsExactly("register");
    }

    @Test
    void an_incoming_call_shows_its_offer_and_is_answered_or_refused() {
        trace.message(
                now,
                false,
                "INVITE sip:alice@1.2.3.4 SIP/2.0\nFrom: <sips:bob@pbx.example>\n\nm=audio 4000 RTP/SAVP 111 101\n"
                        + "a=rtpmap:111 opus/48000/2\na=rtpmap:101 telephone-event/8000\na=crypto:1 AEAD_AES_256_GCM inline:[redacted]\n");
        desk.happened(new UaEvent.IncomingCall(now, ONE, "sips:bob@pbx.example", "Bob \u001b[2J"));
        assertThat(seen().view()).isEqualTo(View.INCOMING);
        Snapshot.Call call = seen().call().orElseThrow();
        assertThat(call.name()).hasToString("Bob \\u{1b}[2J");
        assertThat(call.offer().orElseThrow().codecs())
                .extracting(Object::toString)
                .containsExactly("opus");
        assertThat(call.offer().orElseThrow().suites())
                .extracting(Object::toString)
                .containsExactly("AEAD_AES_256_GCM");
        press("i");
        assertThat(seen().view()).isEqualTo(View.DIALER);
        press("v");
        assertThat(seen().view()).isEqualTo(View.CALL);
        press(Key.Kind.ESCAPE);
        desk.happened(new UaEvent.IncomingCall(now, TWO, "sips:carol@pbx.example", ""));
        press("v");
        assertThat(seen().view()).isEqualTo(View.INCOMING);
        press("r");
        assertThat(ua.asked).contains("reject call-2 486");
        over(TWO, new End.RejectedByPeer(486, "Busy Here"));
        assertThat(seen().book().calls().get(0).result()).hasToString("486");
    }

    @Test
    void answering_holds_the_call_that_goes_on() {
        calling(ONE, "sips:echo@pbx.example");
        desk.happened(new UaEvent.IncomingCall(now, TWO, "sips:bob@pbx.example", "Bob"));
        assertThat(notice()).contains("v shows who");
        press("l");
        press("v");
        press("a");
        assertThat(ua.asked).contains("hold call-1", "answer call-2");
        assertThat(seen().call().orElseThrow().state()).isEqualTo(State.ANSWERING);
        established(TWO);
        press(Key.Kind.TAB);
        assertThat(seen().call().orElseThrow().number()).isEqualTo(1);
        press("j");
        assertThat(ua.asked).contains("join call-1 and call-2");
        ua.transfer.complete(new End.Ok());
        assertThat(notice()).isEqualTo("handed on");
    }

    @Test
    void a_call_is_handed_on_where_a_person_says() {
        calling(ONE, "sips:echo@pbx.example");
        press("tcarol");
        press(Key.Kind.ENTER);
        assertThat(ua.asked).contains("transfer call-1 to carol");
        ua.transfer.complete(new End.RejectedByPeer(603, "Decline"));
        assertThat(notice()).isEqualTo("not handed on: 603 Decline");
    }

    @Test
    void nobody_is_handed_on_without_a_yes() {
        calling(ONE, "sips:echo@pbx.example");
        desk.happened(new UaEvent.TransferAsked(now, ONE, "sips:carol@pbx.example", "bob"));
        assertThat(seen().question().orElseThrow().toString()).contains("sips:carol@pbx.example");
        assertThat(ua.asked).noneMatch(asked -> asked.contains("transfer"));
        press("n");
        assertThat(ua.asked).contains("refuse transfer of call-1");
        assertThat(seen().question()).isEmpty();
        desk.happened(new UaEvent.TransferAsked(now, ONE, "sips:carol@pbx.example", "bob"));
        press("y");
        assertThat(ua.asked).contains("accept transfer of call-1");
        press("y");
        assertThat(notice()).isEqualTo("nothing is asked");
    }

    @Test
    void a_key_that_does_nothing_says_why() {
        press("x");
        assertThat(notice()).isEqualTo("x does nothing here; ? shows the keys");
        press("c");
        assertThat(notice()).contains("built in");
        press("r");
        assertThat(notice()).contains("nobody was called yet");
        press("v");
        assertThat(notice()).contains("there is no call");
        desk.happened(new UaEvent.Dialling(now, ONE, "sips:echo@pbx.example"));
        press("5");
        assertThat(notice()).isEqualTo("digits need a call that stands");
        press("h");
        assertThat(notice()).isEqualTo("only a call that stands can be held");
        press("j");
        assertThat(notice()).isEqualTo("it takes two calls that stand");
        press(Key.Kind.TAB);
        assertThat(notice()).isEqualTo("there is no other call");
    }

    @Test
    void other_keys_do_what_the_usual_ones_did() {
        desk.use(KeyTable.USUAL
                .with(Command.HANG_UP, List.of(Key.letter('X')))
                .with(Command.DIAL, List.of(Key.letter('w'))));
        press("w4711");
        press(Key.Kind.ENTER);
        assertThat(ua.asked).endsWith("dial 4711");
        calling(ONE, "4711");
        press("b");
        assertThat(notice()).isEqualTo("b does nothing here; ? shows the keys");
        press("X");
        assertThat(ua.asked).endsWith("hang up call-1");
    }

    @Test
    void leaving_asks_once_while_a_call_goes_on() {
        calling(ONE, "sips:echo@pbx.example");
        press("q");
        assertThat(notice()).contains("a call goes on");
        press("m");
        press("q");
        assertThat(ua.asked).doesNotContain("shutdown");
        press("q");
        assertThat(ua.asked).contains("shutdown");
        assertThat(desk.over()).isFalse();
        ua.shutdown.complete(null);
        assertThat(desk.over()).isTrue();
        desk.close();
        assertThat(ua.asked).endsWith("close");
    }

    @Test
    void what_happened_can_be_read_and_searched() {
        trace.message(now, true, "OPTIONS sip:pbx.example SIP/2.0\r\nCSeq: 1 OPTIONS\r\n\r\n");
        trace.message(now, false, "SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n\r\n");
        press("l");
        assertThat(seen().view()).isEqualTo(View.LADDER);
        assertThat(seen().ladder())
                .extracting(message -> message.summary().toString())
                .containsExactly("OPTIONS sip:pbx.example", "200 OK to OPTIONS");
        press("k");
        press(Key.Kind.PAGE_DOWN);
        assertThat(seen().browse().line()).isEqualTo(1);
        assertThat(seen().browse().scroll()).isEqualTo(10);
        press("/200");
        press(Key.Kind.ENTER);
        assertThat(seen().browse().search()).hasToString("200");
        press(Key.Kind.ESCAPE);
        assertThat(seen().view()).isEqualTo(View.LADDER);
        assertThat(seen().browse().search()).hasToString("");
        press("g");
        press("?");
        press("j");
        assertThat(seen().browse().line()).isEqualTo(1);
        press("q");
        assertThat(seen().view()).isEqualTo(View.DIALER);
    }

    @Test
    void a_contact_is_kept_found_called_and_forgotten() {
        press("pa");
        press("Carol");
        press(Key.Kind.ENTER);
        press("sips:carol@pbx.example");
        press(Key.Kind.ENTER);
        press("aBob");
        press(Key.Kind.ENTER);
        press("4711");
        press(Key.Kind.ENTER);
        assertThat(seen().book().contacts())
                .extracting(contact -> contact.name().toString())
                .containsExactly("Bob", "Carol");
        assertThat(seen().contact().orElseThrow().name()).hasToString("Bob");
        press("/car");
        assertThat(seen().contact().orElseThrow().name()).hasToString("Carol");
        press(Key.Kind.ENTER);
        press(Key.Kind.ENTER);
        assertThat(ua.asked).endsWith("dial sips:carol@pbx.example");
        press("p");
        press("x");
        assertThat(seen().question().orElseThrow()).hasToString("Forget Bob?");
        press("n");
        assertThat(seen().question()).isEmpty();
        press("xy");
        assertThat(seen().book().contacts()).hasSize(1);
        press("y");
        assertThat(notice()).isEqualTo("nothing is asked");
    }

    @Test
    void a_contact_needs_a_name_and_somebody_to_call() {
        press("pa");
        press(Key.Kind.ENTER);
        assertThat(notice()).isEqualTo("a contact needs a name");
        press("aBob");
        press(Key.Kind.ENTER);
        press(" ");
        press(Key.Kind.ENTER);
        assertThat(notice()).isEqualTo("a contact needs somebody to call");
        assertThat(seen().book().contacts()).isEmpty();
        press("x");
        assertThat(notice()).isEqualTo("nobody is chosen");
        press(Key.Kind.ENTER);
        assertThat(notice()).isEqualTo("nobody is chosen");
    }

    @Test
    void from_the_history_somebody_is_called_again_and_kept() {
        calling(ONE, "sips:echo@pbx.example");
        over(ONE, new End.Ok());
        press("e");
        assertThat(seen().view()).isEqualTo(View.HISTORY);
        assertThat(seen().past().orElseThrow().address()).hasToString("sips:echo@pbx.example");
        press("aEcho");
        press(Key.Kind.ENTER);
        assertThat(seen().book().contacts().get(0).target()).hasToString("sips:echo@pbx.example");
        press(Key.Kind.ENTER);
        assertThat(ua.asked).endsWith("dial sips:echo@pbx.example");
    }

    @Test
    void tab_puts_a_contact_in_the_place_of_a_few_letters() {
        press("pa");
        press("Carol");
        press(Key.Kind.ENTER);
        press("sips:carol@pbx.example");
        press(Key.Kind.ENTER);
        calling(ONE, "sips:echo@pbx.example");
        over(ONE, new End.Ok());
        press("qdcaro");
        press(Key.Kind.TAB);
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("sips:carol@pbx.example");
        press(Key.Kind.CTRL_U);
        press("pbx");
        press(Key.Kind.TAB);
        press(Key.Kind.TAB);
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("sips:echo@pbx.example");
        press(Key.Kind.TAB);
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("sips:carol@pbx.example");
        press(Key.Kind.CTRL_U);
        press("nobody");
        press(Key.Kind.TAB);
        assertThat(seen().prompt().orElseThrow().typed()).hasToString("nobody");
    }

    @Test
    void two_messages_are_compared_and_kept_without_their_secrets(@TempDir Path folder)
            throws IOException, InterruptedException {
        LinkedBlockingQueue<Runnable> stage = new LinkedBlockingQueue<>();
        desk.opened(stage::add);
        trace.message(
                now,
                true,
                "INVITE sips:echo@pbx.example SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n"
                        + "a=crypto:1 AEAD_AES_256_GCM inline:c2VjcmV0c2VjcmV0\r\n");
        trace.message(now, true, "INVITE sips:echo@pbx.example SIP/2.0\r\nCSeq: 2 INVITE\r\n\r\n");
        for (Runnable next = stage.poll(); next != null; next = stage.poll()) {
            next.run();
        }
        press("lD");
        assertThat(notice()).startsWith("compared with");
        press("k");
        assertThat(seen().ladderText()).contains("- CSeq: 2 INVITE", "+ CSeq: 1 INVITE");
        Path file = folder.resolve("kept");
        press("S" + file);
        press(Key.Kind.ENTER);
        stage.take().run();
        assertThat(notice()).isEqualTo("saved: " + file);
        assertThat(Files.readString(file)).contains("+ CSeq: 1 INVITE").doesNotContain("c2VjcmV0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        press("S" + file);
        press(Key.Kind.ENTER);
        stage.take().run();
        assertThat(notice()).startsWith("CLI-33");
        press("D");
        assertThat(seen().ladderText())
                .filteredOn(line -> line.startsWith("==="))
                .hasSize(2);
        press("S");
        press(Key.Kind.ENTER);
        assertThat(notice()).isEqualTo("nothing is saved");
    }

    @Test
    void what_is_measured_each_second_is_kept_for_a_minute() {
        calling(ONE, "sips:echo@pbx.example");
        for (int second = 0; second < 70; second++) {
            now = now.plusSeconds(1);
            long received = 50L * second;
            ua.calls = List.of(new CallSnapshot(
                    ONE,
                    CallDirection.OUTGOING,
                    CallState.ESTABLISHED,
                    "sips:echo@pbx.example",
                    "",
                    Optional.of(SrtpSuite.AEAD_AES_256_GCM),
                    Optional.of(Codec.OPUS),
                    Hold.NONE,
                    Optional.of(0L),
                    Optional.of(report(received, second >= 69 ? 50 : 0))));
            desk.snapshot();
        }
        Snapshot.Media media = seen().call().orElseThrow().media().orElseThrow();
        assertThat(media.jitter()).hasSize(60).endsWith(6.0);
        assertThat(media.loss()).endsWith(50.0);
        assertThat(media.delay().get(0)).isNaN();
        assertThat(media.both()).isTrue();
        assertThat(seen().wire().sealed()).isEqualTo(3_500);
    }

    private static MediaReport report(long received, long lost) {
        return new MediaReport(
                Codec.OPUS,
                SrtpSuite.AEAD_AES_256_GCM,
                3_400,
                received,
                lost,
                0,
                0,
                0,
                0,
                5,
                5,
                3_500,
                6.0,
                OptionalDouble.empty(),
                OptionalDouble.of(4.2),
                OptionalDouble.empty(),
                new SendLateness(List.of(), 0),
                new DigitReport(Optional.empty(), 0, 0),
                Optional.empty());
    }

    @Test
    void the_rest_of_what_happens_stands_in_the_log() {
        calling(ONE, "sips:echo@pbx.example");
        desk.happened(new UaEvent.Progress(now, ONE, 183, "Session Progress"));
        desk.happened(new UaEvent.CallCutOff(now, ONE));
        assertThat(seen().call().orElseThrow().state()).isEqualTo(State.CUT_OFF);
        desk.happened(new UaEvent.CallRepaired(now, ONE));
        desk.happened(new UaEvent.TransferProgress(now, ONE, 180, "Ringing"));
        desk.happened(new UaEvent.CallReplaces(now, TWO, ONE));
        desk.happened(
                new UaEvent.CallRefused(now, TWO, "sips:old@pbx.example", 488, new Refusal(UaReason.SIP_25, "busy")));
        desk.happened(new UaEvent.MessageRefused(now, new Refusal(UaReason.SIP_25, "torn")));
        desk.happened(new UaEvent.FlowFailed(now, new Refusal(UaReason.SIP_25, "shut")));
        assertThat(log())
                .contains(
                        "183 Session Progress",
                        "the trunk is gone",
                        "the trunk is back",
                        "the transfer: 180 Ringing",
                        "take the place",
                        "was refused with 488",
                        "torn",
                        "no connection");
        assertThat(seen().book().calls().get(0).result()).hasToString("refused");
    }
}
