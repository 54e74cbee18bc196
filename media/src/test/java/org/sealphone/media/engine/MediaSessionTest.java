package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.rtp.ReportBlock;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.srtp.ReuseDetector;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.WavClip;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.record.Recording;
import org.sealphone.media.record.Sides;
import org.sealphone.media.rtp.Digits;
import org.sealphone.media.rtp.ReceivedPacket;
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
        assertThat(report.rtcpTx()).isBetween(11L, 33L);
        assertThat(report.rtcpRx()).isBetween(11L, 33L);
        assertThat(report.roundTripMillis().orElseThrow()).isCloseTo(10, within(11.0));
        assertThat(report.jitterMillis()).isLessThan(1);
        assertThat(report.remoteMos().orElseThrow())
                .isCloseTo(far.report().mos().orElseThrow(), within(0.1));
        far.stop();
    }

    @Test
    @DisplayName("XR-01: what the other side does not hear is told, and loss in bursts counts for more than by chance")
    void XR_01_each_side_knows_how_it_is_heard() {
        Call poor = new Call(Weather.fine().losing(0.1), SUITE);
        MediaSession near = poor.near(AudioInput.tone(440));
        MediaSession far = poor.far(AudioInput.tone(440));
        poor.pass(Duration.ofSeconds(60));
        double heard = far.report().mos().orElseThrow();
        assertThat(heard).isBetween(2.5, 3.9);
        assertThat(near.report().remoteMos().orElseThrow()).isCloseTo(heard, within(0.2));
        assertThat(far.report().rxConcealed()).isBetween(150L, 450L);
    }

    /** What a phone sends in Opus in two seconds, after the other side has missed so many of 256 packets in the first second. */
    private static List<byte[]> sentTo(int missed) {
        Call one = new Call(Weather.fine(), SUITE);
        one.near(
                Call.plan(one.keys.offerer(), one.farPort, Direction.SENDRECV, 20, Codec.OPUS),
                AudioInput.tone(440, 613));
        Inbox inbox = new Inbox();
        MediaPlan plan = Call.plan(one.keys.answerer(), one.nearPort, Direction.SENDRECV, 20, Codec.OPUS);
        SrtpPort far = one.farPort.open(plan.agreed(), plan.remote(), inbox);
        List<byte[]> payloads = new ArrayList<>();
        for (int step = 0; step < 20; step++) {
            one.pass(Duration.ofMillis(100));
            int source = 0;
            for (ReceivedPacket packet = inbox.packets().peek();
                    packet != null;
                    packet = inbox.packets().peek()) {
                source = packet.ssrc();
                payloads.add(Arrays.copyOf(packet.payload(), packet.length()));
                inbox.packets().release();
            }
            if (step == 9) {
                ReportBlock block = new ReportBlock(source, missed, 0, 0, 0, 0, 0);
                RtcpCompound report = RtcpCompound.of(new ReceiverReport(far.ssrc(), List.of(block)), "far");
                far.send(Objects.requireNonNull(far.rtcp().protect(report)));
            }
        }
        return payloads;
    }

    @Test
    void SRTP_12_what_the_other_side_misses_changes_what_is_repeated_and_never_the_size() {
        List<byte[]> heard = sentTo(0);
        List<byte[]> missed = sentTo(64);
        assertThat(heard).hasSizeGreaterThan(90).allMatch(payload -> payload.length == 180);
        assertThat(missed).hasSameSizeAs(heard).allMatch(payload -> payload.length == 180);
        for (int i = 0; i < 50; i++) {
            assertThat(missed.get(i)).isEqualTo(heard.get(i));
        }
        assertThat(missed.get(80)).isNotEqualTo(heard.get(80));
    }

    @Test
    void packets_leave_at_their_time_and_what_was_late_is_counted() {
        MediaSession near = call.near(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(1));
        SendLateness prompt = near.report().sendLateness();
        assertThat(prompt.mostMillis())
                .as("the first waits for the next point of the grid")
                .isEqualTo(5);
        assertThat(prompt.buckets())
                .extracting(SendLateness.Bucket::packets)
                .containsExactly(50L, 0L, 1L, 0L, 0L, 0L, 0L);
    }

    @ParameterizedTest(name = "{0} us late: up to {1} ms")
    @CsvSource({"0, 1", "1000, 1", "1001, 2", "4999, 5", "10000, 10", "10001, 20", "50000, 50", "50001, 2147483647"})
    void lateness_is_counted_by_its_upper_bound(long micros, int bound) {
        LatenessMeter meter = new LatenessMeter();
        meter.sent(micros * 1000);
        assertThat(meter.report().buckets())
                .filteredOn(bucket -> bucket.packets() == 1)
                .extracting(SendLateness.Bucket::milliseconds)
                .containsExactly(bound);
        assertThat(meter.report().mostMillis()).isEqualTo(micros / 1000.0);
        meter.skipped(200_000_000);
        assertThat(meter.report().mostMillis()).isEqualTo(200);
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
    void SDES_29_the_direction_decides_whether_sound_is_sent_and_reports_always_are(
            Direction direction, boolean sends) {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, direction, 20, Codec.PCMU), AudioInput.tone(440));
        call.pass(Duration.ofSeconds(12));
        assertThat(near.report().txPackets() > 0).isEqualTo(sends);
        assertThat(near.report().rtcpTx()).isGreaterThan(1);
        assertThat(near.report().mos()).isEmpty();
        assertThat(near.report().heard()).isEmpty();
    }

    @Test
    void SDES_25_a_change_that_moves_the_peer_under_its_old_key_is_reported_and_nothing_is_taken_of_it() {
        MediaSession near = call.near(AudioInput.tone(440));
        MediaSession far = call.far(AudioInput.tone(1004));
        call.pass(Duration.ofSeconds(1));
        MediaPlan before = near.plan();
        ReservedPort elsewhere = call.network.reserve(3);
        near.change(Call.plan(call.keys.offerer(), elsewhere, Direction.SENDRECV, 20, Codec.PCMA));
        call.pass(Duration.ofSeconds(1));
        assertThat(call.nearEar.failures)
                .extracting(refusal -> refusal.reason().code())
                .containsExactly("SDES-25");
        assertThat(near.plan()).isEqualTo(before);
        assertThat(elsewhere.dropped()).isZero();
        long heard = far.report().rxPackets();
        near.change(Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, Codec.PCMA));
        call.pass(Duration.ofSeconds(1));
        assertThat(call.nearEar.failures).hasSize(1);
        assertThat(near.plan().codec()).isEqualTo(Codec.PCMA);
        assertThat(far.report().rxPackets() - heard).isBetween(49L, 51L);
        assertThat(far.report().rxAuthFailed()).isZero();
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

    @ParameterizedTest
    @EnumSource(Codec.class)
    void every_codec_is_heard_and_recorded_at_its_own_rate(Codec codec, @TempDir Path folder) {
        Path file = folder.resolve("heard.wav");
        AudioOutput recording = Recording.to(file, Sides.HEARD, trouble -> {}).fold(output -> output, refusal -> {
            throw new AssertionError(refusal.text());
        });
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, codec),
                AudioInput.silence(),
                recording);
        MediaSession far = call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, codec), AudioInput.tone(1004));
        call.pass(Duration.ofSeconds(4));
        assertThat(heard(near).tone(1004, 15)).as(heard(near) + "").isTrue();
        MediaReport report = near.report();
        assertThat(report.codec()).isEqualTo(codec);
        assertThat(report.rxPackets()).isBetween(198L, 201L);
        assertThat(report.rxLost() + report.rxLate() + report.rxConcealed()).isZero();
        assertThat(report.jitterMillis()).isLessThan(1);
        near.stop();
        far.stop();
        WavClip clip = WavClip.read(file).fold(read -> read, refusal -> {
            throw new AssertionError(refusal.text());
        });
        assertThat(clip.sampleRate()).isEqualTo(codec.sampleRate());
    }

    @ParameterizedTest(name = "{0} is sent, {1} arrives")
    @CsvSource({"PCMU, PCMA", "G722, PCMU", "PCMU, G722", "OPUS, PCMU", "G722, OPUS", "L16, PCMA"})
    void any_agreed_codec_may_arrive_whatever_is_sent(Codec sent, Codec arrives) {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, sent, arrives),
                AudioInput.silence());
        MediaSession far = call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, arrives, sent),
                AudioInput.tone(440));
        call.pass(Duration.ofSeconds(4));
        assertThat(heard(near).tone(440, 15)).as(heard(near) + "").isTrue();
        MediaReport report = near.report();
        assertThat(report.codec()).isEqualTo(sent);
        assertThat(report.rxLost() + report.rxLate() + report.rxConcealed()).isZero();
        assertThat(report.jitterMillis()).isLessThan(1);
        assertThat(far.report().heard().orElseThrow().rmsDbfs()).isLessThan(-60);
    }

    @Test
    void what_arrives_may_change_in_the_middle_and_loss_is_counted_on() {
        Call poor = new Call(Weather.fine().losing(0.05), SUITE);
        MediaSession near = poor.near(
                Call.plan(poor.keys.offerer(), poor.farPort, Direction.SENDRECV, 20, Codec.OPUS, Codec.PCMU),
                AudioInput.silence());
        MediaSession far = poor.far(
                Call.plan(poor.keys.answerer(), poor.nearPort, Direction.SENDRECV, 20, Codec.OPUS, Codec.PCMU),
                AudioInput.tone(440));
        poor.pass(Duration.ofSeconds(4));
        long lost = near.report().rxLost();
        assertThat(lost).isPositive();
        far.change(Call.plan(poor.keys.answerer(), poor.nearPort, Direction.SENDRECV, 20, Codec.PCMU, Codec.OPUS));
        poor.pass(Duration.ofSeconds(8));
        assertThat(near.report().rxLost()).isGreaterThan(lost);
        assertThat(heard(near).tone(440, 10)).as(heard(near) + "").isTrue();
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
    void SDES_29_a_peer_that_only_reports_is_alive() {
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
    void SRTP_09_the_watch_over_reused_indices_covers_this_module() {
        long before = ReuseDetector.watched();
        MediaSession near = call.near(AudioInput.tone(440));
        call.pass(Duration.ofSeconds(1));
        near.stop();
        assertThat(ReuseDetector.watched() - before).isEqualTo(near.report().sealedOut());
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
        AudioOutput recording = Recording.to(file, Sides.HEARD, refusal -> {}).fold(output -> output, refusal -> null);
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
    void both_sides_are_recorded_and_what_is_muted_is_silent_there_too(@TempDir Path folder) {
        Path file = folder.resolve("both.wav");
        AudioOutput recording = Recording.to(file, Sides.BOTH, refusal -> {}).fold(output -> output, refusal -> null);
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, Codec.OPUS),
                AudioInput.tone(440),
                recording);
        call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, Codec.OPUS),
                AudioInput.tone(1004));
        call.pass(Duration.ofSeconds(2));
        near.mute(true);
        call.pass(Duration.ofSeconds(2));
        near.stop();
        short[] left = channel(file, 0);
        short[] right = channel(file, 1);
        assertThat(left.length).isBetween(190_000, 193_000);
        assertThat(ToneAnalyser.analyse(left, 48_000, 144_000, 48_000).tone(1004, 20))
                .isTrue();
        assertThat(ToneAnalyser.analyse(right, 0, 95_000, 48_000).tone(440, 60)).isTrue();
        assertThat(Arrays.copyOfRange(right, 97_000, right.length)).containsOnly((short) 0);
    }

    private static short[] channel(Path file, int number) {
        try {
            ByteBuffer frames = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            short[] samples = new short[(frames.capacity() - 44) / 4];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = frames.getShort(44 + 4 * i + 2 * number);
            }
            return samples;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
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
                        List.of(),
                        20,
                        Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, Codec.PCMU)
                                .remote(),
                        Direction.SENDRECV))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new MediaSettings(MediaSettings.USUAL.jitter(), Duration.ofMillis(999), OpusSettings.USUAL))
                .isInstanceOf(IllegalArgumentException.class);
        MediaListener.none().began();
        MediaListener.none().failed(new org.sealphone.crypto.reason.Refusal(MediaReason.ADV_71, ""));
        MediaSession near = call.near(AudioInput.silence());
        assertThat(near.plan().codec()).isEqualTo(Codec.PCMU);
    }

    private static Digits keys(String typed) {
        return Digits.parse(typed).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void SRTP_21_keys_pressed_on_either_side_arrive_once_each_beside_the_sound(Codec codec) {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, codec), AudioInput.tone(440));
        MediaSession far = call.far(
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, codec), AudioInput.tone(1004));
        call.pass(Duration.ofSeconds(1));
        near.mute(true);
        near.press(keys("123#"));
        far.press(keys("*0D!!"));
        call.pass(Duration.ofSeconds(2));
        near.mute(false);
        call.pass(Duration.ofSeconds(5));
        assertThat(call.farEar.pressed).hasToString("123#");
        assertThat(call.nearEar.pressed).hasToString("*0D!!");
        assertThat(far.report().digits()).isEqualTo(new DigitReport(Optional.of("123#"), 5, 0));
        assertThat(near.report().digits()).isEqualTo(new DigitReport(Optional.of("*0D!!"), 4, 0));
        assertThat(far.report().rxLost() + far.report().rxConcealed()).isZero();
        assertThat(far.report().jitterMillis()).isLessThan(1);
        assertThat(far.report().sealedOut())
                .isEqualTo(far.report().txPackets() + far.report().rtcpTx());
        assertThat(heard(near).tone(1004, 15)).as(heard(near) + "").isTrue();
        near.stop();
        far.stop();
    }

    @Test
    void ADV_72_a_key_under_a_type_that_was_not_agreed_on_is_none() {
        MediaPlan with = Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, Codec.PCMU);
        MediaPlan without =
                new MediaPlan(with.agreed(), with.formats(), List.of(), 20, with.remote(), Direction.SENDRECV);
        MediaSession near = call.near(AudioInput.tone(440));
        MediaSession far = call.far(without, AudioInput.tone(440));
        near.press(keys("1"));
        far.press(keys("2"));
        call.pass(Duration.ofSeconds(2));
        assertThat(call.farEar.pressed).isEmpty();
        assertThat(call.nearEar.pressed).isEmpty();
        assertThat(far.report().digits()).isEqualTo(new DigitReport(Optional.empty(), 0, 1));
        assertThat(near.report().digits()).isEqualTo(new DigitReport(Optional.of(""), 1, 0));
    }

    @Test
    void keys_wait_while_nothing_may_be_sent() {
        MediaSession near = call.near(
                Call.plan(call.keys.offerer(), call.farPort, Direction.RECVONLY, 20, Codec.PCMU), AudioInput.silence());
        near.press(keys("12"));
        call.pass(Duration.ofSeconds(2));
        assertThat(near.report().txPackets()).isZero();
        assertThat(near.report().digits().unsent()).isEqualTo(2);
    }
}
