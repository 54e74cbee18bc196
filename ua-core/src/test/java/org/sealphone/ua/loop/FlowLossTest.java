package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** The trunk goes in a call: media goes on, sealed, for a while; then the call is repaired, or ends, and then not a packet follows. */
class FlowLossTest {
    private static final TlsFailure DOWN =
            new TlsFailure(TlsFailure.Kind.UNREACHABLE, new Refusal(CryptoReason.NET_04, "refused"));

    private StandingCall call;
    private Bench bench;
    private Bob bob;
    private CallId id;

    private void established(UnaryOperator<Account.Builder> change) {
        call = new StandingCall(change);
        bench = call.bench;
        bob = call.bob;
        id = call.id;
    }

    private MediaReport media() {
        return bench.ua.snapshot().calls().get(0).media().orElseThrow();
    }

    private void hearsBothWays() {
        call.hearsBothWays();
        assertThat(bob.peer.session.report().rxAuthFailed()).isZero();
    }

    @Test
    void a_call_goes_on_without_its_flow_and_is_repaired_over_the_next_with_the_same_key() {
        established(builder -> builder);
        bench.refuse = Optional.of(DOWN);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(20_000);
        assertThat(bench.events(UaEvent.CallCutOff.class)).hasSize(1);
        assertThat(bench.ua.snapshot().connected()).isFalse();
        hearsBothWays();
        bench.refuse = Optional.empty();
        bench.run(10_000);
        assertThat(bench.trunk().requests("REGISTER"))
                .as("first the registration")
                .hasSize(1);
        assertThat(bench.trunk().requests("INVITE")).isEmpty();
        bench.grants();
        SipText repair = bench.trunk().requests("INVITE").get(0);
        assertThat(repair.header("Call-ID")).isEqualTo("call");
        assertThat(repair.header("From")).as("the same dialog").endsWith("tag=" + bob.tag);
        String line = bob.invited.body.replaceAll("(?s).*(a=crypto:[^\r]*).*", "$1");
        assertThat(repair.body).contains(line).contains("a=sendrecv");
        bob.responds(repair, 200, bob.peer.reanswer(repair.body, Direction.SENDRECV));
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        assertThat(bench.events(UaEvent.CallRepaired.class)).hasSize(1);
        bench.run(70_000);
        hearsBothWays();
        assertThat(media().rxAuthFailed()).isZero();
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
        bench.run(70_000);
        assertThat(((UserAgent) bench.ua).remembered()).isLessThanOrEqualTo(4);
    }

    @Test
    void M39_a_call_whose_flow_does_not_come_back_ends_after_a_minute_and_not_a_packet_follows() {
        established(builder -> builder);
        bench.refuse = Optional.of(DOWN);
        bench.flow().lose(CryptoReason.NET_04);
        long lost = bench.timeline.nanoTime();
        bench.run(59_000);
        assertThat(bench.ua.snapshot().calls()).hasSize(1);
        hearsBothWays();
        bench.run(1_000);
        long out = bench.network.ledger().datagramsOut();
        bob.peer.stop();
        long farewell = bench.network.ledger().datagramsOut();
        bench.run(10_000);
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(farewell);
        assertThat(farewell - out).isLessThanOrEqualTo(1);
        CallReport report = bench.now(bench.ua.ended(id));
        assertThat(report.endedBy()).isEqualTo(EndedBy.NETWORK);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo("NET-04");
        assertThat(Duration.ofNanos(bench.timeline.nanoTime() - lost)).isGreaterThan(Duration.ofSeconds(60));
        assertThat(bench.targets.size()).as("tried again and again").isBetween(6, 20);
        bench.run(70_000);
        assertThat(((UserAgent) bench.ua).remembered()).isLessThanOrEqualTo(4);
    }

    @Test
    void an_account_may_end_its_calls_with_their_flow() {
        established(builder -> builder.flowPatience(Duration.ZERO));
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(5);
        CallReport report = bench.event(UaEvent.CallEnded.class).report();
        assertThat(report.end()).isInstanceOf(End.Unreachable.class);
        assertThat(report.media()).isPresent();
    }

