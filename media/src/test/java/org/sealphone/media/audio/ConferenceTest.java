package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

/** Three calls at their own rates and clocks; one second after the other, and what each was sent is looked at. */
class ConferenceTest {
    private final Conference conference = new Conference();
    private final List<Call> calls = new ArrayList<>();

    /** A call whose other side hums, in frames of 20 ms. */
    private final class Call {
        private final int rate;
        private final ToneGenerator hum;
        private final AudioSource sent;
        private final AudioSink heard;
        private final List<short[]> frames = new ArrayList<>();

        Call(int rate, double hertz, AudioInput own) {
            this.rate = rate;
            hum = new ToneGenerator(rate, -15, hertz);
            Conference.Party party = conference.join();
            sent = party.input(own).open(rate);
            heard = party.output().open(rate);
            calls.add(this);
        }

        Call(int rate, double hertz) {
            this(rate, hertz, AudioInput.silence());
        }

        void tick() {
            short[] frame = new short[rate / 50];
            sent.read(frame, 0, frame.length);
            frames.add(frame);
            short[] said = new short[rate / 50];
            hum.read(said, 0, said.length);
            heard.write(said, 0, said.length);
        }

        void hangUp() {
            heard.close();
            sent.close();
            calls.remove(this);
        }

        /** The last half second that was sent. */
        private short[] last() {
            short[] pcm = new short[rate / 2];
            for (int i = 0; i < 25; i++) {
                System.arraycopy(frames.get(frames.size() - 25 + i), 0, pcm, i * rate / 50, rate / 50);
            }
            return pcm;
        }

        /** Whether it was this tone and nothing else. */
        boolean was(double hertz) {
            short[] pcm = last();
            return ToneAnalyser.analyse(pcm, 0, pcm.length, rate).tone(hertz, 20);
        }

        double level() {
            double sum = 0;
            for (short sample : last()) {
                sum += (double) sample * sample;
            }
            return 10 * Math.log10(sum / last().length / 32_768 / 32_768 + 1e-12);
        }
    }

    private void pass(int frames) {
        for (int i = 0; i < frames; i++) {
            List.copyOf(calls).forEach(Call::tick);
        }
    }

    @Test
    void each_hears_the_other_and_never_itself() {
        Call first = new Call(8000, 440);
        Call second = new Call(48_000, 1004);
        pass(100);
        assertThat(first.was(1004)).isTrue();
        assertThat(second.was(440)).isTrue();
        assertThat(first.level()).isBetween(-19.0, -17.0);
        assertThat(conference.size()).isEqualTo(2);
    }

    @Test
    void of_three_each_hears_two() {
        Call first = new Call(8000, 440);
        Call second = new Call(48_000, 440);
        Call third = new Call(16_000, 1004);
        pass(100);
        assertThat(third.was(440)).isTrue();
        // Two equal tones that are not in step may add up to anything but silence; here two different ones add their
        // powers.
        assertThat(first.level()).isBetween(-16.0, -14.0);
        assertThat(second.level()).isBetween(-16.0, -14.0);
        third.hangUp();
        pass(50);
        assertThat(first.was(440)).isTrue();
        assertThat(conference.size()).isEqualTo(2);
        first.hangUp();
        pass(50);
        assertThat(second.level()).isLessThan(-100);
    }

    @Test
    void alone_there_is_nothing_to_hear_and_one_end_alone_is_nobody() {
        Call only = new Call(8000, 440);
        AudioSource halfThere = conference.join().input(AudioInput.silence()).open(8000);
        pass(50);
        assertThat(only.level()).isLessThan(-100);
        assertThat(conference.size()).isEqualTo(1);
        halfThere.close();
        assertThat(conference.size()).isEqualTo(1);
    }

    @Test
    void the_person_at_the_phone_is_heard_by_all_until_muted() {
        Call first = new Call(8000, 440, AudioInput.tone(700));
        pass(50);
        assertThat(first.was(700)).isTrue();
        Call second = new Call(8000, 1004, AudioInput.tone(700));
        conference.mute(true);
        pass(60);
        assertThat(first.was(1004)).isTrue();
        assertThat(second.was(440)).isTrue();
        conference.mute(false);
        pass(30);
        assertThat(first.was(1004)).isFalse();
        assertThat(first.level()).isGreaterThan(-15);
    }

    @Test
    void the_pace_is_that_of_the_person() {
        AudioSource slow = new AudioSource() {
            @Override
            public void read(short[] pcm, int offset, int samples) {}

            @Override
            public int available() {
                return 77;
            }
        };
        assertThat(conference.join().input(rate -> slow).open(8000).available()).isEqualTo(77);
    }

    @Test
    void loud_voices_are_cut_and_do_not_wrap() {
        AudioInput loud = rate -> (pcm, offset, samples) -> Arrays.fill(pcm, offset, offset + samples, (short) 30_000);
        Call first = new Call(8000, 440, loud);
        new Call(8000, 1004, loud);
        pass(60);
        for (short sample : first.last()) {
            assertThat(sample).isGreaterThan((short) 20_000);
        }
    }

    @Test
    void clocks_that_differ_cost_no_gaps() {
        Call first = new Call(8000, 440);
        Call second = new Call(8000, 1004);
        for (int i = 0; i < 900; i++) {
            first.tick();
            if (i % 300 != 299) {
                second.tick();
            }
        }
        assertThat(first.was(1004)).isTrue();
        assertThat(second.was(440)).isTrue();
        assertThat(first.level()).isBetween(-19.5, -16.5);
    }
}
