package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.UaEvent;

/** What other phones are known to say, or to leave out, when a call is set up: one test for each habit. */
class HabitsInOffersTest {
    private final Bench bench = new Bench();

    private MediaReport media() {
        return bench.ua.snapshot().calls().get(0).media().orElseThrow();
    }

    private int status(String sdp) {
        bench.registered();
        bench.trunk().say(bench.trunk().request("INVITE", "habit", "", sdp));
        bench.settle();
        return bench.trunk().last().status();
    }

    /** Bob offers this, the phone takes the call, and both hear each other. */
    private String heard(String from, String to) {
        bench.registered();
        Bob bob = new Bob(bench, "habit");
        MediaPeer peer = bob.peer;
        String sdp = new SipText(bob.invite).body.replaceAll(from, to);
        bench.trunk().say(bench.trunk().request("INVITE", "habit", "", sdp));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(180);
        StandingCall.answered(bench);
        bob.ack();
        bench.run(1_000);
        assertThat(media().rxPackets()).isGreaterThan(40);
        assertThat(peer.session.report().rxPackets()).isGreaterThan(40);
        assertThat(media().rxAuthFailed() + peer.session.report().rxAuthFailed())
                .isZero();
        return bob.invited.body;
    }

    private String offer() {
        bench.ua.register();
        bench.settle();
        return new MediaPeer(bench).offer();
    }

    private SipText dialled() {
        bench.ua.dial("bob", new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard())));
        bench.settle();
        return bench.trunk().requests("INVITE").get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP, RTP/SAVP, 180",
        "RTP/SAVP, RTP/AVP, 488",
        "RTP/SAVP, RTP/SAVPF, 488",
        "'RTP/SAVP|a=crypto', RTP/AVPF, 488",
        "a=crypto, a=nothing, 488",
    })
    void SDES_10_36_sealed_is_demanded_of_whoever_calls_by_the_profile_and_by_the_keys(
            String from, String to, int status) {
        assertThat(status(offer().replaceAll(from, to))).isEqualTo(status);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
    }

    @Test
    void SDES_20_32_early_media_is_heard_under_its_own_key_before_anybody_takes_the_call() {
        SipText invite = dialled();
        assertThat(invite.body.lines().filter(line -> line.startsWith("a=crypto:")))
                .isNotEmpty()
                .allMatch(line -> line.matches("a=crypto:[1-9].*"));
        MediaPeer failed = new MediaPeer(bench);
        MediaPeer next = new MediaPeer(bench);
        String contact = "Contact: <sips:bob@pbx.example:5061>";
        bench.trunk().say(invite.respond(183, "one", failed.answer(invite.body), contact));
        bench.run(1_000);
        assertThat(media().rxPackets()).isGreaterThan(40);
        assertThat(bench.events(UaEvent.Established.class)).isEmpty();
        failed.stop();
        bench.trunk().say(invite.respond(200, "two", next.answer(invite.body), contact));
        bench.settle();
        SipText rekeying = bench.trunk().requests("INVITE").get(1);
        bench.trunk().say(rekeying.respond(200, "two", next.reanswer(rekeying.body, Direction.SENDRECV), contact));
        bench.settle();
        long came = media().rxPackets();
        long got = next.session.report().rxPackets();
        bench.run(1_000);
        assertThat(media().rxPackets() - came).isGreaterThan(45);
        assertThat(next.session.report().rxPackets() - got).isGreaterThan(45);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$1|2^31", "$1|2^20", "$1|1048576"})
    void SDES_18_a_lifetime_is_a_lifetime_in_each_way_of_writing_it(String line) {
        heard("(a=crypto:[^\r]*)", line);
    }

    @Test
    void SDES_12_19_a_line_with_a_parameter_that_nobody_knows_is_passed_over_and_the_next_one_is_taken() {
        assertThat(heard("(a=crypto:1 [^\r]*)", "$1 STRANGE=1")).contains("a=crypto:2 ");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void SIP_05_of_two_lines_for_one_sound_the_sealed_one_is_taken_wherever_it_stands(boolean sealedFirst) {
        String plain = "m=audio 9 RTP/AVP 0\r\n";
        String sealed = offer();
        int media = sealed.indexOf("m=audio");
        String both = sealedFirst ? sealed + plain : sealed.substring(0, media) + plain + sealed.substring(media);
        assertThat(status(both)).isEqualTo(180);
        StandingCall.answered(bench);
        List<String> lines = bench.trunk()
                .last()
                .body
                .lines()
                .filter(line -> line.startsWith("m="))
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(sealedFirst ? 0 : 1)).contains(" RTP/SAVP ").doesNotContain("audio 0 ");
        assertThat(lines.get(sealedFirst ? 1 : 0)).startsWith("m=audio 0 RTP/AVP");
    }

    @Test
    void SDES_17_aes_256_has_its_46_octets_of_key_and_salt() {
        String one = heard("a=crypto:\\d+ (?!AES_256_CM_HMAC_SHA1_80)[^\r]*\r\n", "");
        assertThat(one).containsPattern("a=crypto:\\d+ AES_256_CM_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{62}(==)?[|\r]");
    }

    @Test
    void SDES_17_aes_256_with_30_octets_is_refused() {
        String others = "a=crypto:\\d+ (?!AES_256_CM_HMAC_SHA1_80)[^\r]*\r\n";
        assertThat(status(offer().replaceAll(others, "").replaceAll("inline:([^\r]{40})[^\r]*", "inline:$1")))
                .isEqualTo(488);
    }

    @Test
    void SDES_11_a_secure_answer_without_keys_ends_the_call_and_not_one_datagram_leaves() {
        SipText invite = dialled();
        MediaPeer peer = new MediaPeer(bench);
        String answer = peer.answer(invite.body);
        peer.stop();
        long before = bench.network.ledger().datagramsOut();
        bench.trunk()
                .say(invite.respond(
                        200,
                        "b0b",
                        answer.replaceAll("a=crypto:[^\r]*\r\n", ""),
                        "Contact: <sips:bob@pbx.example:5061>"));
        bench.settle();
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
        assertThat(bench.events(UaEvent.Established.class)).isEmpty();
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(before);
    }

    @Test
    void SDES_17_keys_without_their_padding_are_keys() {
        heard("(a=crypto:[^\r=]*)=+", "$1");
    }
}
