package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

class PingAndShutdownTest {
    private static PingReport ping(Bench bench, int status, String... headers) {
        CompletableFuture<PingReport> done = bench.ua.ping("sips:pbx.example");
        bench.settle();
        bench.trunk().say(bench.trunk().last().respond(status, "t", "", headers));
        bench.settle();
        return bench.now(done);
    }

    @Test
    void a_ping_tells_status_round_trip_and_who_is_there() {
        Bench bench = new Bench();
        PingReport report = ping(bench, 200, "Server: Kamailio (5.6)", "Allow: INVITE, BYE");
        assertThat(report.end()).isInstanceOf(End.Ok.class);
        assertThat(report.status()).contains(200);
        assertThat(report.roundTripMillis().orElseThrow()).isBetween(2L, 100L);
        assertThat(report.server()).contains("Kamailio (5.6)");
        assertThat(report.allow().orElseThrow()).contains("INVITE");
        assertThat(bench.trunk().last().header("Accept")).isEqualTo("application/sdp");
        assertThat(ping(new Bench(), 404).end()).isInstanceOf(End.RejectedByPeer.class);
    }

    @Test
    void a_challenged_ping_is_answered() {
        Bench bench = new Bench();
        CompletableFuture<PingReport> done = bench.ua.ping("sips:pbx.example");
        bench.settle();
        bench.trunk()
                .say(bench.trunk().last().respond(407, "t", "", RegistrationTest.SHA256.replace("WWW-", "Proxy-")));
        bench.settle();
        assertThat(bench.trunk().last().header("Proxy-Authorization")).contains("uri=\"sips:pbx.example\"");
        bench.trunk().say(bench.trunk().last().respond(200, "t", ""));
        bench.settle();
        assertThat(bench.now(done).end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void a_ping_to_a_plain_target_is_refused_and_one_into_the_void_times_out() {
        Bench bench = new Bench();
        CompletableFuture<PingReport> plain = bench.ua.ping("udp:pbx.example");
        CompletableFuture<PingReport> unreadable = bench.ua.ping("sips:");
        bench.settle();
        assertThat(bench.now(plain).end().exitCode()).isEqualTo(3);
        assertThat(bench.now(unreadable).end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(bench.flows).isEmpty();
        CompletableFuture<PingReport> silent = bench.ua.ping("sips:pbx.example");
        bench.run(34_000);
        assertThat(bench.now(silent).end()).isInstanceOf(End.Unreachable.class);
        CompletableFuture<PingReport> lost = bench.ua.ping("sips:pbx.example");
        bench.settle();
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(5);
        assertThat(bench.now(lost).end()).isInstanceOf(End.Unreachable.class);
    }

    @Test
    void closing_hangs_up_then_unregisters_then_says_goodbye() {
        Bench bench = new Bench();
        bench.ua.register();
        bench.settle();
        SipText register = bench.trunk().last();
        bench.trunk().say(register.respond(200, "t", "", "Contact: " + register.header("Contact") + ";expires=3600"));
        bench.settle();
        Ua.Call call = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        SipText invite = bench.trunk().last();
        MediaPeer peer = new MediaPeer(bench);
        bench.trunk().say(invite.respond(200, "b0b", peer.answer(invite.body), "Contact: <sips:bob@pbx.example>"));
        bench.run(1000);
        CompletableFuture<Void> closed = bench.ua.shutdown();
        bench.settle();
        assertThat(bench.trunk().last().method()).isEqualTo("BYE");
        bench.trunk().say(bench.trunk().last().respond(200, "", ""));
        bench.settle();
        SipText removal = bench.trunk().last();
        assertThat(removal.method()).isEqualTo("REGISTER");
        assertThat(removal.header("Expires")).isEqualTo("0");
        bench.trunk().say(removal.respond(200, "t", ""));
        bench.settle();
        assertThat(closed).isDone();
        assertThat(bench.ended).isTrue();
        assertThat(bench.trunk().lost).isPresent();
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Interrupted.class);
        assertThat(bench.now(call.ended()).media()).isPresent();
        assertThat(bench.event(UaEvent.Unregistered.class)).isNotNull();
        peer.stop();
        bench.run(60_000);
    }

    @Test
    void closing_takes_four_seconds_at_most_whatever_the_trunk_does() {
        Bench bench = new Bench();
        CompletableFuture<End> registering = bench.ua.register();
        bench.settle();
        Ua.Call call = bench.ua.dial("bob", CallMedia.silent());
        CompletableFuture<PingReport> ping = bench.ua.ping("bob");
        bench.settle();
        CompletableFuture<Void> closed = bench.ua.shutdown();
        CompletableFuture<End> late = bench.ua.register();
        CompletableFuture<PingReport> latePing = bench.ua.ping("bob");
        Ua.Call lateCall = bench.ua.dial("carol", CallMedia.silent());
        bench.run(4_100);
        assertThat(closed).isDone();
        assertThat(bench.now(registering)).isInstanceOf(End.Interrupted.class);
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Interrupted.class);
        assertThat(bench.now(lateCall.ended()).end()).isInstanceOf(End.Interrupted.class);
        assertThat(bench.now(ping).end()).isInstanceOf(End.Interrupted.class);
        assertThat(bench.now(late)).isInstanceOf(End.Interrupted.class);
        assertThat(bench.now(latePing).end()).isInstanceOf(End.Interrupted.class);
    }

    @Test
    void closing_an_idle_phone_is_done_at_once_and_twice_is_once() {
        Bench bench = new Bench();
        CompletableFuture<Void> first = bench.ua.shutdown();
        CompletableFuture<Void> second = bench.ua.shutdown();
        bench.settle();
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(bench.flows).isEmpty();
    }

    @Test
    void an_incoming_call_while_closing_is_turned_away() {
        Bench bench = new Bench();
        bench.ua.ping("bob");
        bench.settle();
        Ua.Call call = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        bench.ua.shutdown();
        bench.settle();
        bench.trunk().say(bench.trunk().request("INVITE", "x", "", new MediaPeer(bench).offer()));
        bench.settle();
        assertThat(bench.trunk().responses(480)).hasSize(1);
        bench.run(5_000);
        assertThat(call.ended()).isDone();
    }

    @Test
    void a_status_that_refuses_nothing_is_a_bug_of_the_caller() {
        Bench bench = new Bench();
        assertThatThrownBy(() -> bench.ua.reject(new CallId(1), 200)).isInstanceOf(IllegalArgumentException.class);
        bench.ua.hangUp(new CallId(99));
        bench.ua.cancel(new CallId(99));
        bench.settle();
    }
}
