package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.UaEvent;

/** Two phones of one process, with accounts at two trunks, that share nothing but clock, network and ticker. */
class TwoAccountsTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 7, Weather.fine());
    private final MediaTicker ticker = MediaTicker.scheduled(timeline);
    private final Bench work = bench("sips:work.example", "alice", "canary-work", 1);
    private final Bench home = bench("sips:home.example", "alice", "canary-home", 2);

    private Bench bench(String trunk, String user, String password, int host) {
        return new Bench(
                Bench.account(
                        trunk,
                        user,
                        builder -> builder.password(() -> Optional.of(Password.of(password.toCharArray())))),
                timeline,
                network,
                ticker,
                host);
    }

    private static void register(Bench bench, String realm) {
        bench.ua.register();
        bench.settle();
        bench.trunk()
                .say(bench.trunk()
                        .last()
                        .respond(
                                401,
                                "t",
                                "",
                                "WWW-Authenticate: Digest realm=\"" + realm
                                        + "\", nonce=\"same\", algorithm=SHA-256, qop=\"auth\""));
        bench.settle();
    }

    @Test
    void each_shows_its_own_credentials_to_its_own_trunk_and_no_others() {
        register(work, "work.example");
        register(home, "work.example");
        SipText shown = work.trunk().last();
        assertThat(shown.header("Authorization"))
                .contains("realm=\"work.example\"")
                .contains("nc=00000001");
        assertThat(home.trunk().last().header("Authorization"))
                .contains("nc=00000001")
                .isNotEqualTo(shown.header("Authorization"));
        assertThat(List.of(work.targets.get(0).domain(), home.targets.get(0).domain()))
                .containsExactly("work.example", "home.example");
        assertThat(work.trunk().raw.toString()).doesNotContain("home.example");
        assertThat(home.trunk().raw.toString()).doesNotContain("sips:work.example");
        assertThat(home.trunk().last().header("Call-ID")).isNotEqualTo(shown.header("Call-ID"));
    }

    @Test
    void what_happens_to_one_does_not_touch_the_other() {
        work.registered();
        home.registered();
        Bob caller = new Bob(home, "to-home");
        caller.calls();
        work.flow().lose(CryptoReason.NET_04);
        work.settle();
        assertThat(work.ua.snapshot().connected()).isFalse();
        assertThat(home.ua.snapshot().connected()).isTrue();
        assertThat(home.ua.snapshot().registration().registered()).isTrue();
        assertThat(home.events(UaEvent.IncomingCall.class)).hasSize(1);
        assertThat(work.events(UaEvent.IncomingCall.class)).isEmpty();
        work.ua.shutdown();
        work.settle();
        assertThat(work.ended).isTrue();
        assertThat(home.ended).isFalse();
        home.ua.answer(home.event(UaEvent.IncomingCall.class).call(), org.sealphone.ua.api.CallMedia.silent());
        home.settle();
        caller.ack();
        home.run(1_000);
        assertThat(home.events(UaEvent.Established.class)).hasSize(1);
        assertThat(home.ua.snapshot().calls()).hasSize(1);
        assertThat(work.ua.snapshot().calls()).isEmpty();
        caller.peer.stop();
    }
}
