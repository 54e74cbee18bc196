package org.sealphone.harness.oracle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.SyntheticFrames;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.Opening;

/**
 * Controls inside of a real capture: frames that a leaking phone would have sent in exactly this run are planted between its packets,
 * on its addresses, with its keys, and the same oracle under the same rules must flag each of them. What has no place in the run (no
 * media, no trunk) is not planted.
 */
public final class PlantedControls {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(loopback(), 9);
    private static final InetSocketAddress STRAY = new InetSocketAddress(loopback(), 7);

    private final SyntheticFrames frames = new SyntheticFrames();
    private final Map<String, List<CapturedPacket>> planted = new LinkedHashMap<>();
    private final OracleRules rules;
    private long number = 1L << 40;

    private PlantedControls(OracleRules rules) {
        this.rules = rules;
    }

    /** Plants, judges again, and tells which were caught. */
    public static Verdict.Controls run(OracleRules rules, Collection<CapturedPacket> packets) {
        return run(rules, packets, new Oracle.Judgement(rules, packets));
    }

    /** @param first the judgement of these packets as they are */
    static Verdict.Controls run(OracleRules rules, Collection<CapturedPacket> packets, Oracle.Judgement first) {
        PlantedControls controls = new PlantedControls(rules);
        Instant end = packets.stream()
                .map(CapturedPacket::time)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        controls.signalling(end);
        boolean control = false;
        boolean media = false;
        for (MediaJudge.Specimen specimen : first.specimens()) {
            if (specimen.control() && !control) {
                control = true;
                controls.rtcp(specimen);
            } else if (!specimen.control() && !media) {
                media = true;
                controls.rtp(specimen, first.until(specimen));
            }
        }
        return controls.judge(packets);
    }

    private void signalling(Instant end) {
        byte[] options =
                "OPTIONS sip:pbx.invalid SIP/2.0\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        udp("SIP over UDP", STRAY, NOBODY, options, end);
        for (InetSocketAddress trunk : rules.trunks()) {
            InetSocketAddress client = new InetSocketAddress(trunk.getAddress(), 9);
            List<CapturedPacket> stream = new ArrayList<>(frames.tcpOpen(client, trunk, end));
            stream.addAll(frames.tcp(client, trunk, options, options.length, end));
            plant("SIP over TCP", stream);
            break;
        }
        InetSocketAddress resolver =
                rules.resolvers().stream().findFirst().orElse(new InetSocketAddress(loopback(), 53));
        udp(
                "DNS name that is not on the list",
                new InetSocketAddress(resolver.getAddress(), 9),
                resolver,
                query(),
                end);
        for (Canary canary : rules.canaries()) {
            udp("canary in clear", STRAY, NOBODY, canary.octets(), end);
            break;
        }
    }

    private static byte[] query() {
        ByteBuffer query = ByteBuffer.allocate(32);
        query.putShort((short) 0x1234)
                .putShort((short) 0x0100)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        query.put((byte) 7).put("control".getBytes(StandardCharsets.US_ASCII));
        query.put((byte) 5)
                .put("other".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .putShort((short) 1);
        return ByteBuffer.allocate(query.position() + 2)
                .put(query.array(), 0, query.position())
                .putShort((short) 1)
                .array();
    }

    /** @param until when the last right to send under this key on this way ends: a call that was held has several */
    private void rtp(MediaJudge.Specimen specimen, Instant until) {
        HarnessKeys keys = specimen.grant().keys();
        Opening opening = specimen.opening();
        byte[] plain = opening.plain();
        byte[] sealed = specimen.datagram().payload();
        byte[] flipped = sealed.clone();
        flipped[sealed.length - 1] ^= 1;
        byte[] other = plain.clone();
        other[plain.length - 1] ^= 1;
        at(specimen, "plain RTP", plain);
        at(
                specimen,
                "SRTP under a wrong key",
                HarnessSrtp.sender(wrong(keys), opening.ssrc()).sealAt(opening.index(), plain));
        at(specimen, "SRTP with a wrong tag", flipped);
        at(specimen, "two-time pad", HarnessSrtp.sender(keys, opening.ssrc()).sealAt(opening.index(), other));
        at(
                specimen,
                "SRTP before its key was agreed",
                sealed,
                specimen.grant().since().minusMillis(1));
        if (!until.equals(Instant.MAX)) {
            Instant late = until.plus(rules.grace()).plus(Duration.ofMillis(1));
            at(specimen, "SRTP after the end of its call", sealed, late);
        }
    }

    private void rtcp(MediaJudge.Specimen specimen) {
        HarnessKeys keys = specimen.grant().keys();
        byte[] plain = specimen.opening().plain();
        at(specimen, "plain RTCP", plain);
        at(specimen, "SRTCP with E=0", HarnessSrtp.rtcpSender(keys).sealWithoutEncryption(plain));
        at(
                specimen,
                "SRTCP under a wrong key",
                HarnessSrtp.rtcpSender(wrong(keys)).seal(plain));
    }

    private static HarnessKeys wrong(HarnessKeys keys) {
        byte[] master = keys.masterKeyAndSalt();
        master[0] ^= 1;
        return HarnessKeys.of(keys.suite(), master).withMki(keys.mki());
    }

    private void at(MediaJudge.Specimen specimen, String name, byte[] payload) {
        at(specimen, name, payload, specimen.datagram().packet().time());
    }

    private void at(MediaJudge.Specimen specimen, String name, byte[] payload, Instant time) {
        udp(name, specimen.datagram().source(), specimen.datagram().destination(), payload, time);
    }

    private void udp(String name, InetSocketAddress from, InetSocketAddress to, byte[] payload, Instant time) {
        plant(name, List.of(frames.udp(from, to, payload, payload.length, time)));
    }

    private void plant(String name, List<CapturedPacket> packets) {
        List<CapturedPacket> numbered = new ArrayList<>();
        for (CapturedPacket packet : packets) {
            numbered.add(CapturedPacket.whole(number++, packet.time(), packet.linkType(), packet.bytes()));
        }
        planted.put(name, numbered);
    }

    private Verdict.Controls judge(Collection<CapturedPacket> packets) {
        List<CapturedPacket> controls =
                planted.values().stream().flatMap(List::stream).toList();
        Iterable<CapturedPacket> all =
                () -> Stream.concat(packets.stream(), controls.stream()).iterator();
        Set<Long> flagged = new Oracle.Judgement(rules, all).flagged();
        List<String> missed = new ArrayList<>();
        planted.forEach((name, control) -> {
            if (control.stream().noneMatch(packet -> flagged.contains(packet.number()))) {
                missed.add(name);
            }
        });
        return new Verdict.Controls(planted.size(), planted.size() - missed.size(), missed);
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
