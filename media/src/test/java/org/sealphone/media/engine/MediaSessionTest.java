package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.WavClip;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.record.Recording;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;

class MediaSessionTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    private final Call call = new Call(Weather.fine(), SUITE);

    private static Heard heard(MediaSession session) {
        return session.report().heard().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void two_sessions_hear_each_other_under_every_suite(SrtpSuite suite) {
        Call sealed = new Call(Weather.fine(), suite);
        MediaSession near = sealed.near(AudioInput.tone(440));
        MediaSession far = sealed.far(AudioInput.tone(1004));
        sealed.pass(Duration.ofSeconds(4));
        assertThat(heard(far).tone(440, 30)).isTrue();
        assertThat(heard(near).tone(1004, 30)).isTrue();
        MediaReport report = near.report();
        assertThat(report.suite()).isEqualTo(suite);
        assertThat(report.codec()).isEqualTo(Codec.PCMU);
        assertThat(report.txPackets()).isBetween(199L, 201L);
        assertThat(report.rxPackets()).isBetween(198L, 201L);
        assertThat(report.rxLost() + report.rxLate() + report.rxConcealed()).isZero();
        assertThat(report.rxAuthFailed() + report.rxReplayed()).isZero();
        assertThat(report.sealedOut()).isEqualTo(report.txPackets() + report.rtcpTx());
        assertThat(report.mos().orElseThrow()).isGreaterThan(4.3);
        assertThat(sealed.nearEar.began).isEqualTo(1);
        assertThat(sealed.nearEar.failures).isEmpty();
    }

    @Test
    @DisplayName("SRTP-16: the first packet is an SRTCP report, which opens the path even for a call that is mute")
    void SRTP_16_report_first() {
        MediaSession near = call.near(AudioInput.silence());
        call.pass(Duration.ofMillis(5));
        assertThat(near.report().rtcpTx()).isEqualTo(1);
        assertThat(near.report().txPackets()).isLessThanOrEqualTo(1);
    }

    @Test
    void reports_flow_and_measure_the_way_there_and_back() {
        MediaSession near = call.near(AudioInput.tone(440));
        MediaSession far = call.far(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(30));
        MediaReport report = near.report();
        assertThat(report.rtcpTx()).isBetween(5L, 13L);
        assertThat(report.rtcpRx()).isBetween(5L, 13L);
        assertThat(report.roundTripMillis().orElseThrow()).isCloseTo(10, within(11.0));
        assertThat(report.jitterMillis()).isLessThan(1);
        far.stop();
    }

    @Test
    void stop_sends_bye_and_then_nothing_more() {
        MediaSession near = call.near(AudioInput.tone(440));
        MediaSession far = call.far(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(1));
        MediaReport before = near.report();
        near.stop();
        MediaReport after = near.report();
        assertThat(after.rtcpTx()).isEqualTo(before.rtcpTx() + 1);
        assertThat(after.txPackets()).isEqualTo(before.txPackets());
        call.pass(Duration.ofSeconds(2));
        near.stop();
        near.close();
        near.tick(call.timeline.nanoTime());
        assertThat(near.report().txPackets()).isEqualTo(after.txPackets());
        assertThat(near.report().rtcpTx()).isEqualTo(after.rtcpTx());
        assertThat(near.report().heard()).isPresent();
        assertThat(far.report().rtcpRx()).isEqualTo(after.rtcpTx());
    }

    @Test
    @DisplayName("SRTP-12: mute changes what is heard and nothing that can be seen")
    void SRTP_12_mute() {
        MediaSession near = call.near(AudioInput.tone(440));
        MediaSession far = call.far(AudioInput.silence());
        near.mute(true);
        assertThat(near.muted()).isTrue();
        call.pass(Duration.ofSeconds(4));
        assertThat(heard(far).rmsDbfs()).isLessThan(-70);
        assertThat(near.report().txPackets()).isGreaterThan(198);
        near.mute(false);
        call.pass(Duration.ofSeconds(4));
        assertThat(heard(far).tone(440, 30)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SENDRECV, true", "SENDONLY, true", "RECVONLY, false", "INACTIVE, false"})
    void the_direction_decides_whether_sound_is_sent_and_reports_always_are(Direction direction, boolean sends) {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, direction, 20, Codec.PCMU), AudioInput.tone(440));
        call.pass(Duration.ofSeconds(12));
        assertThat(near.report().txPackets() > 0).isEqualTo(sends);
        assertThat(near.report().rtcpTx()).isGreaterThan(1);
        assertThat(near.report().mos()).isEmpty();
        assertThat(near.report().heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 400", "20, 200", "30, 133", "60, 66"})
    void the_packet_time_is_that_of_the_plan(int ptime, int packets) {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, ptime, Codec.PCMA),
                AudioInput.tone(440));
        MediaSession far = call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, Codec.PCMA),
                AudioInput.silence());
        call.pass(Duration.ofSeconds(4));
        assertThat(near.report().txPackets()).isBetween(packets - 1L, packets + 2L);
        assertThat(heard(far).tone(440, 30)).isTrue();
    }

    @Test
    void any_agreed_codec_may_arrive_whatever_is_sent() {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, Codec.PCMU, Codec.PCMA),
                AudioInput.silence());
        call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, Codec.PCMA, Codec.PCMU),
                AudioInput.tone(440));
        call.pass(Duration.ofSeconds(4));
        assertThat(heard(near).tone(440, 30)).isTrue();
    }

    @Test
    @DisplayName("ADV-71: a peer that never proves itself is reported once, and again after each sign of life")
    void ADV_71_silence() {
        MediaSession near = call.near(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(29));
        assertThat(call.nearEar.failures).isEmpty();
        call.pass(Duration.ofSeconds(40));
        assertThat(call.nearEar.failures).hasSize(1);
        assertThat(call.nearEar.failures.get(0).reason()).isEqualTo(MediaReason.ADV_71);
        assertThat(call.nearEar.failures.get(0).detail()).isEqualTo("for 30 s");
        MediaSession far = call.far(AudioInput.silence());
        call.pass(Duration.ofSeconds(1));
        far.stop();
        call.pass(Duration.ofSeconds(40));
        assertThat(call.nearEar.failures).hasSize(2);
        assertThat(call.nearEar.began).isEqualTo(1);
        near.stop();
    }

    @Test
    void a_peer_that_only_reports_is_alive() {
        call.near(AudioInput.tone(440));
        call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.INACTIVE, 20, Codec.PCMU),
                AudioInput.silence());
        call.pass(Duration.ofSeconds(120));
        assertThat(call.nearEar.failures).isEmpty();
        assertThat(call.nearEar.began).isEqualTo(1);
    }

    @Test
    @DisplayName("ADV-60, ADV-61: what does not authenticate is counted and otherwise nothing")
    void ADV_60_61_foreign_packets() {
        MediaSession near = call.near(AudioInput.silence());
        byte[] plain = new byte[172];
        plain[0] = (byte) 0x80;
        var to = new java.net.InetSocketAddress(call.nearPort.address(), call.nearPort.rtpPort());
        var from = new java.net.InetSocketAddress(call.farPort.address(), call.farPort.rtpPort());
        for (int i = 0; i < 50; i++) {
            plain[3] = (byte) i;
            call.network.inject(plain, from, to);
            call.pass(Duration.ofMillis(20));
        }
        assertThat(near.report().rxAuthFailed()).isEqualTo(50);
        assertThat(near.report().rxPackets()).isZero();
        assertThat(near.report().heard()).isEmpty();
        assertThat(call.nearEar.began).isZero();
    }

    @Test
    void loss_and_jitter_are_measured_and_hidden() {
        Call bad = new Call(
                Weather.fine().losing(0.05).duplicating(0.02).taking(Duration.ofMillis(30), Duration.ofMillis(40)),
                SUITE);
        MediaSession near = bad.near(AudioInput.tone(440));
        MediaSession far = bad.far(AudioInput.tone(440));
        bad.pass(Duration.ofSeconds(20));
        MediaReport report = far.report();
        assertThat(report.rxLost()).isBetween(25L, 85L);
        assertThat(report.rxConcealed()).isPositive();
        assertThat(report.rxReplayed()).isPositive();
        assertThat(report.jitterMillis()).isBetween(5.0, 30.0);
        assertThat(report.mos().orElseThrow()).isBetween(3.0, 4.2);
        assertThat(report.heard().orElseThrow().toneHz().orElseThrow()).isCloseTo(440, within(2.0));
        near.stop();
    }

    @Test
    void after_the_machine_slept_no_old_sound_is_sent_in_a_burst() {
        MediaSession near = call.near(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(1));
        long before = near.report().txPackets();
        near.tick(call.timeline.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(near.report().txPackets()).isLessThanOrEqualTo(before + 1);
        near.stop();
        MediaSession far = call.far(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(1));
        before = far.report().txPackets();
        far.tick(call.timeline.nanoTime() + Duration.ofMillis(60).toNanos());
        assertThat(far.report().txPackets()).as("a short delay is made up for").isBetween(before + 3, before + 4);
    }

    @Test
    @DisplayName("SRTP-08: a port that seals no more ends sending and says so")
    void SRTP_08_nothing_left_to_seal() {
        MediaSession near = call.near(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(1));
        long sent = near.report().txPackets();
        call.nearPort.close();
        call.pass(Duration.ofSeconds(1));
        assertThat(call.nearEar.failures).singleElement().satisfies(cause -> assertThat(cause.reason())
                .isEqualTo(CryptoReason.SRTP_08));
        assertThat(near.report().txPackets()).isEqualTo(sent);
        near.stop();
    }

    @Test
    void what_is_heard_is_recorded_in_the_time_of_the_call(@TempDir Path folder) {
        Path file = folder.resolve("heard.wav");
        AudioOutput recording = Recording.to(file, refusal -> {}).fold(output -> output, refusal -> null);
        call.near(AudioInput.tone(440));
        MediaSession far = call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, Codec.PCMU),
                AudioInput.silence(),
                recording,
                AudioOutput.discard());
        call.pass(Duration.ofSeconds(3));
        far.stop();
        WavClip clip = WavClip.read(file).fold(read -> read, refusal -> null);
        assertThat(clip.samples().length).isBetween(23_700, 24_200);
        assertThat(ToneAnalyser.analyse(clip.samples(), 0, clip.samples().length, 8000)
                        .tone(440, 30))
                .isTrue();
    }

    @Test
    void a_bug_in_one_call_ends_that_call_and_no_other() {
        List<Throwable> bugs = new ArrayList<>();
        Thread here = Thread.currentThread();
        Thread.UncaughtExceptionHandler usual = here.getUncaughtExceptionHandler();
        here.setUncaughtExceptionHandler((thread, bug) -> bugs.add(bug));
        try {
            MediaSession near = call.near(
                    Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, Codec.PCMU),
                    AudioInput.silence(),
                    rate -> (pcm, offset, samples) -> {
                        throw new IllegalStateException("planted");
                    });
            MediaSession far = call.far(AudioInput.silence());
            call.pass(Duration.ofSeconds(2));
            assertThat(bugs).singleElement().satisfies(bug -> assertThat(bug).hasMessage("planted"));
            assertThat(near.report().txPackets()).isLessThanOrEqualTo(1);
            assertThat(far.report().txPackets()).isGreaterThan(98);
        } finally {
            here.setUncaughtExceptionHandler(usual);
        }
    }

    @Test
    void closing_the_ticker_says_goodbye_for_every_call() {
        MediaSession near = call.near(AudioInput.silence());
        MediaSession far = call.far(AudioInput.silence());
        call.pass(Duration.ofSeconds(1));
        call.ticker.close();
        long sent = near.report().txPackets() + far.report().txPackets();
        call.pass(Duration.ofSeconds(1));
        assertThat(near.report().txPackets() + far.report().txPackets()).isEqualTo(sent);
        assertThat(far.report().rtcpTx()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void plans_and_settings_that_cannot_be_are_bugs() {
        assertThatThrownBy(() -> new MediaPlan(
                        call.keys.offerer(),
                        List.of(),
                        20,
                        Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, Codec.PCMU)
                                .remote(),
                        Direction.SENDRECV))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MediaSettings(MediaSettings.USUAL.jitter(), Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        MediaListener.none().began();
        MediaListener.none().failed(new org.sealphone.crypto.reason.Refusal(MediaReason.ADV_71, ""));
        MediaSession near = call.near(AudioInput.silence());
        assertThat(near.plan().codec()).isEqualTo(Codec.PCMU);
    }
}
