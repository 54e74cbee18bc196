package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.UaEvent;

/** A registered phone that Bob has called a second ago, and that plays a tone of 1000 Hz to him. */
final class StandingCall {
    final Bench bench;
    final Bob bob;
    final CallId id;

    StandingCall() {
        this(builder -> builder);
    }

    StandingCall(UnaryOperator<Account.Builder> change) {
        this(new Bench(change));
    }

    StandingCall(Bench fresh) {
        bench = fresh;
        bench.registered();
        bob = new Bob(bench, "call");
        bob.calls();
        id = answered(bench);
        bob.ack();
        bench.run(1_000);
        bench.trunk().got.clear();
    }

    /** The phone takes the call that came last. */
    static CallId answered(Bench bench) {
        CallId call = bench.event(UaEvent.IncomingCall.class).call();
        bench.ua.answer(call, new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard())));
        bench.settle();
        return call;
    }

    MediaReport media() {
        return bench.ua.snapshot().calls().get(0).media().orElseThrow();
    }

    Hold hold() {
        return bench.ua.snapshot().calls().get(0).hold();
    }

    /** For a second, with nothing more that does not authenticate. */
    void hearsBothWays() {
        long sent = media().txPackets();
        long came = media().rxPackets();
        long peerFailures = bob.peer.session.report().rxAuthFailed();
        bench.run(1_000);
        assertThat(media().txPackets() - sent).isBetween(45L, 55L);
        assertThat(media().rxPackets() - came).isBetween(45L, 55L);
        assertThat(bob.peer.session.report().rxAuthFailed()).isEqualTo(peerFailures);
    }
}
