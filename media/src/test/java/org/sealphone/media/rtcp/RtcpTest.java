package org.sealphone.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.rtp.ReportBlock;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtcpPacket.SenderReport;
import org.sealphone.crypto.rtp.RtcpPacket.SourceDescription;
import org.sealphone.crypto.rtp.VoipMetrics;
import org.sealphone.crypto.rtp.VoipMetrics.JitterBufferDelays;
import org.sealphone.crypto.rtp.VoipMetrics.Losses;
import org.sealphone.media.quality.ReceptionStatistics;
import org.sealphone.media.rtcp.RtcpScheduler.Sent;

class RtcpTest {
    private static final long SECOND = 1_000_000_000;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final Sent NOTHING = new Sent(0, 0, 0);
    /** G.711 in packets of 20 ms, both ways: 160 kbit/s. */
    private static final double TELEPHONE = 20_000;

    private static final Optional<VoipMetrics> NONE = Optional.empty();

    private final ReceptionStatistics nobody = new ReceptionStatistics(8000);
    private final RtcpScheduler scheduler = new RtcpScheduler(0xA, TELEPHONE, SECOND, NOON, new Random(1));

    private static String cname(RtcpCompound compound) {
        return ((SourceDescription) compound.packets().get(1))
                .chunks()
                .get(0)
                .items()
                .get(0)
                .text();
    }

    @Test
    void the_first_report_is_due_at_once_and_the_next_ones_after_intervals() {
        assertThat(scheduler.due(SECOND)).isTrue();
        long now = SECOND;
        long before = now;
        int reports = 0;
        double sum = 0;
        for (; now < 3600 * SECOND; now += 5_000_000) {
            if (scheduler.due(now)) {
                scheduler.report(now, NOTHING, nobody, NONE);
                double interval = (now - before) / 1e9;
                if (reports == 1) {
                    assertThat(interval).isBetween(0.46, 1.40);
                } else if (reports > 1) {
                    assertThat(interval).isBetween(0.92, 2.78);
                    sum += interval;
                }
                before = now;
                reports++;
            }
        }
        assertThat(sum / (reports - 2)).isCloseTo(2.25 / (Math.E - 1.5), within(0.05));
    }

