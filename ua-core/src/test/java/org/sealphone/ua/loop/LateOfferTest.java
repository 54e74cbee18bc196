package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.FirstOffer;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** Calls whose INVITE has no description (RFC 3261 13.2.1, RFC 3264 4): in both roles the one who answers offers, and the ACK decides. */
class LateOfferTest {
    private static final String CONTACT = "Contact: <sips:bob@pbx.example:5061>";

    private final Bench called = new Bench();

    private static CallMedia tone() {
        return new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard()));
    }

    private static long heard(Bench bench) {
        return bench.ua.snapshot().calls().get(0).media().orElseThrow().rxPackets();
    }

    /** Bob, who offers nothing, has been answered. */
    private Bob answered() {
        called.registered();
        Bob bob = new Bob(called, "late");
        called.trunk().say(called.trunk().request("INVITE", "late", "", ""));
        called.settle();
        assertThat(called.trunk().responses(180)).hasSize(1);
        CallId id = called.event(UaEvent.IncomingCall.class).call();
        called.ua.answer(id, tone());
        called.settle();
        bob.tag = ok().header("To").replaceAll(".*tag=", "");
        return bob;
    }

    private SipText ok() {
        List<SipText> all = called.trunk().responses(200);
        return all.get(all.size() - 1);
    }

    private CallReport ended() {
        SipText bye = called.trunk().requests("BYE").get(0);
        called.trunk().say(bye.respond(200, "", ""));
        called.settle();
        return called.now(
                called.ua.ended(called.event(UaEvent.IncomingCall.class).call()));
    }

    @Test
    void SDES_31_a_first_invite_without_a_description_gets_our_offer_in_the_200_and_no_other_key_afterwards() {
        Bob bob = answered();
        SipText first = ok();
        assertThat(first.body).contains("RTP/SAVP").contains("a=crypto:1 AEAD_AES_256_GCM inline:");
        called.run(5_000);
        assertThat(called.trunk().responses(200))
                .as("repeated until the ACK comes")
                .hasSizeGreaterThan(2)
                .allSatisfy(again -> assertThat(again.body).isEqualTo(first.body));
        assertThat(called.network.ledger().datagramsOut()).isZero();
        called.trunk().say(bob.inside("ACK", bob.peer.answer(first.body)));
        called.run(2_000);
        assertThat(called.event(UaEvent.Established.class).suite()).isNotNull();
        assertThat(heard(called)).isGreaterThan(80);
        assertThat(bob.peer.session.report().rxPackets()).isGreaterThan(80);
        assertThat(bob.peer.session.report().rxAuthFailed()).isZero();
        called.trunk().say(bob.inside("ACK", ""));
        called.run(500);
        assertThat(called.events(UaEvent.Established.class))
                .as("an ACK that comes again decides nothing")
                .hasSize(1);
        called.trunk().say(bob.inside("BYE", ""));
        called.settle();
        assertThat(called.now(called.ua.ended(
                                called.event(UaEvent.IncomingCall.class).call()))
                        .end())
                .isInstanceOf(End.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP, RTP/AVP, SDES-01",
        "a=crypto, a=nothing, SDES-11",
        "'a=crypto:1 ', 'a=crypto:9 ', SDES-08",
    })
    void SDES_31_ADV_20_an_ack_that_is_not_sealed_ends_the_call_and_not_one_datagram_leaves(
            String sealed, String plain, String code) {
        Bob bob = answered();
        String answer = bob.peer.answer(ok().body).replace(sealed, plain);
        bob.peer.stop();
        long before = called.network.ledger().datagramsOut();
        called.trunk().say(bob.inside("ACK", answer));
        called.settle();
        CallReport report = ended();
        assertThat(report.end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo(code);
        assertThat(report.media()).isEmpty();
        assertThat(called.network.ledger().datagramsOut()).isEqualTo(before);
    }

    @Test
    void SDES_31_an_ack_without_an_answer_leaves_no_keys_and_ends_the_call() {
        Bob bob = answered();
        called.trunk().say(bob.inside("ACK", ""));
        called.settle();
        CallReport report = ended();
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo("SIP-05");
        assertThat(called.network.ledger().datagramsOut()).isZero();
    }

    private static SipText invite(Bench bench) {
        return bench.trunk().requests("INVITE").get(0);
    }

    /** We dial and offer nothing. */
    private static Bench asking() {
        Bench bench = new Bench(builder -> builder.firstOffer(FirstOffer.THEIRS));
        bench.registered();
        return bench;
    }

    @Test
    void SDES_31_whoever_answers_our_invite_without_a_description_offers_and_our_ack_has_the_only_key_of_ours() {
        Bench bench = asking();
        Ua.Call call = bench.ua.dial("bob", tone());
        bench.settle();
        assertThat(invite(bench).body).isEmpty();
        MediaPeer peer = new MediaPeer(bench);
        String ok = invite(bench).respond(200, "b0b", peer.offer(), CONTACT);
        bench.trunk().say(ok);
        bench.settle();
        SipText ack = bench.trunk().requests("ACK").get(0);
        assertThat(ack.header("Content-Type")).isEqualTo("application/sdp");
        assertThat(ack.body).contains("RTP/SAVP").containsOnlyOnce("a=crypto:");
        peer.answered(ack.body);
        bench.run(2_000);
        assertThat(heard(bench)).isGreaterThan(80);
        assertThat(peer.session.report().rxPackets()).isGreaterThan(80);
        bench.trunk().say(ok);
        bench.settle();
        assertThat(bench.trunk().requests("ACK"))
                .as("the ACK is repeated as it was")
                .hasSize(2)
                .allSatisfy(again -> assertThat(again.body).isEqualTo(ack.body));
        bench.trunk().say(bench.trunk().inside(invite(bench), "b0b", "BYE", 1, "", ""));
        bench.settle();
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP, RTP/AVP, SDES-36",
        "a=crypto, a=nothing, SDES-11",
    })
    void SDES_31_an_offer_in_the_200_that_is_not_sealed_is_acknowledged_without_a_key_and_hung_up(
            String sealed, String plain, String code) {
        Bench bench = asking();
        Ua.Call call = bench.ua.dial("bob", tone());
        bench.settle();
        String offer = new MediaPeer(bench).offer().replace(sealed, plain);
        bench.trunk().say(invite(bench).respond(200, "b0b", offer, CONTACT));
        bench.settle();
        assertThat(bench.trunk().requests("ACK")).singleElement().satisfies(ack -> assertThat(ack.body)
                .isEmpty());
        bench.trunk().say(bench.trunk().requests("BYE").get(0).respond(200, "", ""));
        bench.settle();
        CallReport report = bench.now(call.ended());
        assertThat(report.end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo(code);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
    }
}
