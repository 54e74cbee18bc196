package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

class OutgoingCallTest {
    private static CallMedia tone() {
        return new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard()));
    }

    private static SipText invite(Bench bench) {
        List<SipText> all = bench.trunk().requests("INVITE");
        return all.get(all.size() - 1);
    }

    /** Dials bob and comes back when his phone has the INVITE. */
    private static Ua.Call dial(Bench bench) {
        Ua.Call call = bench.ua.dial("bob", tone());
        bench.settle();
        return call;
    }

    /** The same, answered by a peer with media of its own. */
    private static MediaPeer answered(Bench bench, String... more) {
        MediaPeer peer = new MediaPeer(bench);
        SipText invite = invite(bench);
        bench.trunk().say(invite.respond(180, "b0b", ""));
        String[] headers = more.length > 0 ? more : new String[] {"Contact: <sips:bob@pbx.example:5061>"};
        bench.trunk().say(invite.respond(200, "b0b", peer.answer(invite.body), headers));
        bench.settle();
        return peer;
    }

    private static void nothingIsLeft(Bench bench) {
        assertThat(bench.ua.snapshot().calls()).isEmpty();
        long sent = bench.network.ledger().datagramsOut();
        bench.run(200);
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(sent);
    }

    @Test
    void SDES_02_16_our_offer_is_one_that_the_field_takes() {
        Bench bench = new Bench();
        dial(bench);
        String offer = invite(bench).body;
        List<String> lines =
                offer.lines().filter(line -> line.startsWith("a=crypto:")).toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(4).noneMatch(line -> line.contains("|"));
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).matches("a=crypto:" + (i + 1) + " [A-Z0-9_]+ inline:[A-Za-z0-9+/]+=*");
        }
        assertThat(lines).as("every peer has this one").anyMatch(line -> line.contains(" AES_CM_128_HMAC_SHA1_80 "));
        assertThat(offer.lines().filter(line -> line.startsWith("m="))).hasSize(1);
        assertThat(bench.reservedAt.get(0).getHostAddress())
                .as("sound is taken where the flow ends")
                .isEqualTo("192.0.2.10");
    }

    @Test
    void a_call_is_sealed_both_ways_and_hung_up_by_us() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        SipText invite = invite(bench);
        assertThat(invite.uri()).isEqualTo("sips:bob@pbx.example");
        assertThat(invite.body).contains("RTP/SAVP").contains("a=crypto:1 AEAD_AES_256_GCM inline:");
        MediaPeer peer = answered(bench);
        assertThat(bench.event(UaEvent.Progress.class).status()).isEqualTo(180);
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        bench.run(5000);
        assertThat(bench.ua.snapshot().calls()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.state()).isEqualTo(CallState.ESTABLISHED);
            assertThat(snapshot.media().orElseThrow().rxPackets()).isGreaterThan(200);
        });
        bench.ua.hangUp(call.id());
        bench.settle();
        SipText bye = bench.trunk().last();
        assertThat(bye.method()).isEqualTo("BYE");
        MediaReport heard = peer.stop();
        bench.trunk().say(bye.respond(200, "", ""));
        bench.settle();
        CallReport report = bench.now(call.ended());
        assertThat(report.end()).isInstanceOf(End.Ok.class);
        assertThat(report.endedBy()).isEqualTo(EndedBy.LOCAL);
        assertThat(report.status()).contains(200);
        assertThat(report.setupMillis()).isPresent();
        assertThat(report.durationMillis().orElseThrow()).isBetween(4900L, 5200L);
        assertThat(report.media().orElseThrow().suite()).isEqualTo(SrtpSuite.AEAD_AES_256_GCM);
        assertThat(heard.rxPackets()).isGreaterThan(200);
        assertThat(heard.rxAuthFailed()).isZero();
        nothingIsLeft(bench);
    }

    @Test
    void a_call_that_the_peer_hangs_up_stops_media_at_once() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        MediaPeer peer = answered(bench);
        bench.run(3000);
        peer.stop();
        bench.trunk().say(bench.trunk().inside(invite(bench), "b0b", "BYE", 1, "", ""));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(200);
        CallReport report = bench.now(call.ended());
        assertThat(report.endedBy()).isEqualTo(EndedBy.REMOTE);
        assertThat(report.end()).isInstanceOf(End.Ok.class);
        nothingIsLeft(bench);
    }

    @Test
    void keys_agreed_and_no_media_is_a_failure_of_media() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        MediaPeer peer = answered(bench);
        peer.stop();
        peer.port.close();
        bench.run(3000);
        bench.ua.hangUp(call.id());
        bench.settle();
        bench.trunk().say(bench.trunk().last().respond(200, "", ""));
        bench.settle();
        // The one packet of the peer may have come before it stopped.
        CallReport report = bench.now(call.ended());
        assertThat(report.media().orElseThrow().rxPackets()).isLessThan(5);
    }

    @Test
    void ADV_71_a_peer_that_falls_silent_is_hung_up_as_failed_media() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        MediaPeer peer = answered(bench);
        bench.run(1000);
        peer.stop();
        bench.run(40_000);
        assertThat(bench.trunk().last().method()).isEqualTo("BYE");
        bench.trunk().say(bench.trunk().last().respond(200, "", ""));
        bench.settle();
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.MediaFailed.class);
        nothingIsLeft(bench);
    }

    @ParameterizedTest
    @CsvSource({"486", "603", "404", "503", "302"})
    void a_final_refusal_is_told_with_its_status(int status) {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        bench.trunk().say(invite(bench).respond(status, "b0b", "", "Contact: <sip:evil@example.org;transport=udp>"));
        bench.settle();
        CallReport report = bench.now(call.ended());
        assertThat(report.end()).isInstanceOfSatisfying(End.RejectedByPeer.class, end -> assertThat(end.status())
                .isEqualTo(status));
        assertThat(report.endedBy()).isEqualTo(EndedBy.REMOTE);
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
        nothingIsLeft(bench);
    }

    @Test
    void SIP_03_a_challenged_invite_goes_out_again_and_its_ack_carries_the_same_credentials() {
        Bench bench = new Bench();
        dial(bench);
        bench.trunk()
                .say(
                        invite(bench)
                                .respond(
                                        407,
                                        "x",
                                        "",
                                        "Proxy-Authenticate: Digest realm=\"pbx.example\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256"));
        bench.settle();
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
        SipText second = invite(bench);
        assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
        assertThat(second.header("Proxy-Authorization")).startsWith("Digest ");
        answered(bench);
        List<SipText> acks = bench.trunk().requests("ACK");
        assertThat(acks.get(acks.size() - 1).header("Proxy-Authorization"))
                .isEqualTo(second.header("Proxy-Authorization"));
        assertThat(acks.get(acks.size() - 1).header("CSeq")).isEqualTo("2 ACK");
    }

    @Test
    void AUTH_05_a_challenged_bye_is_answered_on_the_same_flow_and_realm() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        answered(bench);
        bench.ua.hangUp(call.id());
        bench.settle();
        bench.trunk()
                .say(
                        bench.trunk()
                                .last()
                                .respond(
                                        401,
                                        "",
                                        "",
                                        "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256"));
        bench.settle();
        SipText again = bench.trunk().last();
        assertThat(again.method()).isEqualTo("BYE");
        assertThat(again.header("Authorization")).startsWith("Digest ").contains("uri=\"" + again.uri() + "\"");
        bench.trunk().say(again.respond(200, "", ""));
        bench.settle();
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void a_wrong_password_ends_the_call_as_authentication() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        for (int i = 0; i < 2; i++) {
            bench.trunk()
                    .say(invite(bench)
                            .respond(
                                    401,
                                    "x",
                                    "",
                                    "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n" + i
                                            + "\", qop=\"auth\", algorithm=SHA-256"));
            bench.settle();
        }
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.AuthFailed.class);
        assertThat(bench.now(call.ended()).end().exitCode()).isEqualTo(5);
    }

    @Test
    void a_call_is_cancelled_only_after_a_provisional_response() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        bench.ua.cancel(call.id());
        bench.settle();
        assertThat(bench.trunk().requests("CANCEL")).isEmpty();
        bench.trunk().say(invite(bench).respond(100, "", ""));
        bench.settle();
        SipText cancel = bench.trunk().last();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
        assertThat(cancel.header("Via"))
                .contains(invite(bench).header("Via").replaceAll(".*(z9hG4bK[0-9a-f]+).*", "$1"));
        bench.trunk().say(cancel.respond(200, "b0b", ""));
        bench.trunk().say(invite(bench).respond(487, "b0b", ""));
        bench.settle();
        CallReport report = bench.now(call.ended());
        assertThat(report.end()).isInstanceOf(End.Ok.class);
        assertThat(report.status()).contains(487);
        nothingIsLeft(bench);
    }

    @Test
    void ADV_84_a_200_after_cancel_is_acknowledged_and_hung_up() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        MediaPeer peer = new MediaPeer(bench);
        bench.trunk().say(invite(bench).respond(180, "b0b", ""));
        bench.settle();
        bench.ua.hangUp(call.id());
        bench.trunk()
                .say(invite(bench)
                        .respond(200, "b0b", peer.answer(invite(bench).body), "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        peer.stop();
        assertThat(bench.trunk().requests("CANCEL")).hasSize(1);
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
        bench.trunk().say(bench.trunk().requests("BYE").get(0).respond(200, "", ""));
        bench.settle();
        assertThat(bench.now(call.ended()).media()).isEmpty();
        assertThat(bench.ports)
                .allSatisfy(port -> assertThat(bench.ua.snapshot().calls()).isEmpty());
    }

    @Test
    void a_cancel_that_nobody_answers_is_given_up_after_32_seconds_and_a_late_200_is_still_hung_up() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        bench.trunk().say(invite(bench).respond(180, "b0b", ""));
        bench.settle();
        bench.ua.hangUp(call.id());
        bench.run(33_000);
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Ok.class);
        nothingIsLeft(bench);
    }

    @Test
    void a_call_that_rings_too_long_is_cancelled_as_unreachable() {
        Bench bench = new Bench((UnaryOperator<org.sealphone.ua.api.Account.Builder>)
                builder -> builder.ringTimeout(Duration.ofSeconds(20)));
        Ua.Call call = dial(bench);
        bench.trunk().say(invite(bench).respond(180, "b0b", ""));
        bench.run(21_000);
        SipText cancel = bench.trunk().last();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        bench.trunk().say(cancel.respond(200, "b0b", ""));
        bench.trunk().say(invite(bench).respond(487, "b0b", ""));
        bench.settle();
        assertThat(bench.now(call.ended()).end()).isInstanceOfSatisfying(End.Unreachable.class, end -> assertThat(
                        end.refusal().reason().code())
                .isEqualTo("NET-21"));
    }

    @Test
    void an_invite_without_any_response_times_out_after_32_seconds() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        bench.run(31_000);
        assertThat(call.ended()).isNotDone();
        bench.run(3_000);
        assertThat(bench.now(call.ended()).end()).isInstanceOfSatisfying(End.Unreachable.class, end -> assertThat(
                        end.refusal().reason().code())
                .isEqualTo("NET-20"));
        nothingIsLeft(bench);
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP,RTP/AVP,'a=crypto:1 [^\\r]*\\r\\n','',ADV-01",
        "RTP/SAVP,RTP/AVP,x^,'',SDES-01",
        "x^,'','a=crypto:1 [^\\r]*\\r\\n','',SDES-11",
        "x^,'','a=crypto:1 ','a=crypto:9 ',SDES-08",
        "x^,'','AEAD_AES_256_GCM inline','AEAD_AES_128_GCM inline',SDES-17",
        "x^,'','(a=crypto:1 [^\\r]*\\r\\n)','$1$1',SDES-07",
        "x^,'','(a=crypto:1 [^\\r]*)','$1 UNENCRYPTED_SRTP',SDES-13",
        "x^,'','inline:....','inline:',SDES-17",
    })
    void a_refused_answer_is_acknowledged_and_hung_up_and_not_one_datagram_leaves(
            String from, String to, String alsoFrom, String alsoTo, String code) {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        SipText invite = invite(bench);
        MediaPeer peer = new MediaPeer(bench);
        String good = peer.answer(invite.body);
        peer.stop();
        long before = bench.network.ledger().datagramsOut();
        String bad = good.replaceAll(from.equals("x^") ? "(?!)" : from, to)
                .replaceAll(alsoFrom.equals("x^") ? "(?!)" : alsoFrom, alsoTo);
        bench.trunk().say(invite.respond(200, "b0b", bad, "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        assertThat(bench.trunk().last().method()).isEqualTo("BYE");
        bench.trunk().say(bench.trunk().last().respond(200, "", ""));
        bench.settle();
        CallReport report = bench.now(call.ended());
        assertThat(report.end().exitCode()).isEqualTo(3);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo(code);
        assertThat(report.media()).isEmpty();
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(before);
    }

    @Test
    void SIP_05_a_200_without_an_answer_is_refused() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        bench.trunk().say(invite(bench).respond(200, "b0b", "", "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        bench.trunk().say(bench.trunk().last().respond(200, "", ""));
        bench.settle();
        assertThat(bench.now(call.ended()).end().reason().orElseThrow().reason().code())
                .isEqualTo("SIP-05");
    }

    @Test
    void ADV_21_a_plain_description_in_a_183_changes_nothing() {
        Bench bench = new Bench();
        dial(bench);
        SipText invite = invite(bench);
        MediaPeer peer = new MediaPeer(bench);
        String good = peer.answer(invite.body);
        String plain = good.replace("RTP/SAVP", "RTP/AVP").replaceAll("a=crypto:[^\r]*\r\n", "");
        long before = bench.network.ledger().rtpOut();
        peer.stop();
        bench.trunk().say(invite.respond(183, "b0b", plain, "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        assertThat(bench.events(UaEvent.Established.class)).isEmpty();
        bench.trunk().say(invite.respond(200, "b0b", good, "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        assertThat(bench.events(UaEvent.Established.class)).hasSize(1);
        assertThat(bench.network.ledger().rtpOut()).isGreaterThanOrEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:bob@203.0.113.9:5060;transport=udp>,",
        "<sip:bob@203.0.113.9:5060;transport=tcp>,",
        "<sip:bob@evil.example>,",
        "<sips:bob@evil.example;transport=udp>,",
        "<sips:bob@pbx.example>,<sip:203.0.113.9;transport=udp;lr>",
        "<sips:bob@pbx.example>,<sip:203.0.113.9:5060;lr>",
    })
    void ADV_25_ack_and_bye_stay_on_the_flow_whatever_contact_and_record_route_say(String contact, String route) {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        if (route == null) {
            answered(bench, "Contact: " + contact);
        } else {
            answered(bench, "Contact: " + contact, "Record-Route: " + route);
        }
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        bench.ua.hangUp(call.id());
        bench.settle();
        SipText bye = bench.trunk().last();
        assertThat(bye.method()).isEqualTo("BYE");
        assertThat(bye.uri()).isEqualTo(contact.replaceAll("[<>]", ""));
        assertThat(bye.header("Via")).startsWith("SIP/2.0/TLS ");
        assertThat(bye.header("Route")).isEqualTo(route == null ? "" : route);
    }

    @Test
    void a_repeated_200_is_acknowledged_again() {
        Bench bench = new Bench();
        dial(bench);
        SipText invite = invite(bench);
        MediaPeer peer = new MediaPeer(bench);
        String ok = invite.respond(200, "b0b", peer.answer(invite.body), "Contact: <sips:bob@pbx.example>");
        bench.trunk().say(ok);
        bench.settle();
        bench.trunk().say(ok);
        bench.settle();
        assertThat(bench.trunk().requests("ACK")).hasSize(2);
        assertThat(bench.events(UaEvent.Established.class)).hasSize(1);
        assertThat(bench.trunk().requests("BYE")).isEmpty();
    }

    @Test
    void SIP_27_a_second_200_of_another_phone_is_acknowledged_and_hung_up() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        SipText invite = invite(bench);
        answered(bench);
        bench.trunk()
                .say(invite.respond(
                        200, "fork2", new MediaPeer(bench).answer(invite.body), "Contact: <sips:fork@pbx.example>"));
        bench.settle();
        assertThat(bench.trunk().requests("ACK")).hasSize(2);
        assertThat(bench.trunk().requests("BYE")).singleElement().satisfies(bye -> {
            assertThat(bye.uri()).isEqualTo("sips:fork@pbx.example");
            assertThat(bye.header("To")).contains("tag=fork2");
        });
        assertThat(call.ended()).isNotDone();
    }

    @Test
    void without_patience_a_lost_flow_ends_the_call_at_once_with_its_code_and_stops_media() {
        Bench bench = new Bench(builder -> builder.flowPatience(Duration.ZERO));
        Ua.Call call = dial(bench);
        answered(bench);
        bench.run(1000);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(5);
        CallReport report = bench.now(call.ended());
        assertThat(report.endedBy()).isEqualTo(EndedBy.NETWORK);
        assertThat(report.end().reason().orElseThrow().reason()).isEqualTo(CryptoReason.NET_04);
        assertThat(bench.ua.snapshot().connected()).isFalse();
    }

    @Test
    void a_flow_lost_while_dialling_ends_the_call_and_the_next_one_makes_a_new_flow() {
        Bench bench = new Bench();
        Ua.Call call = dial(bench);
        bench.flow().lose(CryptoReason.TLS_11);
        bench.run(5);
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Unreachable.class);
        dial(bench);
        assertThat(bench.flows).hasSize(2);
        answered(bench);
        assertThat(bench.events(UaEvent.Established.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "udp:10.0.0.1,GUARD-01",
        "sip:bob@other.example;transport=tcp,GUARD-02",
        "sip:bob@other.example,GUARD-03",
        "'sips:bob@pbx.example?Subject=x',GUARD-05",
    })
    void a_refused_target_ends_without_a_byte_on_the_wire(String target, String code) {
        Bench bench = new Bench();
        boolean[] closed = new boolean[1];
        AudioOutput output = new AudioOutput() {
            @Override
            public org.sealphone.media.audio.AudioSink open(int sampleRate) {
                throw new AssertionError();
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Ua.Call call = bench.ua.dial(target, new CallMedia(AudioInput.silence(), List.of(output)));
        bench.settle();
        CallReport report = bench.now(call.ended());
        assertThat(report.end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo(code);
        assertThat(bench.flows).isEmpty();
        assertThat(closed[0]).isTrue();
    }
}