    @Test
    void a_session_too_narrow_for_it_reports_less_often() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            assertThat(RtcpInterval.nanos(1000, 1000, false, random) / 1e9).isBetween(16.0, 50.0);
        }
    }

    @ParameterizedTest(name = "{0} octets a second: {1} s, at first {2} s")
    @CsvSource({"1000, 5, 4", "9000, 5, 2.5", "14000, 3.214, 1.607", "20000, 2.25, 1.125", "68000, 0.662, 0.331"})
    void RFC_3550_6_2_wide_sessions_report_more_often_and_narrow_ones_every_five_seconds(
            int octetsPerSecond, double seconds, double first) {
        assertThat(mean(octetsPerSecond, false)).isCloseTo(seconds / (Math.E - 1.5), within(0.05 * seconds));
        assertThat(mean(octetsPerSecond, true)).isCloseTo(first / (Math.E - 1.5), within(0.05 * first));
    }

    private static double mean(int octetsPerSecond, boolean first) {
        Random random = new Random(3);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += RtcpInterval.nanos(100, octetsPerSecond, first, random) / 1e9;
        }
        return sum / 10_000;
    }

    @Test
    @DisplayName("SRTP-11: the CNAME is random for each call (RFC 7022)")
    void SRTP_11_cname() {
        RtcpScheduler other = new RtcpScheduler(0xB, TELEPHONE, 0, NOON, new Random(2));
        assertThat(scheduler.cname()).hasSize(16).isNotEqualTo(other.cname());
        assertThat(cname(scheduler.report(0, NOTHING, nobody, NONE)))
                .isEqualTo(scheduler.cname())
                .isEqualTo(cname(scheduler.farewell(0, NOTHING, nobody, NONE)));
    }

    @Test
    void who_sends_reports_as_a_sender_and_who_does_not_as_a_receiver() {
        RtcpCompound first = scheduler.report(SECOND, new Sent(5, 800, 1600), nobody, NONE);
        assertThat(first.report())
                .isEqualTo(new SenderReport(
                        0xA, ((NOON.getEpochSecond() + 2_208_988_800L) << 32) | 0x8000_0000L, 1600, 5, 800, List.of()));
        RtcpCompound idle = scheduler.report(2 * SECOND, new Sent(5, 800, 3200), nobody, NONE);
        assertThat(idle.report()).isEqualTo(new ReceiverReport(0xA, List.of()));
        SenderReport again = (SenderReport) scheduler
                .report(3 * SECOND, new Sent(6, 960, -160), nobody, NONE)
                .report();
        assertThat(again.rtpTimestamp()).isEqualTo(0xFFFF_FF60L);
        assertThat(again.ntpTimestamp() - ((SenderReport) first.report()).ntpTimestamp())
                .isEqualTo(2L << 32);
    }

    @Test
    void the_farewell_says_bye() {
        RtcpCompound farewell = scheduler.farewell(SECOND, NOTHING, nobody, NONE);
        assertThat(farewell.saysByeOf(0xA)).isTrue();
        assertThat(scheduler.report(SECOND, NOTHING, nobody, NONE).saysByeOf(0xA))
                .isFalse();
    }

    @Test
    void reports_tell_what_was_received() {
        ReceptionStatistics reception = new ReceptionStatistics(8000);
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                reception.received(0xB, i, i * 160, i * 20_000_000L);
            }
        }
        ReportBlock block = scheduler
                .report(SECOND, NOTHING, reception, NONE)
                .report()
                .blocks()
                .get(0);
        assertThat(block.ssrc()).isEqualTo(0xB);
        assertThat(block.cumulativeLost()).isEqualTo(25);
        assertThat(block.fractionLost()).isEqualTo(64);
        assertThat(block.extendedHighestSequence()).isEqualTo(99);
        assertThat(block.lastSenderReport()).isZero();
        assertThat(block.delaySinceLastSenderReport()).isZero();
    }

    @Test
    void two_schedulers_measure_the_round_trip_between_them() {
        RtcpScheduler far =
                new RtcpScheduler(0xB, TELEPHONE, 50 * SECOND, Instant.parse("2001-01-01T00:00:00Z"), new Random(3));
        ReceptionStatistics fromNear = new ReceptionStatistics(8000);
        fromNear.received(0xA, 1, 0, 0);
        assertThat(scheduler.roundTripMillis()).isEmpty();
        assertThat(scheduler.remoteLossRatio())
                .as("nobody has reported anything")
                .isEmpty();
        RtcpCompound out = scheduler.report(10 * SECOND, new Sent(1, 160, 0), nobody, NONE);
        far.received(out, 60 * SECOND);
        RtcpCompound back = far.report(63 * SECOND, NOTHING, fromNear, NONE);
        assertThat(back.report().blocks().get(0).delaySinceLastSenderReport()).isEqualTo(3 * 65_536);
        scheduler.received(back, 13 * SECOND + 80_000_000);
        assertThat(scheduler.roundTripMillis().orElseThrow()).isCloseTo(80, within(0.1));
        assertThat(scheduler.remoteLossRatio()).hasValue(0);
        scheduler.received(RtcpCompound.of(new ReceiverReport(0xB, List.of()), "x"), 14 * SECOND);
        assertThat(scheduler.remoteLossRatio())
                .as("a report that says nothing of us is no good report")
                .isEmpty();
    }

    @Test
    void a_report_that_came_after_the_moment_of_ours_came_no_time_ago() {
        RtcpScheduler far = new RtcpScheduler(0xB, TELEPHONE, 0, NOON, new Random(2));
        ReceptionStatistics fromNear = new ReceptionStatistics(8000);
        fromNear.received(0xA, 1, 0, 0);
        far.received(scheduler.report(SECOND, new Sent(1, 160, 0), nobody, NONE), 2 * SECOND + 1_000_000);
        assertThat(delay(far.report(2 * SECOND, NOTHING, fromNear, NONE))).isZero();
        assertThat(delay(far.report(2 * SECOND + 501_000_000, NOTHING, fromNear, NONE)))
                .isEqualTo(32_768);
    }

    private static long delay(RtcpCompound compound) {
        return compound.report().blocks().get(0).delaySinceLastSenderReport();
    }

    @Test
    void nonsense_about_the_round_trip_is_left_out() {
        ReportBlock foreign = new ReportBlock(0xC, 255, 0, 0, 0, 1, 0);
        ReportBlock nonsense = new ReportBlock(0xA, 128, 0, 0, 0, 0x7FFF_FFFF, 0);
        ReportBlock none = new ReportBlock(0xA, 128, 0, 0, 0, 0, 0);
        scheduler.received(RtcpCompound.of(new ReceiverReport(0xB, List.of(foreign, nonsense, none)), "x"), 2 * SECOND);
        assertThat(scheduler.roundTripMillis()).isEmpty();
        assertThat(scheduler.remoteLossRatio()).hasValue(0.5);
    }

    @Test
    @DisplayName("XR-01: the other side is told how well it is heard, in each report and in the last")
    void XR_01_voip_metrics_travel_in_the_compound() {
        VoipMetrics heard = new VoipMetrics(
                0xB, new Losses(12, 3, 85, 9, 120, 520), 80, 65, 91, 44, 43, new JitterBufferDelays(40, 60, 240));
        RtcpCompound report = scheduler.report(SECOND, NOTHING, nobody, Optional.of(heard));
        RtcpCompound farewell = scheduler.farewell(SECOND, NOTHING, nobody, Optional.of(heard));
        RtcpScheduler far = new RtcpScheduler(0xB, TELEPHONE, 0, NOON, new Random(4));
        assertThat(far.remoteMetrics()).isEmpty();
        far.received(scheduler.report(SECOND, NOTHING, nobody, NONE), SECOND);
        assertThat(far.remoteMetrics()).isEmpty();
        far.received(report, SECOND);
        assertThat(far.remoteMetrics()).contains(heard);
        far.received(scheduler.report(SECOND, NOTHING, nobody, NONE), SECOND);
        assertThat(far.remoteMetrics()).as("what was said last stands").contains(heard);
        assertThat(farewell.metricsAbout(0xB)).contains(heard);
        assertThat(farewell.saysByeOf(0xA)).isTrue();
        RtcpScheduler another = new RtcpScheduler(0xC, TELEPHONE, 0, NOON, new Random(5));
        another.received(report, SECOND);
        assertThat(another.remoteMetrics()).isEmpty();
    }
}
