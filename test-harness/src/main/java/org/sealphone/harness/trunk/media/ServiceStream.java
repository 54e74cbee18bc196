package org.sealphone.harness.trunk.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.Opening;
import org.sealphone.harness.srtp.RtcpOpener;
import org.sealphone.harness.srtp.RtcpSealer;
import org.sealphone.harness.srtp.RtpOpener;
import org.sealphone.harness.srtp.RtpSealer;

/**
 * The media of one call of a service: SRTP and SRTCP both ways (RFC 3711), reports by the intervals of RFC 3550, 6.3.1 for two members. It
 * sends to the address of the SDP and to no other, and hears only what authenticates. Owned by the media thread.
 */
final class ServiceStream {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int HEADER = 12;
    private static final int MOST_PAYLOAD = 1400;

    private final MediaPorts ports;
    private final MediaCounters counters;
    private final SecureRandom random;
    private final IntUnaryOperator firstSequence;
    private final ToneLoop tone;
    private final int frameTicks;
    private final Reception reception;
    private final String cname;
    private StreamPlan plan;
    private RtpSealer sealer;
    private RtcpSealer rtcpSealer;
    private RtpOpener opener;
    private RtcpOpener rtcpOpener;
    private @Nullable RtpOpener formerOpener;
    private int sequence;
    private int timestamp;
    private long frames;
    private long packets;
    private long octets;
    private long nextFrame;
    private long nextReport;
    private boolean spoke;
    private boolean keyKnown;
    private int keyTimestamp;

    ServiceStream(
            MediaPorts ports,
            StreamPlan plan,
            MediaCounters counters,
            SecureRandom random,
            IntUnaryOperator firstSequence,
            long now) {
        this.firstSequence = firstSequence;
        this.ports = ports;
        this.plan = plan;
        this.counters = counters;
        this.random = random;
        this.tone = ToneLoop.of(plan.codec());
        this.frameTicks = plan.codec().frameTicks(20);
        this.reception = new Reception(plan.codec().clockRate());
        this.cname = Long.toHexString(random.nextLong());
        this.opener = HarnessSrtp.receiver(plan.remote());
        this.rtcpOpener = HarnessSrtp.rtcpReceiver(plan.remote());
        this.sealer = HarnessSrtp.sender(plan.local(), random.nextInt());
        this.rtcpSealer = HarnessSrtp.rtcpSender(plan.local());
        this.sequence = firstSequence.applyAsInt(random.nextInt(0x8000));
        this.timestamp = random.nextInt();
        this.nextFrame = now;
        this.nextReport = now + interval(2_500_000_000L);
    }

    MediaPorts ports() {
        return ports;
    }

    /** A new offer and answer: unchanged keys keep their contexts (RFC 4568, 7.1.4), a new own key gets a new SSRC. */
    void change(StreamPlan changed) {
        HarnessKeys formerLocal = plan.local();
        if (!changed.remote().equals(plan.remote())) {
            formerOpener = opener;
            opener = HarnessSrtp.receiver(changed.remote());
            rtcpOpener = HarnessSrtp.rtcpReceiver(changed.remote());
        }
        if (!changed.local().equals(formerLocal)) {
            sealer = HarnessSrtp.sender(changed.local(), random.nextInt());
            rtcpSealer = HarnessSrtp.rtcpSender(changed.local());
            sequence = firstSequence.applyAsInt(random.nextInt(0x8000));
            packets = 0;
            octets = 0;
        }
        plan = changed;
    }

    void tick(long now) {
        boolean tones = plan.voice() == StreamPlan.Voice.TONE || plan.voice() == StreamPlan.Voice.MIRROR;
        if (tones && plan.sends()) {
            while (nextFrame - now <= 0) {
                byte[] sound = tone.frame(frames);
                byte[] packet =
                        packet(plan.payloadType(), !spoke, sound.length, timestamp + (int) (frames++ * frameTicks));
                System.arraycopy(sound, 0, packet, HEADER, sound.length);
                sendRtp(packet);
                nextFrame += FRAME_NANOS;
            }
        } else {
            long missed = Math.max(0, now - nextFrame) / FRAME_NANOS;
            nextFrame += missed * FRAME_NANOS;
            frames += missed;
        }
        if (nextReport - now <= 0) {
            report(false, now);
            nextReport = now + interval(5_000_000_000L);
        }
    }

