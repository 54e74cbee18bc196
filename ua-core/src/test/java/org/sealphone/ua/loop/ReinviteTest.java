package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.UaEvent;

/** Changes of an established call that the peer wants: RFC 3261 section 14, RFC 3311, RFC 3264 section 8, RFC 4568 section 7.1.4. */
class ReinviteTest {
    private final StandingCall call = new StandingCall();
    private final Bench bench = call.bench;
    private final Bob bob = call.bob;
    private final CallId id = call.id;

    private MediaReport media() {
        return call.media();
    }

    private Hold hold() {
        return call.hold();
    }

    private void hearsBothWays() {
        call.hearsBothWays();
    }

    private CallReport bye() {
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        return bench.now(bench.ua.ended(id));
    }

    private static String version(String sdp) {
        return sdp.replaceAll("(?s).*o=- (\\d+ \\d+) .*", "$1");
    }

    private static String key(String sdp) {
        return sdp.replaceAll("(?s).*a=crypto:\\d+ (\\S+ \\S+)\r\n.*", "$1");
    }

    private static String place(String sdp) {
        return sdp.replaceAll("(?s).*(c=[^\r]*).*(m=audio \\d+).*", "$1 $2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void SDES_24_30_hold_and_resume_of_the_peer_are_followed_under_the_same_keys(String method) {
        SipText first = bob.invited;
        SipText held = bob.changes(method, bob.peer.reoffer(Direction.SENDONLY), 200);
        bob.peer.reanswered(held.body);
        assertThat(held.body).contains("a=recvonly").containsOnlyOnce("a=crypto:");
        assertThat(key(held.body)).isEqualTo(key(first.body));
        assertThat(hold()).isEqualTo(Hold.REMOTE);
        assertThat(bench.event(UaEvent.CallChanged.class).hold()).isEqualTo(Hold.REMOTE);
        bench.run(100);
        long rtp = media().txPackets();
        long rtcp = media().rtcpTx();
        bench.run(40_000);
        assertThat(media().txPackets())
                .as("nothing is sent to whoever takes nothing")
                .isEqualTo(rtp);
        assertThat(media().rtcpTx()).as("SDES-29").isGreaterThan(rtcp + 4);
        SipText back = bob.changes(method, bob.peer.reoffer(Direction.SENDRECV), 200);
        bob.peer.reanswered(back.body);
        assertThat(back.body).contains("a=sendrecv");
        assertThat(hold()).isEqualTo(Hold.NONE);
        hearsBothWays();
        assertThat(media().rxAuthFailed()).isZero();
        assertThat(bye().end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void SDES_30_inactive_is_answered_inactive() {
        SipText held = bob.changes("INVITE", bob.peer.reoffer(Direction.INACTIVE), 200);
        bob.peer.reanswered(held.body);
        assertThat(held.body).contains("a=inactive");
        assertThat(hold()).isEqualTo(Hold.REMOTE);
        bench.run(60_000);
        assertThat(bench.ua.snapshot().calls())
                .as("SDES-29: reports keep a held call")
                .hasSize(1);
    }

    @Test
    void SDES_30_the_legacy_hold_address_is_followed_and_nothing_is_sent_there() {
        String legacy = bob.peer.reoffer(Direction.SENDRECV).replaceAll("c=IN IP4 \\S+", "c=IN IP4 0.0.0.0");
        SipText held = bob.changes("INVITE", legacy, 200);
        assertThat(held.body).contains("a=recvonly");
        bob.peer.rejected();
        assertThat(hold()).isEqualTo(Hold.REMOTE);
        bench.run(100);
        long rtp = media().txPackets();
        bench.run(2_000);
        assertThat(media().txPackets()).isEqualTo(rtp);
        SipText back = bob.changes("INVITE", bob.peer.reoffer(Direction.SENDRECV), 200);
        bob.peer.reanswered(back.body);
        hearsBothWays();
    }

    @Test
    void SIP_05_our_version_grows_by_one_when_something_changes_and_only_then() {
        String[] before = version(bob.invited.body).split(" ");
        SipText same = bob.changes("UPDATE", bob.peer.reoffer(Direction.SENDRECV), 200);
        bob.peer.reanswered(same.body);
        assertThat(version(same.body)).isEqualTo(before[0] + " " + before[1]);
        SipText held = bob.changes("UPDATE", bob.peer.reoffer(Direction.SENDONLY), 200);
        bob.peer.reanswered(held.body);
        assertThat(version(held.body)).isEqualTo(before[0] + " " + (Long.parseLong(before[1]) + 1));
        SipText again = bob.changes("INVITE", bob.peer.reoffer(Direction.SENDONLY), 200);
        bob.peer.reanswered(again.body);
        assertThat(version(again.body)).isEqualTo(version(held.body));
    }

    @Test
    void SIP_05_a_peer_that_forgets_to_count_is_judged_by_what_it_says() {
        String origin = bob.peer.reoffer(Direction.SENDRECV).split("\r\n")[1];
        bob.peer.rejected();
        String held = bob.peer.reoffer(Direction.SENDONLY).replaceAll("(?m)^o=[^\r]*", origin);
        assertThat(bob.changes("INVITE", held, 200).body).contains("a=recvonly");
    }

    @Test
    void SDES_25_a_peer_that_moves_with_a_fresh_key_is_followed() {
        SipText moved = bob.changes("INVITE", bob.peer.moves(Direction.SENDRECV), 200);
        bob.peer.reanswered(moved.body);
        bench.run(100);
        hearsBothWays();
    }

    @Test
    void SDES_25_a_peer_that_moves_under_its_old_key_is_refused() {
        String moved = bob.peer.reoffer(Direction.SENDRECV).replaceAll("m=audio \\d+", "m=audio 30000");
        bob.changes("INVITE", moved, 488);
        bob.peer.rejected();
        assertThat(bench.event(UaEvent.Found.class).finding().what().detail()).contains("SDES-25");
        hearsBothWays();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void SDES_26_a_fresh_key_of_a_peer_that_stays_brings_a_fresh_key_of_ours_and_nothing_is_lost(String method) {
        SipText ok = bob.changes(method, bob.peer.rekeys(Direction.SENDRECV), 200);
        bob.peer.reanswered(ok.body);
        assertThat(place(ok.body)).isEqualTo(place(bob.invited.body));
        assertThat(key(ok.body)).isNotEqualTo(key(bob.invited.body));
        bench.run(100);
        hearsBothWays();
        assertThat(media().rxAuthFailed()).isZero();
        SipText again = bob.changes(method, bob.peer.reoffer(Direction.SENDRECV), 200);
        bob.peer.reanswered(again.body);
        assertThat(key(again.body)).as("nothing is fresh").isEqualTo(key(ok.body));
        hearsBothWays();
    }

    @Test
    void SDES_27_a_peer_that_goes_on_under_its_replaced_key_is_heard_for_ten_seconds_and_no_longer() {
        SipText ok = bob.changes("INVITE", bob.peer.rekeys(Direction.SENDRECV), 200);
        bench.run(9_900);
        assertThat(media().rxAuthFailed()).isZero();
        assertThat(media().rxPackets()).isGreaterThan(530);
        bench.run(200);
        long came = media().rxPackets();
        bench.run(1_000);
        assertThat(media().rxPackets()).isEqualTo(came);
        assertThat(media().rxAuthFailed()).isGreaterThan(45);
        bob.peer.reanswered(ok.body);
        bench.run(100);
        hearsBothWays();
    }

    @Test
    void SDES_24_a_renumbered_tag_with_the_same_key_changes_no_key() {
        String renumbered = bob.peer.reoffer(Direction.SENDRECV).replaceAll("a=crypto:\\d+ ", "a=crypto:7 ");
        SipText ok = bob.changes("INVITE", renumbered, 200);
        assertThat(ok.body).contains("a=crypto:7 ");
        assertThat(key(ok.body)).isEqualTo(key(bob.invited.body));
        bob.peer.rejected();
        hearsBothWays();
        assertThat(media().rxAuthFailed()).isZero();
    }

    @Test
    void SDES_24_several_lines_with_the_active_one_among_them_change_no_key() {
        String offer = bob.peer.reoffer(Direction.SENDRECV);
        String more = offer.replaceFirst(
                "a=crypto:",
                "a=crypto:8 AES_CM_128_HMAC_SHA1_32 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\r\n"
                        + "a=crypto:9 AES_CM_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC\r\na=crypto:");
        SipText ok = bob.changes("INVITE", more, 200);
        assertThat(key(ok.body)).isEqualTo(key(bob.invited.body));
        bob.peer.rejected();
        hearsBothWays();
    }

    @Test
    void SIP_06_an_early_update_that_locks_the_codec_is_taken() {
        String narrowed =
                bob.peer.reoffer(Direction.SENDRECV).replaceAll("m=audio (\\d+) RTP/SAVP .*", "m=audio $1 RTP/SAVP 0");
        String one = narrowed.replaceAll("a=rtpmap:8[^\r]*\r\n", "");
        SipText ok = bob.changes("UPDATE", one, 200);
        bob.peer.reanswered(ok.body);
        assertThat(ok.body).contains("RTP/SAVP 0\r\n").contains("PCMU/8000");
        hearsBothWays();
        assertThat(media().rxReplayed()).isZero();
    }

    @Test
    void CODEC_01_another_codec_under_the_same_key_goes_on_counting() {
        String other =
                bob.peer.reoffer(Direction.SENDRECV).replaceAll("m=audio (\\d+) RTP/SAVP .*", "m=audio $1 RTP/SAVP 8");
        SipText ok = bob.changes("INVITE", other, 200);
        assertThat(ok.body).contains("PCMA/8000");
        assertThat(bench.event(UaEvent.CallChanged.class).codec().encodingName())
                .isEqualTo("PCMA");
        bob.peer.rejected();
        bench.run(1_000);
        assertThat(bob.peer.session.report().rxAuthFailed()).as("SRTP-10").isZero();
        assertThat(bob.peer.session.report().rxReplayed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "INVITE, RTP/SAVP, RTP/AVP, SDES-36",
        "UPDATE, RTP/SAVP, RTP/AVP, SDES-36",
        "INVITE, RTP/SAVP, RTP/SAVPF, SDES-10",
        "INVITE, a=crypto, a=nothing, SDES-11",
        "UPDATE, a=crypto, a=nothing, SDES-11",
        "INVITE, m=audio, m=video, SDES-10",
    })
    void ADV_17_18_19_what_is_not_sealed_is_refused_and_the_call_goes_on_under_its_keys(
            String method, String sealed, String plain, String code) {
        String offer = bob.peer.reoffer(Direction.SENDONLY);
        bob.changes(method, offer.replace(sealed, plain), 488);
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-24");
        assertThat(bench.event(UaEvent.Found.class).finding().what().detail()).contains(code);
        bob.peer.rejected();
        assertThat(hold()).isEqualTo(Hold.NONE);
        hearsBothWays();
        SipText twin = bob.changes(method, offer, 200);
        assertThat(twin.body).contains("a=recvonly");
    }

    @Test
    void SDES_31_a_late_offer_has_our_key_of_this_moment_and_the_answer_comes_in_the_ack() {
        bench.trunk().say(bob.inside("INVITE", ""));
        bench.settle();
        SipText ok = bench.trunk().responses(200).get(0);
        assertThat(key(ok.body)).isEqualTo(key(bob.invited.body));
        assertThat(ok.body).contains("RTP/SAVP").containsOnlyOnce("a=crypto:").contains("a=sendrecv");
        bench.trunk().say(bob.acknowledging(bob.peer.reanswer(ok.body, Direction.SENDRECV)));
        bench.settle();
        hearsBothWays();
        assertThat(media().rxAuthFailed()).isZero();
        assertThat(bye().end()).isInstanceOf(End.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({"RTP/SAVP, RTP/AVP, SDES-01", "a=crypto, a=nothing, SDES-11"})
    void ADV_20_a_late_offer_that_is_answered_in_clear_ends_the_call_and_nothing_is_ever_plain(
            String sealed, String plain, String code) {
        bench.trunk().say(bob.inside("INVITE", ""));
        bench.settle();
        SipText ok = bench.trunk().responses(200).get(0);
        String answer = bob.peer.reanswer(ok.body, Direction.SENDRECV).replace(sealed, plain);
        bench.trunk().say(bob.acknowledging(answer));
        bench.settle();
        SipText bye = bench.trunk().requests("BYE").get(0);
        bob.responds(bye, 200, "");
        CallReport report = bench.now(bench.ua.ended(id));
        assertThat(report.end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo(code);
    }

    @Test
    void ADV_20_a_late_offer_without_any_answer_ends_the_call() {
        bob.changes("INVITE", "", 200);
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
    }

    @Test
    void SIP_02_one_change_after_the_other() {
        bench.trunk().say(bob.inside("INVITE", bob.peer.reoffer(Direction.SENDONLY)));
        bench.settle();
        SipText ok = bench.trunk().responses(200).get(0);
        bob.peer.reanswered(ok.body);
        // No ACK yet: whoever asks for more is told to come again.
        bench.trunk().say(bob.inside("UPDATE", bob.peer.reoffer(Direction.SENDRECV)));
        bench.settle();
        assertThat(bench.trunk().responses(500).get(0).header("Retry-After")).matches("\\d+");
        assertThat(hold()).isEqualTo(Hold.REMOTE);
    }

    @Test
    void NET_22_a_re_invite_that_is_never_acknowledged_ends_the_call() {
        bench.trunk().say(bob.inside("INVITE", bob.peer.reoffer(Direction.SENDRECV)));
        bench.settle();
        bob.peer.reanswered(bench.trunk().responses(200).get(0).body);
        bench.run(40_000);
        assertThat(bench.trunk().requests("BYE")).isNotEmpty();
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        assertThat(bench.now(bench.ua.ended(id))
                        .end()
                        .reason()
                        .orElseThrow()
                        .reason()
                        .code())
                .isEqualTo("NET-22");
    }

    /** The network that a peer's packets pass: they come from another port than its description says. */
    private ReservedPort translated(Bench phone) {
        return phone.network.reserve(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ADV_68_media_goes_where_authentic_packets_come_from_if_the_account_allows_it(boolean allowed) {
        Bench other = new Bench(builder -> builder.followsAuthentic(allowed));
        other.registered();
        Bob caller = new Bob(other, "nat");
        int real = caller.peer.port.rtpPort();
        ReservedPort claimed = translated(other);
        String lies = caller.invite
                .replace("m=audio " + real, "m=audio " + claimed.rtpPort())
                .replace("a=rtcp:" + (real + 1), "a=rtcp:" + (claimed.rtpPort() + 1))
                .replaceAll("c=IN IP4 \\S+", "c=IN IP4 " + claimed.address().getHostAddress());
        other.trunk()
                .say(lies.replaceAll(
                        "Content-Length: \\d+",
                        "Content-Length: "
                                + lies.substring(lies.indexOf("\r\n\r\n") + 4).length()));
        other.settle();
        StandingCall.answered(other);
        caller.ack();
        other.run(2_000);
        long came = caller.peer.session.report().rxPackets();
        if (allowed) {
            assertThat(came).isGreaterThan(80);
        } else {
            assertThat(came).isZero();
        }
        assertThat(other.ua.snapshot().calls().get(0).media().orElseThrow().rxPackets())
                .as("what comes from there is heard in both cases")
                .isGreaterThan(80);
        // An unauthenticated datagram from elsewhere moves nothing.
        byte[] forged = new byte[60];
        forged[0] = (byte) 0x80;
        other.network.inject(
                forged,
                new java.net.InetSocketAddress(claimed.address(), 31_000),
                new java.net.InetSocketAddress(
                        other.ports.get(0).address(), other.ports.get(0).rtpPort()));
        // STUN to a media port is none of ours, and no failure of SRTP (RFC 7983, SRTP-18).
        other.network.inject(
                new byte[20],
                new java.net.InetSocketAddress(claimed.address(), 31_000),
                new java.net.InetSocketAddress(
                        other.ports.get(0).address(), other.ports.get(0).rtpPort()));
        other.run(1_000);
        assertThat(other.ua.snapshot().calls().get(0).media().orElseThrow().rxAuthFailed())
                .isEqualTo(1);
        if (allowed) {
            assertThat(caller.peer.session.report().rxPackets()).isGreaterThan(came + 40);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendonly", "inactive"})
    void SRTP_16_a_call_that_begins_on_hold_opens_its_path_with_a_report_at_once(String direction) {
        bye();
        bench.trunk().got.clear();
        Bob second = new Bob(bench, "held");
        bench.trunk()
                .say(second.invite
                        .replace("a=sendrecv", "a=" + direction)
                        .replaceAll(
                                "Content-Length: \\d+",
                                "Content-Length: "
                                        + second.invite
                                                .replace("a=sendrecv", "a=" + direction)
                                                .split("\r\n\r\n", 2)[1]
                                                .length()));
        bench.settle();
        StandingCall.answered(bench);
        long rtcp = bench.network.ledger().rtcpOut();
        long rtp = bench.network.ledger().rtpOut();
        SipText ok =
                bench.trunk().responses(200).get(bench.trunk().responses(200).size() - 1);
        second.tag = ok.header("To").replaceAll(".*tag=", "");
        bench.trunk().say(second.inside("ACK", ""));
        bench.run(30);
        assertThat(bench.network.ledger().rtcpOut()).isEqualTo(rtcp + 1);
        assertThat(bench.network.ledger().rtpOut()).isEqualTo(rtp);
        assertThat(hold()).isEqualTo(Hold.REMOTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"held by us", "offering", "held by the peer", "offered in a 200"})
    void a_phone_that_closes_in_any_state_says_bye_and_leaves_nothing(String state) {
        switch (state) {
            case "held by us" -> {
                bench.ua.hold(id);
                bench.settle();
                SipText hold = bench.trunk().requests("INVITE").get(0);
                bob.responds(hold, 200, bob.peer.reanswer(hold.body, Direction.SENDRECV));
            }
            case "offering" -> bench.ua.hold(id);
            case "held by the peer" -> bob.peer.reanswered(
                    bob.changes("INVITE", bob.peer.reoffer(Direction.SENDONLY), 200).body);
            default -> bench.trunk().say(bob.inside("INVITE", ""));
        }
        bench.settle();
        bench.trunk().script = message -> {
            if (message.method().equals("BYE") || message.method().equals("REGISTER")) {
                bench.trunk().say(message.respond(200, "b0b", ""));
            }
        };
        var closed = bench.ua.shutdown();
        bench.run(4_000);
        bob.peer.stop();
        assertThat(closed).isDone();
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Interrupted.class);
        bench.run(70_000);
        assertThat(((UserAgent) bench.ua).remembered()).isZero();
    }
}