    @Test
    void SDES_25_a_phone_that_has_moved_offers_its_new_address_under_a_fresh_key() {
        established(builder -> builder);
        bench.flowHost = 77;
        int before = bench.ports.size();
        bench.flow().lose(CryptoReason.NET_04);
        bench.settle();
        bench.grants();
        assertThat(bench.ports).hasSize(before + 1);
        assertThat(bench.reservedAt.get(bench.reservedAt.size() - 1).getHostAddress())
                .as("the address offered is that of the flow")
                .isEqualTo("192.0.2.77");
        SipText repair = bench.trunk().requests("INVITE").get(0);
        assertThat(repair.header("Contact")).isEqualTo("<sips:alice@192.0.2.77:49152>");
        int port = bench.ports.get(before).rtpPort();
        assertThat(repair.body).contains("m=audio " + port + " RTP/SAVP");
        String line = bob.invited.body.replaceAll("(?s).*a=crypto:\\d+ ([^\r]*).*", "$1");
        assertThat(repair.body)
                .doesNotContain(line)
                .contains(line.split(" ")[0])
                .containsOnlyOnce("a=crypto:");
        bob.responds(repair, 200, bob.peer.reanswer(repair.body, Direction.SENDRECV));
        bench.run(200);
        hearsBothWays();
        assertThat(media().txPackets()).as("one call, one count").isGreaterThan(100);
        long old = bench.ports.get(before - 1).dropped();
        bench.run(1_000);
        assertThat(bench.ports.get(before - 1).dropped())
                .as("nothing goes there any more")
                .isEqualTo(old);
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void a_phone_that_has_moved_and_is_refused_ends_the_call() {
        established(builder -> builder);
        bench.flowHost = 77;
        bench.flow().lose(CryptoReason.NET_04);
        bench.settle();
        bench.grants();
        bob.responds(bench.trunk().requests("INVITE").get(0), 488, "");
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.RejectedByPeer.class);
    }

    @Test
    void a_repair_that_is_refused_is_an_answer_too_and_the_call_goes_on() {
        established(builder -> builder);
        bench.flow().lose(CryptoReason.NET_04);
        bench.settle();
        bench.grants();
        bob.responds(bench.trunk().requests("INVITE").get(0), 488, "");
        bench.run(70_000);
        hearsBothWays();
    }

    @Test
    void a_peer_that_has_left_the_dialog_meanwhile_ends_the_call() {
        established(builder -> builder);
        bench.flow().lose(CryptoReason.NET_04);
        bench.settle();
        bench.grants();
        bob.responds(bench.trunk().requests("INVITE").get(0), 481, "");
        bob.responds(bench.trunk().requests("BYE").get(0), 481, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.RejectedByPeer.class);
    }

    @Test
    void a_call_that_is_hung_up_while_its_flow_is_away_says_bye_when_it_is_back_soon() {
        established(builder -> builder);
        bench.refuse = Optional.of(DOWN);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(500);
        bench.ua.hangUp(id);
        bench.run(100);
        long out = bench.network.ledger().datagramsOut();
        bob.peer.stop();
        bench.refuse = Optional.empty();
        bench.run(2_500);
        assertThat(bench.network.ledger().datagramsOut()).isLessThanOrEqualTo(out + 200);
        bench.grants();
        SipText bye = bench.trunk().requests("BYE").get(0);
        assertThat(bye.header("Call-ID")).isEqualTo("call");
        bob.responds(bye, 200, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void a_second_loss_does_not_give_another_minute() {
        established(builder -> builder);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(30_000);
        assertThat(bench.ua.snapshot().connected()).isTrue();
        bench.refuse = Optional.of(DOWN);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(29_000);
        assertThat(bench.ua.snapshot().calls()).hasSize(1);
        bench.run(7_000);
        assertThat(bench.ua.snapshot().calls()).isEmpty();
    }

    @Test
    void a_phone_that_closes_while_its_flow_is_away_is_closed_in_seconds() {
        established(builder -> builder);
        bench.refuse = Optional.of(DOWN);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(5_000);
        var closed = bench.ua.shutdown();
        bench.run(5_000);
        assertThat(closed).isDone();
        bob.peer.stop();
        long out = bench.network.ledger().datagramsOut();
        bench.run(60_000);
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(out);
    }

    @Test
    void a_call_without_registration_is_repaired_too() {
        bench = new Bench(builder -> builder.registers(false));
        Ua.Call dialled = bench.ua.dial("bob", new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard())));
        bench.settle();
        SipText invite = bench.trunk().requests("INVITE").get(0);
        MediaPeer peer = new MediaPeer(bench);
        bench.trunk().say(invite.respond(200, "b0b", peer.answer(invite.body), "Contact: <sips:bob@pbx.example:5061>"));
        bench.run(1_000);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(500);
        SipText repair = bench.trunk().requests("INVITE").get(0);
        assertThat(repair.header("Call-ID")).isEqualTo(invite.header("Call-ID"));
        assertThat(repair.body).containsOnlyOnce("a=crypto:");
        bench.trunk().say(repair.respond(491, "b0b", ""));
        bench.run(2_000);
        assertThat(bench.trunk().requests("INVITE"))
                .as("RFC 3261 14.1: the owner of the Call-ID waits longer")
                .hasSize(1);
        bench.run(2_100);
        SipText again = bench.trunk().requests("INVITE").get(1);
        bench.trunk()
                .say(again.respond(
                        200,
                        "b0b",
                        peer.reanswer(again.body, Direction.SENDRECV),
                        "Contact: <sips:bob@pbx.example:5061>"));
        bench.run(61_000);
        assertThat(bench.events(UaEvent.CallRepaired.class)).hasSize(1);
        assertThat(dialled.ended()).isNotDone();
        assertThat(media().rxAuthFailed()).isZero();
        assertThat(media().rxPackets()).isGreaterThan(3_000);
    }
}
