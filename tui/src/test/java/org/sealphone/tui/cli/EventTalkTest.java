package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.tui.text.Look;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.GivenReason;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.PassportVerdict;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;

/** What a person hears of a phone, what only {@code -v} shows, and what {@code -q} keeps quiet. */
class EventTalkTest {
    private static final Instant AT = Instant.EPOCH;
    private static final CallId CALL = new CallId(1);
    private static final Refusal WHY = new Refusal(CryptoReason.values()[0], "as it was");

    private static String said(boolean verbose, boolean quiet, UaEvent... events) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Look look = Look.of(Look.Colour.NEVER, false, false, Map.of("LANG", "C.UTF-8"));
        EventTalk talk = new EventTalk(
                new Talk(new PrintStream(err, true, StandardCharsets.UTF_8), look, verbose, quiet, Optional.empty()));
        for (UaEvent event : events) {
            talk.tell(event);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    private static UaEvent changed(Hold hold) {
        return new UaEvent.CallChanged(AT, CALL, hold, Codec.PCMU, SrtpSuite.AEAD_AES_256_GCM);
    }

    @Test
    void calls_are_told_in_words() {
        UaEvent[] events = {
            new UaEvent.IncomingCall(AT, CALL, "sips:carol@pbx.example", "Carol\u001b[2J"),
            new UaEvent.CallRefused(AT, CALL, "sips:mallory@pbx.example", 488, WHY),
            new UaEvent.Progress(AT, CALL, 180, "Ringing"),
            new UaEvent.Progress(AT, CALL, 183, "Session Progress"),
            changed(Hold.LOCAL),
            changed(Hold.REMOTE),
            changed(Hold.BOTH),
            changed(Hold.NONE),
            new UaEvent.CallCutOff(AT, CALL),
            new UaEvent.CallRepaired(AT, CALL),
            new UaEvent.TransferAsked(AT, CALL, "sips:dave@pbx.example", ""),
            new UaEvent.TransferProgress(AT, CALL, 486, "Busy Here"),
            new UaEvent.CallReplaces(AT, CALL, CALL)
        };
        assertThat(said(false, false, events))
                .contains("a call to sips:dave@pbx.example", "the transfer: 486 Busy Here", "take the place of")
                .contains("sips:carol@pbx.example (Carol", "was refused with 488: ", "as it was", "it rings")
                .contains("183 Session Progress", "on hold\n", "the other side holds", "both sides hold")
                .contains("nobody holds the call", "the trunk is gone", "the trunk is back")
                .doesNotContain("\u001b");
        assertThat(said(false, true, events)).isEmpty();
    }

    @Test
    void a_registration_is_told_with_what_is_known_of_it() {
        RegistrationFacts bare = new RegistrationFacts(true, Optional.of(200), Optional.empty(), Optional.empty());
        assertThat(said(false, false, new UaEvent.Registered(AT, bare))).isEqualTo("registered for ? s\n");
        RegistrationFacts full =
                new RegistrationFacts(true, Optional.of(200), Optional.of(60L), Optional.of("SHA-256"));
        assertThat(said(false, false, new UaEvent.Registered(AT, full)))
                .isEqualTo("registered for 60 s, digest SHA-256\n");
        RegistrationFacts routed = new RegistrationFacts(
                true,
                Optional.of(200),
                Optional.of(60L),
                Optional.empty(),
                List.of("sips:edge.example;lr"),
                List.of("<sips:way.example;lr>"));
        assertThat(said(true, false, new UaEvent.Registered(AT, routed)))
                .contains("calls to us come through sips:edge.example;lr")
                .contains("requests of ours go through <sips:way.example;lr>");
    }

    @Test
    void what_is_said_of_a_caller_says_whose_word_it_is() {
        Refusal stale = new Refusal(CryptoReason.STIR_03, "90 s old");
        CallerFacts caller = new CallerFacts(
                List.of(new CallerFacts.Party("sips:+49301@pbx.example", "Bob")),
                List.of("id"),
                List.of(new CallerFacts.Diversion(new CallerFacts.Party("sip:boss@pbx.example", ""), "user-busy")),
                List.of(new CallerFacts.Hop("1.1", new CallerFacts.Party("sip:a@b", ""), Optional.of(302))),
                List.of(
                        new PassportVerdict.Verified("49301", Optional.of("A"), "https://cert.example/x"),
                        new PassportVerdict.Failed(stale),
                        new PassportVerdict.Unverified(new Refusal(CryptoReason.STIR_06, "x5u"))),
                1);
        assertThat(said(
                        false,
                        false,
                        new UaEvent.CallerKnown(AT, CALL, caller),
                        new UaEvent.CallerKnown(AT, CALL, CallerFacts.NONE),
                        new UaEvent.ReasonGiven(
                                AT, CALL, new GivenReason("Q.850", Optional.of(16), "Normal\u001b[2J clearing"))))
                .isEqualTo("asserted by the trunk: Bob <sips:+49301@pbx.example>\n"
                        + "the caller wants this to be told to nobody\n"
                        + "diverted by sip:boss@pbx.example, user-busy\n"
                        + "came by 1.1 sip:a@b (302)\n"
                        + "signed caller identity: verified, 49301, attestation A, by https://cert.example/x\n"
                        + "signed caller identity: failed, " + stale.text() + "\n"
                        + "signed caller identity: unverified, "
                        + new Refusal(CryptoReason.STIR_06, "x5u").text() + "\n"
                        + "1 of the fields about the caller cannot be read\n"
                        + "the other side gives a reason: Q.850 16 Normal\\u{1b}[2J clearing\n");
    }

    @Test
    void a_mailbox_is_told_with_what_the_trunk_says_of_it() {
        assertThat(said(false, false, new UaEvent.MessagesWaiting(AT, true, Optional.of(2), Optional.of(8))))
                .isEqualTo("mailbox: something new, 2 new and 8 old voice messages\n");
        assertThat(said(false, false, new UaEvent.MessagesWaiting(AT, false, Optional.empty(), Optional.empty())))
                .isEqualTo("mailbox: nothing new\n");
    }

    @Test
    void the_steps_beneath_are_for_those_who_ask() {
        UaEvent[] events = {
            new UaEvent.FlowFailed(AT, WHY),
            new UaEvent.FlowLost(AT, WHY),
            new UaEvent.MessageRefused(AT, WHY),
            new UaEvent.Found(AT, new Finding(Severity.LOW, WHY)),
            new UaEvent.RegistrationFailed(AT, new End.RejectedByPeer(403, "Forbidden")),
            new UaEvent.RegistrationFailed(AT, new End.Unreachable(WHY)),
            new UaEvent.RegistrationFailed(AT, new End.Interrupted())
        };
        assertThat(said(false, false, events)).isEmpty();
        assertThat(said(true, false, events))
                .contains("no flow: ", "flow lost: ", "refused: ", "NOTE", "failed: 403 Forbidden", "interrupted")
                .contains("00:00:00.000");
    }
}