    private long interval(long middle) {
        return (long) (middle * (0.5 + random.nextDouble()) / 1.21828);
    }

    private byte[] packet(int type, boolean marker, int payload, int stamp) {
        byte[] packet = new byte[HEADER + payload];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) (type | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt(stamp)
                .putInt(sealer.ssrc());
        sequence = (sequence + 1) & 0xffff;
        spoke = true;
        return packet;
    }

    private void sendRtp(byte[] packet) {
        packets++;
        octets += packet.length - HEADER;
        if (send(ports.rtpChannel(), sealer.seal(packet), plan.remoteRtp())) {
            counters.rtpSent.incrementAndGet();
        }
    }

    /** Sends the last report with its BYE; nothing is sent after it. */
    void bye(long now) {
        report(true, now);
    }

    private void report(boolean bye, long now) {
        int stamp = timestamp + (int) (frames * frameTicks);
        byte[] compound = RtcpWriter.compound(
                new RtcpWriter.Sent(sealer.ssrc(), packets, octets, stamp), reception, cname, bye, Instant.now(), now);
        DatagramChannel from = plan.mux() ? ports.rtpChannel() : ports.rtcpChannel();
        if (send(from, rtcpSealer.seal(compound), plan.mux() ? plan.remoteRtp() : plan.remoteRtcp())) {
            counters.rtcpSent.incrementAndGet();
        }
    }

    private boolean send(DatagramChannel from, byte[] sealed, InetSocketAddress to) {
        try {
            return from.send(ByteBuffer.wrap(sealed), to) > 0;
        } catch (IOException refused) {
            counters.unsent.incrementAndGet();
            return false;
        }
    }

    void datagram(byte[] bytes, int length, long now) {
        counters.datagrams.incrementAndGet();
        int second = length > 1 ? bytes[1] & 0xff : 0;
        if (plan.voice() == StreamPlan.Voice.MIRROR) {
            send(ports.rtpChannel(), Arrays.copyOf(bytes, length), plan.remoteRtp());
        }
        boolean heard = (second >= 192 && second <= 223) ? rtcp(bytes, length, now) : rtp(bytes, length, now);
        if (!heard) {
            counters.notAuthentic.incrementAndGet();
        }
    }

    private boolean rtcp(byte[] bytes, int length, long now) {
        Opening opening = rtcpOpener.open(bytes, length);
        if (!opening.opened()) {
            return false;
        }
        counters.rtcpReceived.incrementAndGet();
        int stamp = RtcpWriter.senderReportTime(opening.plain());
        if (stamp != 0) {
            reception.senderReport(stamp, now);
        }
        return true;
    }

    private boolean rtp(byte[] bytes, int length, long now) {
        Opening opening = opener.open(bytes, length);
        if (opening.opened()) {
            formerOpener = null;
        } else if (formerOpener != null) {
            opening = formerOpener.open(bytes, length);
        }
        if (!opening.opened()) {
            return false;
        }
        byte[] plain = opening.plain();
        ByteBuffer header = ByteBuffer.wrap(plain);
        counters.rtpReceived.incrementAndGet();
        int type = plain[1] & 0x7f;
        boolean key = type == plan.events();
        if (key) {
            key(header.getInt(4));
        }
        reception.packet(opening.ssrc(), header.getShort(2) & 0xffff, header.getInt(4), now);
        int start = HEADER + 4 * (plain[0] & 0x0f);
        boolean simple = (plain[0] & 0x30) == 0 && (key || type == plan.payloadType());
        if (plan.voice() == StreamPlan.Voice.ECHO && plan.sends() && simple && plain.length - start <= MOST_PAYLOAD) {
            boolean marker = key ? (plain[1] & 0x80) != 0 : !spoke;
            byte[] packet = packet(type, marker, plain.length - start, header.getInt(4));
            System.arraycopy(plain, start, packet, HEADER, plain.length - start);
            sendRtp(packet);
        }
        return true;
    }

    /** Packets of one event have one timestamp (RFC 4733, 2.2.1). */
    private void key(int stamp) {
        if (!keyKnown || stamp != keyTimestamp) {
            counters.keysPressed.incrementAndGet();
        }
        keyKnown = true;
        keyTimestamp = stamp;
    }
}
