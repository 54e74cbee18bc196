package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;

class IncomingCallTest {
    private static Bench registered() {
        return registered(builder -> builder);
    }

    private static Bench registered(UnaryOperator<Account.Builder> change) {
        Bench bench = new Bench(change);
        bench.ua.register();
        bench.settle();
        SipText register = bench.trunk().last();
        bench.trunk().say(register.respond(200, "t", "", "Contact: " + register.header("Contact") + ";expires=3600"));
        bench.settle();
        bench.trunk().got.clear();
        return bench;
    }

    private static CallMedia tone() {
        return new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard()));
    }

    @Test
    void an_incoming_call_rings_is_answered_and_ends_with_the_callers_bye() {
        Bench bench = registered();
        Bob bob = new Bob(bench, "call-in-1");
        bob.calls();
        assertThat(bench.trunk().responses(180)).hasSize(1);
        assertThat(bench.trunk().responses(180).get(0).header("Contact")).isEqualTo("<sips:alice@192.0.2.10:49152>");
        UaEvent.IncomingCall ringing = bench.event(UaEvent.IncomingCall.class);
        assertThat(ringing.displayName()).isEqualTo("Bob");
        assertThat(ringing.from()).isEqualTo("sips:bob@pbx.example");
        bench.run(10_000);
        assertThat(bench.trunk().responses(200)).isEmpty();
        bench.ua.answer(ringing.call(), tone());
        bench.settle();
        SipText ok = bench.trunk().last();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.body).contains("RTP/SAVP").containsOnlyOnce("a=crypto:");
        assertThat(bench.network.ledger().datagramsOut()).isZero();
        bob.ack();
        bench.run(3000);
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        CallReport report = bench.now(bench.ua.ended(ringing.call()));
        assertThat(report.end()).isInstanceOf(End.Ok.class);
        assertThat(report.endedBy()).isEqualTo(EndedBy.REMOTE);
        assertThat(report.media().orElseThrow().rxPackets()).isGreaterThan(100);
        assertThat(report.status()).contains(200);
        assertThat(bench.ua.snapshot().calls()).isEmpty();
    }

    @Test
    void an_incoming_call_is_hung_up_by_us_with_bye() {
        Bench bench = registered();
        Bob bob = new Bob(bench, "call-in-2");
        bob.calls();
        var id = bench.event(UaEvent.IncomingCall.class).call();
        bench.ua.answer(id, tone());
        bench.settle();
        bob.ack();
        bench.run(500);
        bench.ua.hangUp(id);
        bench.settle();
        bob.peer.stop();
        SipText bye = bench.trunk().last();
        assertThat(bye.method()).isEqualTo("BYE");
        assertThat(bye.uri()).isEqualTo("sips:bob@pbx.example:5061");
        bench.trunk().say(bye.respond(200, "", ""));
        bench.settle();
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Answer-Mode: Auto\r\n",
                "Alert-Info: <http://127.0.0.1/x>;info=alert-autoanswer\r\n",
                "Call-Info: <sip:x>;answer-after=0\r\n",
                "P-Auto-Answer: normal\r\n",
            })
    void ADV_87_nothing_in_an_invite_makes_the_phone_answer_by_itself(String header) {
        Bench bench = registered();
        Bob bob = new Bob(bench, "call-auto", header);
        bob.calls();
        bench.run(60_000);
        assertThat(bench.trunk().responses(180)).isNotEmpty();
        assertThat(bench.trunk().responses(200)).isEmpty();
        assertThat(bench.events(UaEvent.Established.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP,RTP/AVP",
        "'a=crypto:[^\\r]*\\r\\n',''",
        "inline:....,inline:",
        "UNUSED,UNUSED",
    })
    void ADV_16_a_bad_offer_is_refused_with_488_before_anything_rings(String from, String to) {
        Bench bench = registered();
        MediaPeer peer = new MediaPeer(bench);
        boolean good = from.equals("UNUSED");
        String sdp = good ? peer.offer() : peer.offer().replaceAll(from, to);
        bench.trunk().say(bench.trunk().request("INVITE", "call-bad", "", sdp));
        bench.settle();
        if (good) {
            assertThat(bench.trunk().responses(180)).hasSize(1);
            return;
        }
        assertThat(bench.trunk().responses(488)).hasSize(1);
        assertThat(bench.trunk().responses(180)).isEmpty();
        UaEvent.CallRefused refused = bench.event(UaEvent.CallRefused.class);
        assertThat(refused.status()).isEqualTo(488);
        assertThat(bench.now(bench.ua.ended(refused.call())).end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
    }

    @Test
    void a_body_that_is_no_description_is_refused_with_415() {
        Bench bench = registered();
        String odd = bench.trunk().request("INVITE", "odd", "", "hello").replace("application/sdp", "text/plain");
        bench.trunk().say(odd);
        bench.settle();
        assertThat(bench.trunk().responses(415)).hasSize(1);
        assertThat(bench.trunk().responses(415).get(0).header("Accept")).isEqualTo("application/sdp");
        String zipped = new Bob(bench, "zip", "Content-Encoding: gzip\r\n").invite;
        bench.trunk().say(zipped);
        bench.settle();
        assertThat(bench.trunk().responses(415)).hasSize(2);
    }

    @Test
    void an_extension_that_is_demanded_and_unknown_is_refused_with_420() {
        Bench bench = registered();
        new Bob(bench, "ext", "Require: precondition, replaces\r\n").calls();
        assertThat(bench.trunk().responses(420)).hasSize(1);
        assertThat(bench.trunk().responses(420).get(0).header("Unsupported")).isEqualTo("precondition");
    }

    @Test
    void a_second_call_is_busy_unless_more_are_wanted() {
        Bench bench = registered();
        new Bob(bench, "one").calls();
        new Bob(bench, "two").calls();
        assertThat(bench.trunk().responses(486)).hasSize(1);
        assertThat(bench.event(UaEvent.CallRefused.class).refusal().reason().code())
                .isEqualTo("SIP-25");
        Bench many = registered(builder -> builder.simultaneousCalls(2));
        new Bob(many, "one").calls();
        new Bob(many, "two").calls();
        assertThat(many.trunk().responses(180)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(CallWaiting.class)
    void a_call_during_another_waits_or_is_busy_as_the_account_wants_it(CallWaiting wanted) {
        Bench bench = registered(builder -> builder.simultaneousCalls(4).callWaiting(wanted));
        new Bob(bench, "one").calls();
        assertThat(bench.trunk().last().header("Alert-Info")).isEmpty();
        new Bob(bench, "two").calls();
        if (wanted == CallWaiting.REFUSED) {
            assertThat(bench.trunk().last().status()).isEqualTo(486);
            assertThat(bench.event(UaEvent.CallRefused.class).refusal().reason().code())
                    .isEqualTo("SIP-25");
        } else {
            assertThat(bench.trunk().last().status()).isEqualTo(180);
            assertThat(bench.trunk().last().header("Alert-Info")).isEqualTo("<urn:alert:service:call-waiting>");
            assertThat(bench.events(UaEvent.IncomingCall.class)).hasSize(2);
        }
    }

    @Test
    void a_cancelled_call_is_answered_with_200_and_487() {
        Bench bench = registered();
        Bob bob = new Bob(bench, "gone");
        bob.calls();
        bench.trunk().say(bob.cancel());
        bench.settle();
        assertThat(bench.trunk().responses(200)).singleElement().satisfies(ok -> assertThat(ok.header("CSeq"))
                .isEqualTo("1 CANCEL"));
        assertThat(bench.trunk().responses(487)).hasSize(1);
        CallReport report = bench.event(UaEvent.CallEnded.class).report();
        assertThat(report.endedBy()).isEqualTo(EndedBy.REMOTE);
        assertThat(report.status()).contains(487);
    }

    @Test
    void a_cancel_that_fits_nothing_is_answered_with_481() {
        Bench bench = registered();
        bench.trunk().say(new Bob(bench, "never").cancel());
        bench.settle();
        assertThat(bench.trunk().responses(481)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {486, 603})
    void a_ringing_call_is_rejected_with_the_wanted_status(int status) {
        Bench bench = registered();
        new Bob(bench, "no").calls();
        var id = bench.event(UaEvent.IncomingCall.class).call();
        bench.ua.reject(id, status);
        bench.settle();
        assertThat(bench.trunk().responses(status)).hasSize(1);
        assertThat(bench.now(bench.ua.ended(id)).status()).contains(status);
        bench.ua.reject(id, status);
        bench.ua.answer(id, tone());
        bench.settle();
        assertThat(bench.trunk().responses(200)).isEmpty();
    }

    @Test
    void hanging_up_a_ringing_call_declines_it() {
        Bench bench = registered();
        new Bob(bench, "no").calls();
        bench.ua.hangUp(bench.event(UaEvent.IncomingCall.class).call());
        bench.settle();
        assertThat(bench.trunk().responses(603)).hasSize(1);
    }

    @Test
    void a_call_that_nobody_takes_ends_with_480() {
        Bench bench = registered(builder -> builder.ringTimeout(Duration.ofSeconds(30)));
        new Bob(bench, "ring").calls();
        bench.run(31_000);
        assertThat(bench.trunk().responses(480)).hasSize(1);
    }

    @Test
    void without_an_ack_the_200_is_repeated_and_the_call_is_hung_up_in_the_end() {
        Bench bench = registered();
        new Bob(bench, "noack").calls();
        var id = bench.event(UaEvent.IncomingCall.class).call();
        bench.ua.answer(id, tone());
        bench.run(10_000);
        assertThat(bench.trunk().responses(200).size()).isGreaterThan(3);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
        bench.run(60_000);
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
        bench.trunk().say(bench.trunk().requests("BYE").get(0).respond(200, "", ""));
        bench.settle();
        assertThat(bench.now(bench.ua.ended(id))
                        .end()
                        .reason()
                        .orElseThrow()
                        .reason()
                        .code())
                .isEqualTo("NET-22");
        int repeats = bench.trunk().responses(200).size();
        bench.run(60_000);
        assertThat(bench.trunk().responses(200)).hasSize(repeats);
    }

    private static Bob established(Bench bench) {
        Bob bob = new Bob(bench, "est");
        bob.calls();
        bench.ua.answer(bench.event(UaEvent.IncomingCall.class).call(), tone());
        bench.settle();
        bob.ack();
        bench.run(500);
        bench.trunk().got.clear();
        return bob;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void ADV_17_18_a_change_to_plain_is_refused_and_the_call_goes_on_sealed(String method) {
        Bench bench = registered();
        Bob bob = established(bench);
        String plain =
                new MediaPeer(bench).offer().replace("RTP/SAVP", "RTP/AVP").replaceAll("a=crypto:[^\r]*\r\n", "");
        bench.trunk().say(bob.inside(method, plain));
        bench.settle();
        assertThat(bench.trunk().responses(488)).hasSize(1);
        if (method.equals("INVITE")) {
            bench.trunk().say(bob.inside("ACK", "").replace("CSeq: 1 ACK", "CSeq: 2 ACK"));
        }
        long sent = bench.network.ledger().rtpOut();
        bench.run(1000);
        assertThat(bench.network.ledger().rtpOut()).isGreaterThan(sent + 40);
        assertThat(bench.ua.snapshot().calls()).hasSize(1);
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-24");
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        assertThat(bench.event(UaEvent.CallEnded.class).report().end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void SIP_06_an_update_without_a_description_touches_nothing() {
        Bench bench = registered();
        Bob bob = established(bench);
        bench.trunk().say(bob.inside("UPDATE", ""));
        bench.settle();
        assertThat(bench.trunk().responses(200)).hasSize(1);
        assertThat(bench.ua.snapshot().calls()).hasSize(1);
    }

    @Test
    void ADV_85_a_bye_with_wrong_tags_ends_nothing() {
        Bench bench = registered();
        Bob bob = established(bench);
        bench.trunk().say(bob.inside("BYE", "").replace("tag=b0b", "tag=mallory"));
        bench.settle();
        assertThat(bench.trunk().responses(481)).hasSize(1);
        assertThat(bench.ua.snapshot().calls()).hasSize(1);
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        assertThat(bench.ua.snapshot().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Messages-Waiting: yes\nMessage-Account: sips:alice@pbx.example\nVoice-Message: 2/8 (0/2)\n', message-summary, 200, 2",
        "'messages-waiting : yes\n', MESSAGE-SUMMARY;id=1, 200, -1",
        "'Messages-Waiting: yes\nVoice-Message: 2/x\n', message-summary, 200, -1",
        "'Voice-Message: 2/8\n', message-summary, 400, -1",
        "'Messages-Waiting: perhaps\n', message-summary, 400, -1",
        "'Messages-Waiting: yes\n', message-summaries, 489, -1",
    })
    void SIP_12_a_mailbox_tells_what_it_holds_and_nothing_is_fetched(
            String summary, String event, int status, int fresh) {
        Bench bench = registered();
        String notify = bench.trunk()
                .request(
                        "NOTIFY",
                        "mwi",
                        "Event: " + event + "\r\nSubscription-State: active\r\n",
                        summary.replace("\n", "\r\n"))
                .replace("application/sdp", "application/simple-message-summary");
        int before = bench.trunk().got.size();
        bench.trunk().say(notify);
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(status);
        assertThat(bench.trunk().got).hasSize(before + 1);
        List<UaEvent.MessagesWaiting> told = bench.events(UaEvent.MessagesWaiting.class);
        assertThat(told).hasSize(status == 200 ? 1 : 0).allSatisfy(one -> {
            assertThat(one.waiting()).isTrue();
            assertThat(one.fresh().orElse(-1)).isEqualTo(fresh);
        });
    }

    @Test
    void options_are_answered_inside_and_outside_a_call_and_other_methods_refused() {
        Bench bench = registered();
        bench.trunk().say(bench.trunk().request("OPTIONS", "opt", "", ""));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(200);
        assertThat(bench.trunk().last().header("Allow")).contains("INVITE").contains("UPDATE");
        assertThat(bench.trunk().last().header("To")).contains(";tag=");
        for (String method : List.of("MESSAGE", "INFO", "SUBSCRIBE", "PUBLISH", "FOO")) {
            String more = method.equals("SUBSCRIBE") || method.equals("PUBLISH") ? "Event: talk\r\n" : "";
            bench.trunk().say(bench.trunk().request(method, "m-" + method, more, ""));
            bench.settle();
            assertThat(bench.trunk().last().status()).as(method).isEqualTo(405);
        }
        bench.trunk()
                .say(bench.trunk().request("NOTIFY", "n", "Event: check-sync\r\nSubscription-State: active\r\n", ""));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(489);
        Bob bob = established(bench);
        bench.trunk().say(bob.inside("OPTIONS", ""));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(200);
        assertThat(bench.trunk().requests("INVITE")).isEmpty();
    }

    @Test
    void a_lost_flow_ends_a_ringing_call() {
        Bench bench = registered();
        new Bob(bench, "ringing").calls();
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(5);
        assertThat(bench.event(UaEvent.CallEnded.class).report().endedBy()).isEqualTo(EndedBy.NETWORK);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
    }

    @Test
    void an_unknown_call_has_no_end() {
        Bench bench = registered();
        assertThat(bench.ua.ended(new org.sealphone.ua.api.CallId(77))).isCompletedExceptionally();
        assertThat(Optional.of(bench.ua.snapshot().ended()))
                .hasValueSatisfying(list -> assertThat(list).isEmpty());
    }
}
