package org.sealphone.harness.trunk.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes compound RTCP packets: SR or RR, SDES with the CNAME alone, the VoIP metrics of XR (RFC 3611), and BYE at the end (RFC 3550, 6). Pure. */
final class RtcpWriter {
    private static final int SR = 200;
    private static final int RR = 201;
    private static final int SDES = 202;
    private static final int BYE = 203;
    private static final int XR = 207;
    private static final long NTP_EPOCH = 2_208_988_800L;

    private RtcpWriter() {}

    /** What a sender report says about the sender. */
    record Sent(int ssrc, long packets, long octets, int timestamp) {}

    static byte[] compound(Sent sent, Reception heard, String cname, boolean bye, Instant now, long nanoTime) {
        ByteBuffer out = ByteBuffer.allocate(256);
        int blocks = heard.started() ? 1 : 0;
        boolean sender = sent.packets() > 0;
        header(out, blocks, sender ? SR : RR, (sender ? 6 : 1) + 6 * blocks);
        out.putInt(sent.ssrc());
        if (sender) {
            out.putInt((int) (now.getEpochSecond() + NTP_EPOCH))
                    .putInt((int) (((long) now.getNano() << 32) / 1_000_000_000L))
                    .putInt(sent.timestamp())
                    .putInt((int) sent.packets())
                    .putInt((int) sent.octets());
        }
        if (blocks == 1) {
            heard.report(out, nanoTime);
        }
        byte[] name = cname.getBytes(StandardCharsets.UTF_8);
        int chunk = (4 + 2 + name.length + 1 + 3) / 4;
        header(out, 1, SDES, chunk);
        int start = out.position();
        out.putInt(sent.ssrc()).put((byte) 1).put((byte) name.length).put(name);
        out.position(start + chunk * 4);
        if (blocks == 1) {
            header(out, 0, XR, 10);
            out.putInt(sent.ssrc());
            heard.metrics(out);
        }
        if (bye) {
            header(out, 1, BYE, 1);
            out.putInt(sent.ssrc());
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void header(ByteBuffer out, int count, int type, int words) {
        out.put((byte) (0x80 | count)).put((byte) type).putShort((short) words);
    }

    /** The middle 32 bits of the NTP time stamp where the compound begins with a sender report, else 0. */
    static int senderReportTime(byte[] compound) {
        boolean report = compound.length >= 28 && (compound[1] & 0xff) == SR;
        return report ? ByteBuffer.wrap(compound).getInt(10) : 0;
    }
}
