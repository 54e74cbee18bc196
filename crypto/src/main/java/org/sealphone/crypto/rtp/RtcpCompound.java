package org.sealphone.crypto.rtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.rtp.RtcpPacket.Bye;
import org.sealphone.crypto.rtp.RtcpPacket.Chunk;
import org.sealphone.crypto.rtp.RtcpPacket.Item;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;
import org.sealphone.crypto.rtp.RtcpPacket.Report;
import org.sealphone.crypto.rtp.RtcpPacket.SourceDescription;

/**
 * A compound RTCP packet (RFC 3550 section 6.1): a report first, always. Immutable.
 *
 * <p>One that we write has the report, then SDES with the CNAME alone, then what was added; the rule holds by
 * construction. One that we read may be any sequence that the RFC allows and {@link RtcpReader} bounds; reduced-size
 * RTCP (RFC 5506) is refused, since it was never negotiated. The first eight octets, type and SSRC of the report, are
 * what SRTCP leaves in clear.
 */
public final class RtcpCompound {
    /** The longest compound, read or written. */
    public static final int MAX_SIZE = 2048;

    /** The most packets in one compound that is read. */
    public static final int MAX_PACKETS = 32;

    private final List<RtcpPacket> packets;
    private final int length;

    RtcpCompound(List<RtcpPacket> packets) {
        this.packets = List.copyOf(packets);
        int sum = 0;
        for (RtcpPacket packet : packets) {
            sum += RtcpWriter.length(packet);
        }
        if (sum > MAX_SIZE) {
            throw new IllegalArgumentException("compound of " + sum + " octets");
        }
        this.length = sum;
    }

    /**
     * A report with the CNAME of its sender.
     *
     * @param cname random for each call (RFC 7022), 1 to 255 octets of ASCII
     */
    public static RtcpCompound of(Report report, String cname) {
        byte[] ascii = cname.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length == 0 || ascii.length > 255 || !cname.equals(new String(ascii, StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException("CNAME");
        }
        Chunk chunk = new Chunk(report.ssrc(), List.of(new Item(Chunk.CNAME, cname)));
        return new RtcpCompound(List.of(report, new SourceDescription(List.of(chunk))));
    }

    /** This and a BYE of the report's sender, without a reason. */
    public RtcpCompound withBye() {
        return with(new Bye(List.of(ssrc()), ""));
    }

    /** This and an APP, XR or feedback packet. */
    public RtcpCompound with(Opaque packet) {
        return with((RtcpPacket) packet);
    }

    private RtcpCompound with(RtcpPacket packet) {
        List<RtcpPacket> more = new ArrayList<>(packets);
        more.add(packet);
        return new RtcpCompound(more);
    }

    /** The compound in these octets, or nothing if they are not one from the first octet to the last. Never throws. */
    public static Optional<RtcpCompound> read(byte[] source, int offset, int length) {
        return new RtcpReader(source, offset, length).compound();
    }

    /** Not empty; the first is a {@link Report}. */
    public List<RtcpPacket> packets() {
        return packets;
    }

    /** The first report. */
    public Report report() {
        return (Report) packets.get(0);
    }

    /** Who sent this compound. */
    public int ssrc() {
        return report().ssrc();
    }

    /** What all reports in here say of one source, in order. */
    public List<ReportBlock> blocksAbout(int ssrc) {
        List<ReportBlock> about = new ArrayList<>();
        for (RtcpPacket packet : packets) {
            if (packet instanceof Report report) {
                report.blocks().stream().filter(block -> block.ssrc() == ssrc).forEach(about::add);
            }
        }
        return about;
    }

    /** The first that is said in here of how well one source is heard (RFC 3611). */
    public Optional<VoipMetrics> metricsAbout(int ssrc) {
        return packets.stream()
                .filter(Opaque.class::isInstance)
                .flatMap(packet -> VoipMetrics.about(ssrc, (Opaque) packet).stream())
                .findFirst();
    }

    /** Whether this source says farewell in here. */
    public boolean saysByeOf(int ssrc) {
        return packets.stream()
                .anyMatch(p -> p instanceof Bye bye && bye.ssrcs().contains(ssrc));
    }

    /** Octets that {@link #write} writes. */
    public int length() {
        return length;
    }

    /** Writes this compound and returns where it ends. */
    public int write(byte[] target, int offset) {
        int at = offset;
        for (RtcpPacket packet : packets) {
            at = RtcpWriter.write(packet, target, at);
        }
        return at;
    }
}
