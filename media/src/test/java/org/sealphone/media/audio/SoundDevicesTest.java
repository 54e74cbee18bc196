package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

class SoundDevicesTest {
    private final FakeCards cards = new FakeCards();
    private final SoundDevices devices = new SoundDevices(cards);

    private static Refusal refused(Outcome<?> outcome) {
        return outcome.fold(
                granted -> {
                    throw new AssertionError("granted");
                },
                refusal -> refusal);
    }

    private static <T> T granted(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private Outcome<String> chosen(String name) {
        cards.names.clear();
        cards.names.addAll(List.of("default [default]", "Headset [plughw:1,0]", "Desk [plughw:2,0]", "Desk"));
        return devices.chosen(LineKind.MICROPHONE, Optional.ofNullable(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| default [default]",
                "headset | Headset [plughw:1,0]",
                "plughw:2 | Desk [plughw:2,0]",
                "desk | Desk",
                "Default [Default] | default [default]"
            })
    void a_device_is_meant_by_its_name_or_a_part_that_only_it_has(String typed, String exact) {
        assertThat(granted(chosen(typed))).isEqualTo(exact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plughw", "headsets", "", " ", "[plughw:3,0]"})
    void DEV_01_none_or_several_are_refused_with_the_names(String typed) {
        Refusal refusal = refused(chosen(typed));
        assertThat(refusal.reason()).isEqualTo(MediaReason.DEV_01);
        assertThat(refusal.detail()).contains("'Headset [plughw:1,0]'", "'Desk [plughw:2,0]'");
    }

    @Test
    void DEV_07_a_machine_without_devices() {
        assertThat(refused(SoundDevices.none().microphone(Optional.empty(), cards))
                        .reason())
                .isEqualTo(MediaReason.DEV_07);
        assertThat(refused(SoundDevices.none().loudspeaker(Optional.of("x"), cards))
                        .reason())
                .isEqualTo(MediaReason.DEV_07);
        assertThat(refused(SoundDevices.none().check(LineKind.MICROPHONE, "x")).reason())
                .isEqualTo(MediaReason.DEV_09);
    }

    @Test
    void DEV_09_a_device_that_does_not_open_is_known_before_the_call_and_one_that_does_is_not_kept() {
        cards.names.add("card");
        cards.refusing = true;
        assertThat(refused(devices.microphone(Optional.empty(), cards)).reason())
                .isEqualTo(MediaReason.DEV_09);
        cards.refusing = false;
        granted(devices.microphone(Optional.empty(), cards));
        assertThat(cards.opened).isEqualTo(1);
        assertThat(cards.closed).isEqualTo(1);
    }

    @Test
    void a_check_says_what_the_line_is_and_how_loud_and_finds_one_that_moves_nothing() {
        LineCheck check = granted(devices.check(LineKind.MICROPHONE, "card"));
        assertThat(check.sampleRate()).isEqualTo(48_000);
        assertThat(check.channels()).isEqualTo(1);
        assertThat(check.heardDbfs().orElseThrow()).isBetween(-14.0, -12.0);
        assertThat(granted(devices.check(LineKind.LOUDSPEAKER, "card")).heardDbfs())
                .isEmpty();
        cards.framesToLive = 16;
        assertThat(refused(devices.check(LineKind.MICROPHONE, "card")).reason()).isEqualTo(MediaReason.DEV_09);
        assertThat(cards.closed).isEqualTo(3);
    }

    /** The card moves the 20 ms of that number. */
    private static void move(LineLoop loop, long number) {
        for (int millis = 0; millis < 20; millis += LineLoop.FRAME_MILLIS) {
            loop.step((number * 20 + millis) * 1_000_000);
        }
    }

    @ParameterizedTest(name = "a card of {0} Hz, a codec of {1} Hz")
    @CsvSource({"48000, 8000", "44100, 8000", "16000, 8000", "8000, 8000", "48000, 48000", "44100, 48000", "8000, 48000"
    })
    void what_the_microphone_hears_is_read_at_the_codec_s_rate(int card, int codec) {
        cards.sampleRate = card;
        MicrophoneSource source = new MicrophoneSource(codec, () -> cards.open(LineKind.MICROPHONE, "card"), cards);
        short[] heard = new short[codec];
        long now = 0;
        source.loop().step(now);
        for (int at = 0; at < codec; at += codec / 50) {
            for (int i = 0; i < 5 && source.available() < codec / 50; i++) {
                now += LineLoop.FRAME_MILLIS * 1_000_000L;
                source.loop().step(now);
            }
            source.read(heard, at, codec / 50);
        }
        Heard tone = ToneAnalyser.analyse(heard, codec / 5, codec * 4 / 5, codec);
        assertThat(tone.tone(440, 50)).as(tone.toString()).isTrue();
        assertThat(tone.rmsDbfs()).isBetween(-13.2, -12.8);
    }

    @ParameterizedTest(name = "a card of {0} Hz, a codec of {1} Hz")
    @CsvSource({"48000, 8000", "44100, 8000", "8000, 8000", "48000, 48000", "44100, 48000"})
    void what_was_heard_in_the_call_is_played_at_the_card_s_rate(int card, int codec) {
        cards.sampleRate = card;
        LoudspeakerSink sink = new LoudspeakerSink(codec, () -> cards.open(LineKind.LOUDSPEAKER, "card"), cards);
        ToneGenerator tone = new ToneGenerator(codec, -10, 440);
        short[] frame = new short[codec / 50];
        sink.loop().step(0);
        for (int i = 0; i < 51; i++) {
            tone.read(frame, 0, frame.length);
            sink.write(frame, 0, frame.length);
            if (i > 0) {
                move(sink.loop(), i);
            }
        }
        short[] played = new short[cards.played.size()];
        for (int i = 0; i < played.length; i++) {
            played[i] = cards.played.get(i);
        }
        Heard heard = ToneAnalyser.analyse(played, card / 5, card * 3 / 5, card);
        assertThat(heard.tone(440, 50)).as(heard.toString()).isTrue();
        assertThat(cards.told).isEmpty();
    }

    @Test
    void DEV_08_while_the_line_is_dead_there_is_silence_and_nobody_waits() {
        MicrophoneSource source = new MicrophoneSource(8000, () -> cards.open(LineKind.MICROPHONE, "card"), cards);
        short[] frame = new short[160];
        cards.framesToLive = 200;
        for (int i = 0; i < 60; i++) {
            move(source.loop(), i);
            source.read(frame, 0, 160);
        }
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
        source.read(frame, 0, 160);
        assertThat(frame).containsOnly((short) 0);
        LoudspeakerSink sink = new LoudspeakerSink(8000, () -> cards.open(LineKind.LOUDSPEAKER, "card"), cards);
        for (int i = 0; i < 1000; i++) {
            sink.write(frame, 0, 160);
        }
        assertThat(cards.opened).isEqualTo(1);
    }

    @Test
    void a_call_has_lines_of_its_own_on_threads_of_their_own_and_gives_them_back() throws InterruptedException {
        cards.names.add("card");
        CountDownLatch lines = new CountDownLatch(2);
        CountDownLatch given = new CountDownLatch(2);
        SoundDevices real = new SoundDevices(new SoundCards() {
            @Override
            public List<String> names(LineKind kind) {
                return cards.names(kind);
            }

            @Override
            public Outcome<SoundLine> open(LineKind kind, String name) {
                return Outcome.granted(new SoundLine() {
                    @Override
                    public int sampleRate() {
                        return 48_000;
                    }

                    @Override
                    public int channels() {
                        return 1;
                    }

                    @Override
                    public int transfer(short[] pcm, int samples) {
                        if (Thread.currentThread().getName().equals(kind.word())) {
                            lines.countDown();
                        }
                        Arrays.fill(pcm, 0, samples, (short) 1);
                        return samples / 2;
                    }

                    @Override
                    public void close() {
                        if (Thread.currentThread().getName().equals(kind.word())) {
                            given.countDown();
                        }
                    }
                });
            }
        });
        AudioSource source = granted(real.microphone(Optional.empty(), cards)).open(8000);
        AudioSink sink = granted(real.loudspeaker(Optional.empty(), cards)).open(8000);
        assertThat(lines.await(10, TimeUnit.SECONDS)).isTrue();
        source.close();
        sink.close();
        assertThat(given.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
