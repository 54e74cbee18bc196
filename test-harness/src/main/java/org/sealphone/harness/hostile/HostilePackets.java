package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtpSealer;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/**
 * Datagrams that a stranger, or somebody who kept old ones, throws at the ports of a call (ADV-60 to ADV-74): counted, answered by nothing,
 * and the call goes on.
 */
final class HostilePackets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MANY = 20;
    private static final int AT_ONCE = 50;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private HostilePackets() {}

    static List<HostileScenario> all() {
        return List.of(
                thrown(
                        "ADV-30",
                        "SIP at the port of RTP",
                        goesOn(),
                        leg -> List.of("OPTIONS sip:alice@pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII))),
                thrown("ADV-60", "plain RTP", goesOn().counting(MANY, 0), leg -> many(HostilePackets::plain)),
                new HostileScenario(
                        "ADV-60",
                        "plain RTP into a call that came in",
                        HostileScenario.Part.ANSWERS,
                        () -> new Thrown(leg -> many(HostilePackets::plain)) {
                            @Override
                            public void registered(Desk desk, long connection, String user) {
                                desk.call(user, Service.TONE, offer -> offer);
                            }
                        },
                        goesOn().counting(MANY, 0)),
                thrown("ADV-61", "SRTP under a random key", goesOn().counting(MANY, 0), leg -> sealed(stranger())),
                thrown(
                        "ADV-61",
                        "the twin: SRTP under the key of the call, from a source of its own",
                        goesOn(),
                        leg -> sealed(own(leg, 0x5eed))),
                thrown(
                        "ADV-62",
                        "every packet three times",
                        goesOn().counting(0, 2 * MANY),
                        leg -> sealed(own(leg, 0x0ddba11)).stream()
                                .flatMap(packet -> List.of(packet, packet, packet).stream())
                                .toList()),
                thrown("ADV-65", "SRTCP under a random key", goesOn(), leg -> List.of(forgedReport())),
                thrown("ADV-65", "plain RTCP BYE", goesOn(), leg -> List.of(plainBye())),
                thrown("ADV-66", "two hundred sources under the key of the call", goesOn(), leg -> IntStream.range(
                                1, 200)
                        .mapToObj(ssrc -> own(leg, ssrc).seal(plain(0, ssrc)))
                        .toList()),
                thrown(
                        "ADV-69",
                        "an empty datagram, one octet, and the largest there is",
                        goesOn(),
                        leg -> List.of(new byte[0], new byte[1], new byte[65_507])),
                thrown(
                        "ADV-69",
                        "padding and contributing sources beyond the end",
                        goesOn().counting(2, 0),
                        leg -> List.of(with(0, (byte) 0xbf), with(171, (byte) 255))),
                thrown("ADV-74", "a STUN binding request", goesOn(), leg -> List.of(stun())),
                thrown("ADV-74", "a DTLS ClientHello", goesOn(), leg -> List.of(dtls())),
                new HostileScenario(
                        "ADV-70",
                        "a probe of the port before there are keys",
                        HostileScenario.Part.CALLS,
                        IdleProbe::new,
                        goesOn()));
    }

    /** What to throw at a call. */
    @FunctionalInterface
    interface Ammunition {
        List<byte[]> against(ServiceLeg leg);
    }

    private static HostileScenario thrown(String id, String what, Expected expected, Ammunition ammunition) {
        return new HostileScenario(id, what, HostileScenario.Part.CALLS, () -> new Thrown(ammunition), expected);
    }

    /** Throws at both ports when the phone has them open: it answers an OPTIONS behind its ACK no sooner. No more at once than a socket holds. */
    static class Thrown implements Conduct {
        private final Ammunition ammunition;
        private @Nullable ServiceLeg call;

        Thrown(Ammunition ammunition) {
            this.ammunition = ammunition;
        }

        @Override
        public void established(Desk desk, ServiceLeg leg) {
            call = leg;
            desk.send(leg.connection(), desk.inside(leg, "OPTIONS", ""));
        }

        @Override
        public void hears(Desk desk, long connection, SipResponse response) {
            ServiceLeg leg = call;
            if (leg != null) {
                call = null;
                List<byte[]> packets = ammunition.against(leg);
                int turn = 0;
                for (InetSocketAddress port : List.of(leg.remoteRtp(), leg.remoteRtcp())) {
                    for (int from = 0; from < packets.size(); from += AT_ONCE) {
                        List<byte[]> some = packets.subList(from, Math.min(from + AT_ONCE, packets.size()));
                        desk.later(PAUSE.multipliedBy(turn++), () -> desk.datagrams(port, some));
                    }
                }
            }
        }
    }

    private static List<byte[]> many(IntFunction<byte[]> packet) {
        return IntStream.range(0, MANY).mapToObj(packet).toList();
    }

    private static byte[] plain(int sequence) {
        return plain(sequence, 0x5eed);
    }

    private static byte[] plain(int sequence, int ssrc) {
        byte[] packet = new byte[172];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) (1000 + sequence))
                .putInt(160 * sequence)
                .putInt(ssrc);
        return packet;
    }

    private static byte[] with(int at, byte octet) {
        byte[] packet = plain(1);
        packet[0] = (byte) 0xa0;
        packet[at] = octet;
        return packet;
    }

    private static List<byte[]> sealed(RtpSealer sealer) {
        return many(sequence -> sealer.seal(plain(sequence, sealer.ssrc())));
    }

    private static RtpSealer stranger() {
        return HarnessSrtp.sender(HarnessKeys.generate(HarnessSuite.AEAD_AES_256_GCM, RANDOM), 0x5eed);
    }

    /** Seals as the service itself does: the trunk knows its key, and so does whoever reads the signalling. */
    static RtpSealer own(ServiceLeg leg, int ssrc) {
        HarnessKeys keys = leg.description()
                .lines()
                .filter(line -> line.startsWith("a=crypto:"))
                .findFirst()
                .flatMap(CryptoLine::parse)
                .orElseThrow()
                .keys();
        return HarnessSrtp.sender(keys, ssrc);
    }

    private static byte[] plainBye() {
        return ByteBuffer.allocate(16)
                .putInt(0x80c90001)
                .putInt(0x5eed)
                .putInt(0x81cb0001)
                .putInt(0x5eed)
                .array();
    }

    private static byte[] forgedReport() {
        return HarnessSrtp.rtcpSender(HarnessKeys.generate(HarnessSuite.AEAD_AES_256_GCM, RANDOM))
                .seal(plainBye());
    }

    private static byte[] stun() {
        return ByteBuffer.allocate(20).putInt(0x00010000).putInt(0x2112a442).array();
    }

    private static byte[] dtls() {
        return ByteBuffer.allocate(60)
                .put((byte) 22)
                .putShort((short) 0xfeff)
                .putLong(0)
                .putShort((short) 47)
                .array();
    }

    /** Throws plain RTP and STUN at the address of the offer while the call rings. */
    private static final class IdleProbe implements Conduct {
        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            if (request.is("INVITE") && honest.provisional()) {
                InetSocketAddress phone = EarlyMedia.listener(request.body());
                desk.datagrams(phone, List.of(plain(1), stun()));
            }
            return List.of(honest.text());
        }
    }
}
