package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** RFC 4028 in both roles: a call that nobody refreshes ends, one that is refreshed goes on under its keys. */
class SessionTimerTest {
    private static final String CONTACT = "Contact: <sips:bob@pbx.example:5061>";
    private static final String ALLOW = "Allow: INVITE, ACK, BYE, UPDATE";

    private final Bench bench = new Bench();
    private MediaPeer peer;
    private Ua.Call call;

    private SipText last(String method) {
        List<SipText> all = bench.trunk().requests(method);
        return all.get(all.size() - 1);
    }

    private void dials() {
        call = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
    }

    /** Bob answers a call of ours with these header fields. */
    private void answered(String... more) {
        dials();
        takes(more);
    }

    private void takes(String... more) {
        peer = new MediaPeer(bench);
        SipText invite = last("INVITE");
        String[] all = new String[more.length + 1];
        all[0] = CONTACT;
        System.arraycopy(more, 0, all, 1, more.length);
        bench.trunk().say(invite.respond(200, "b0b", peer.answer(invite.body), all));
        bench.settle();
    }

    private boolean stands() {
        return bench.ua.snapshot().calls().stream().anyMatch(one -> one.state() == CallState.ESTABLISHED);
    }

    @Test
    void SIP_07_our_refresh_is_an_update_at_half_of_the_interval_that_touches_no_media() {
        answered(ALLOW, "Session-Expires: 120;refresher=uac", "Require: timer");
        assertThat(last("INVITE").header("Session-Expires")).isEqualTo("1800");
        assertThat(last("INVITE").header("Supported")).contains("timer");
        bench.run(59_000);
        assertThat(bench.trunk().requests("UPDATE")).isEmpty();
        for (int round = 1; round <= 2; round++) {
            bench.run(1_100);
            assertThat(bench.trunk().requests("UPDATE")).hasSize(round);
            SipText update = last("UPDATE");
            assertThat(update.body).isEmpty();
            assertThat(update.header("Session-Expires")).isEqualTo("120;refresher=uac");
            assertThat(update.header("Contact")).startsWith("<sips:");
            bench.trunk().say(update.respond(200, "b0b", "", CONTACT, "Session-Expires: 120;refresher=uac"));
            bench.run(59_000);
        }
        assertThat(stands()).isTrue();
        assertThat(peer.session.report().rxAuthFailed()).isZero();
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Allow: INVITE, ACK, BYE", "Allow: INVITE, ACK, BYE, UPDATE"})
    void SIP_07_a_peer_without_update_is_refreshed_by_a_reinvite_under_the_same_keys(String allow) {
        answered(allow, "Session-Expires: 90;refresher=uac");
        bench.run(45_000);
        if (allow.contains("UPDATE")) {
            bench.trunk().say(last("UPDATE").respond(405, "b0b", ""));
            bench.settle();
        }
        SipText again = last("INVITE");
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
        assertThat(again.header("Session-Expires")).isEqualTo("90;refresher=uac");
        assertThat(again.body).containsOnlyOnce("a=crypto:");
        bench.trunk()
                .say(again.respond(
                        200,
                        "b0b",
                        peer.reanswer(again.body, Direction.SENDRECV),
                        CONTACT,
                        "Session-Expires: 90;refresher=uac"));
        bench.run(44_000);
        assertThat(stands()).isTrue();
        assertThat(peer.session.report().rxAuthFailed()).isZero();
    }

    @Test
    void SIP_07_a_call_that_the_peer_does_not_refresh_ends_before_the_interval_does() {
        answered(ALLOW, "Session-Expires: 120;refresher=uas");
        bench.run(87_000);
        assertThat(stands()).isTrue();
        assertThat(bench.trunk().requests("UPDATE"))
                .as("that is for the peer to do")
                .isEmpty();
        bench.run(2_000);
        bench.trunk().say(last("BYE").respond(200, "b0b", ""));
        peer.stop();
        bench.settle();
        assertThat(bench.now(call.ended()).end().reason().orElseThrow().reason().code())
                .isEqualTo("NET-28");
    }

    @Test
    void SIP_06_a_call_that_the_peer_refreshes_goes_on() {
        answered(ALLOW, "Session-Expires: 120;refresher=uas");
        for (int cseq = 1; cseq <= 2; cseq++) {
            bench.run(60_000);
            String more = "Supported: timer\r\nSession-Expires: 120;refresher=uac\r\n";
            bench.trunk().say(bench.trunk().inside(last("INVITE"), "b0b", "UPDATE", cseq, more, ""));
            bench.settle();
            SipText ok = bench.trunk().responses(200).get(cseq - 1);
            assertThat(ok.header("Session-Expires")).isEqualTo("120;refresher=uac");
            assertThat(ok.header("Require")).isEqualTo("timer");
        }
        assertThat(stands()).isTrue();
        bench.run(90_000);
        assertThat(stands()).isFalse();
    }

    @Test
    void SIP_07_who_agrees_to_no_interval_has_none() {
        answered(ALLOW);
        bench.run(200_000);
        assertThat(stands()).isTrue();
        assertThat(bench.trunk().requests("UPDATE")).isEmpty();
    }

    @Test
    void SIP_07_a_422_is_obeyed_with_the_interval_that_it_asks_for() {
        dials();
        bench.trunk().say(last("INVITE").respond(422, "b0b", "", "Min-SE: 3600"));
        bench.settle();
        SipText again = last("INVITE");
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
        assertThat(again.header("Session-Expires")).isEqualTo("3600");
        assertThat(again.header("Min-SE")).isEqualTo("3600");
        assertThat(again.header("CSeq")).isEqualTo("2 INVITE");
        takes(ALLOW, "Session-Expires: 3600;refresher=uac");
        assertThat(bench.events(UaEvent.Established.class)).hasSize(1);
        assertThat(stands()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Min-SE: 4294967295, 1", "Min-SE: 60, 1", "Subject: none, 1", "Min-SE: GROWS, 3"})
    void ADV_82_a_422_that_asks_for_nonsense_or_again_and_again_ends_the_call(String header, int invites) {
        dials();
        for (int i = 0; i < 5 && !call.ended().isDone(); i++) {
            bench.trunk().say(last("INVITE").respond(422, "b0b", "", header.replace("GROWS", 2000 + 1000 * i + "")));
            bench.settle();
        }
        assertThat(bench.trunk().requests("INVITE")).hasSize(invites);
        assertThat(bench.now(call.ended()).end())
                .isInstanceOfSatisfying(End.RejectedByPeer.class, end -> assertThat(end.status())
                        .isEqualTo(422));
    }

    @ParameterizedTest
    @CsvSource({"1", "89"})
    void ADV_82_SIP_07_an_interval_that_is_too_short_is_answered_with_422(int seconds) {
        bench.registered();
        new Bob(bench, "brief", "Session-Expires: " + seconds + "\r\n").calls();
        assertThat(bench.trunk().responses(422)).singleElement().satisfies(no -> assertThat(no.header("Min-SE"))
                .isEqualTo("90"));
        assertThat(bench.events(UaEvent.IncomingCall.class)).isEmpty();
        new Bob(bench, "long", "Session-Expires: 90\r\n").calls();
        assertThat(bench.events(UaEvent.IncomingCall.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'Session-Expires: 100', 100;refresher=uas, ''",
        "'Session-Expires: 100\r\nSupported: timer', 100;refresher=uac, timer",
        "'x: 100;refresher=uas\r\nk: timer', 100;refresher=uas, ''",
        "'Session-Expires: 100;refresher=uac\r\nSupported: replaces,timer', 100;refresher=uac, timer",
        "'Subject: none', '', ''",
    })
    void SIP_07_as_the_one_who_is_called_we_say_who_refreshes(String headers, String said, String require) {
        bench.registered();
        Bob bob = new Bob(bench, "timed", headers + "\r\n" + ALLOW + "\r\n");
        bob.calls();
        StandingCall.answered(bench);
        bob.ack();
        assertThat(bob.invited.header("Session-Expires")).isEqualTo(said);
        assertThat(bob.invited.header("Require")).isEqualTo(require);
        bench.run(66_000);
        assertThat(bench.trunk().requests("UPDATE")).hasSize(said.endsWith("uas") ? 1 : 0);
        if (said.endsWith("uac")) {
            bench.run(2_000);
            assertThat(stands()).as("32 seconds or a third before the end").isFalse();
        }
    }
}
