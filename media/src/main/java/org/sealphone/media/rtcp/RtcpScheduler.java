package org.sealphone.media.rtcp;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.sealphone.crypto.rtp.ReportBlock;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtcpPacket.Report;
import org.sealphone.crypto.rtp.RtcpPacket.SenderReport;
import org.sealphone.crypto.rtp.VoipMetrics;
import org.sealphone.media.quality.ReceptionStatistics;

/**
 * When a report is due, what it says, and what the reports of the other side tell: round-trip time and the loss it sees
 * (RFC 3550 sections 6.2 to 6.4).
 *
 * <p>The first report is due at once: it is the first authenticated packet on a path that a firewall or NAT has yet to
 * open. The CNAME is random for each call and tells nobody anything (RFC 7022, SRTP-11). Time and randomness are
 * arguments; owned by the thread that sends.
 */
public final class RtcpScheduler {
    private static final int CNAME_OCTETS = 12;
    private static final int UDP_AND_IP = 28;
    private static final long NTP_EPOCH_OFFSET = 2_208_988_800L;

    private final int ssrc;
    private final double octetsPerSecond;
    private final RandomGenerator random;
    private final String cname;
    private final long epoch;
    private final long epochNtp;
    private double averageOctets = 120;
    private long due;
    private boolean first = true;
    private long packetsAtLastReport;
    private int lastSenderReport;
    private long lastSenderReportAt;
    private boolean heardSenderReport;
    private double roundTripMillis = Double.NaN;
    private double remoteLoss = Double.NaN;
    private Optional<VoipMetrics> remoteMetrics = Optional.empty();

    /**
     * @param octetsPerSecond of the session: both directions, with their headers
     * @param now monotonic nanoseconds
     * @param wallClock read once: the NTP time of reports then follows the monotonic clock, and the round-trip time
     *     with it
     */
    public RtcpScheduler(int ssrc, double octetsPerSecond, long now, Instant wallClock, RandomGenerator random) {
        this.ssrc = ssrc;
        this.octetsPerSecond = octetsPerSecond;
        this.random = random;
        this.due = now;
        this.epoch = now;
        long fraction = ((long) wallClock.getNano() << 32) / 1_000_000_000L;
        this.epochNtp = ((wallClock.getEpochSecond() + NTP_EPOCH_OFFSET) << 32) | fraction;
        byte[] name = new byte[CNAME_OCTETS];
        random.nextBytes(name);
        this.cname = Base64.getEncoder().encodeToString(name);
    }

    public boolean due(long now) {
        return now - due >= 0;
    }

    /**
     * The report that is due; the next one follows after an interval of its own.
     *
     * @param metrics how well the other side is heard, once it is
     */
    public RtcpCompound report(long now, Sent sent, ReceptionStatistics reception, Optional<VoipMetrics> metrics) {
        RtcpCompound compound = compound(now, sent, reception, metrics);
        averageOctets += (compound.length() + UDP_AND_IP - averageOctets) / 16;
        due = now + RtcpInterval.nanos(averageOctets, octetsPerSecond, first, random);
        first = false;
        return compound;
    }

    /** The last report, with BYE: sent at once, for a session of two needs no back-off (RFC 3550 section 6.3.7). */
    public RtcpCompound farewell(long now, Sent sent, ReceptionStatistics reception, Optional<VoipMetrics> metrics) {
        return compound(now, sent, reception, metrics).withBye();
    }

    /**
     * What was sent so far.
     *
     * @param packets RTP packets
     * @param octets of payload
     * @param timestamp of the RTP clock, now
     */
    public record Sent(long packets, long octets, int timestamp) {}

    private RtcpCompound compound(long now, Sent sent, ReceptionStatistics reception, Optional<VoipMetrics> metrics) {
        List<ReportBlock> blocks = reception.begun() ? List.of(block(now, reception)) : List.of();
        boolean sender = sent.packets() > packetsAtLastReport;
        packetsAtLastReport = sent.packets();
        Report report = sender
                ? new SenderReport(
                        ssrc, ntp(now), Integer.toUnsignedLong(sent.timestamp()), sent.packets(), sent.octets(), blocks)
                : new ReceiverReport(ssrc, blocks);
        RtcpCompound compound = RtcpCompound.of(report, cname);
        return metrics.map(heard -> compound.with(heard.packet(ssrc))).orElse(compound);
    }

    private ReportBlock block(long now, ReceptionStatistics reception) {
        // A report may have arrived after the moment at which this one is due: the thread that ticks was held up in
        // between.
        long since = heardSenderReport ? Math.max(0, now - lastSenderReportAt) : 0;
        long delay = Math.min(since * 65_536 / 1_000_000_000, 0xFFFF_FFFFL);
        return new ReportBlock(
                reception.ssrc(),
                reception.fractionLost(),
                reception.cumulativeLost(),
                reception.extendedHighestSequence(),
                reception.jitterTicks(),
                heardSenderReport ? Integer.toUnsignedLong(lastSenderReport) : 0,
                delay);
    }

    /** What the other side reports, at the time it arrived. */
    public void received(RtcpCompound compound, long arrival) {
        averageOctets += (compound.length() + UDP_AND_IP - averageOctets) / 16;
        if (compound.report() instanceof SenderReport report) {
            lastSenderReport = middle(report.ntpTimestamp());
            lastSenderReportAt = arrival;
            heardSenderReport = true;
        }
        remoteLoss = Double.NaN;
        for (ReportBlock block : compound.blocksAbout(ssrc)) {
            remoteLoss = block.fractionLost() / 256.0;
            if (block.lastSenderReport() != 0) {
                roundTrip(block, arrival);
            }
        }
        remoteMetrics = compound.metricsAbout(ssrc).or(() -> remoteMetrics);
    }

    /** RFC 3550 figure 2; a peer that errs may report nonsense, which is left out. */
    private void roundTrip(ReportBlock block, long arrival) {
        int units = middle(ntp(arrival)) - (int) block.lastSenderReport() - (int) block.delaySinceLastSenderReport();
        double millis = units * 1000.0 / 65_536;
        if (millis >= -1 && millis < 10_000) {
            roundTripMillis = Math.max(0, millis);
        }
    }

    public OptionalDouble roundTripMillis() {
        return known(roundTripMillis);
    }

    /** The share of our packets that the other side missed between its last two reports, from 0 to 1; empty when the last says nothing of us. */
    public OptionalDouble remoteLossRatio() {
        return known(remoteLoss);
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** How well the other side hears us, once it has said so (RFC 3611). */
    public Optional<VoipMetrics> remoteMetrics() {
        return remoteMetrics;
    }

    public String cname() {
        return cname;
    }

    private long ntp(long now) {
        long elapsed = now - epoch;
        long fraction = ((elapsed % 1_000_000_000L) << 32) / 1_000_000_000L;
        return epochNtp + ((elapsed / 1_000_000_000L) << 32) + fraction;
    }

    private static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }
}
