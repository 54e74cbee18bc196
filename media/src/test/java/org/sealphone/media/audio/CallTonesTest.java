package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealphone.media.tone.CallTone;
import org.sealphone.media.tone.ToneAnalyser;

class CallTonesTest {
    private final FakeCards cards = new FakeCards();

    private ToneLine line(OptionalInt millis) {
        return new ToneLine(CallTone.BUSY, millis, () -> cards.open(LineKind.LOUDSPEAKER, "it"), cards);
    }

    /** A line that is stepped by hand, each step a frame later. */
    private static void step(ToneLine line, int frames) {
        for (long i = 0; i < frames; i++) {
            line.loop().step(i * 5_000_000);
        }
    }

    private short[] played() {
        short[] pcm = new short[cards.played.size()];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = cards.played.get(i);
        }
        return pcm;
    }

    @Test
    void a_tone_for_a_time_is_over_when_the_card_has_all_of_it() {
        ToneLine line = line(OptionalInt.of(1000));
        step(line, 200);
        assertThat(line.done()).isNotDone();
        step(line, 1);
        assertThat(line.done()).isDone();
        assertThat(played()).hasSize(48_000);
        assertThat(ToneAnalyser.analyse(played(), 480, 23_000, 48_000).tone(425, 40))
                .isTrue();
        assertThat(cards.told).isEmpty();
    }

    @Test
    void a_tone_without_an_end_goes_on_at_the_card_s_rate_until_it_is_ended() {
        cards.sampleRate = 44_100;
        ToneLine line = line(OptionalInt.empty());
        step(line, 401);
        assertThat(line.done()).isNotDone();
        assertThat(played()).hasSize(400 * 220);
        line.end();
        assertThat(line.done()).isDone();
    }

    @Test
    void DEV_08_a_card_that_dies_is_told_of_and_tried_again() {
        cards.framesToLive = 10;
        ToneLine line = line(OptionalInt.empty());
        step(line, 12);
        assertThat(cards.told).containsExactly("lost loudspeaker DEV-08");
        cards.framesToLive = Integer.MAX_VALUE;
        for (long i = 0; i < 100; i++) {
            line.loop().step(1_000_000_000 + i * 5_000_000);
        }
        assertThat(cards.told).containsExactly("lost loudspeaker DEV-08", "back loudspeaker");
    }

    @Test
    void one_tone_follows_the_other_and_none_the_end() throws Exception {
        cards.names.add("it");
        CallTones tones = new SoundDevices(cards).tones(Optional.empty(), cards).fold(granted -> granted, refusal -> {
            throw new AssertionError(refusal.text());
        });
        tones.play(CallTone.RINGBACK);
        tones.play(CallTone.BUSY, 50).get(10, TimeUnit.SECONDS);
        tones.close();
        assertThat(tones.play(CallTone.BUSY, 50)).isDone();
    }
}
