package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sealphone.harness.srtp.RtpSealer;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.ServiceLeg;

/**
 * Streams of somebody who has the key of the call, or has all that was sent (ADV-63 to ADV-73): around the wrap of their sequence numbers,
 * from elsewhere, of types that nobody agreed on; and more packets than anybody would want.
 */
final class HostileStreams {
    private static final int SSRC = 0x0ddba11;
    private static final int LAST = 65_535;
    private static final int MANY = 200;
    private static final int KEY = 5;
    private static final Pattern EVENTS = Pattern.compile("a=rtpmap:(\\d+) telephone-event/");
    private static final String DIGITS = "\"dtmf_received\": ?\"";

    private HostileStreams() {}

    static List<HostileScenario> all() {
        return List.of(
                stream("ADV-63", "packets again after the wrap", goesOn().counting(0, 12), leg -> {
                    List<byte[]> once = sounds(leg, 24, i -> LAST - 12 + i);
                    return Stream.concat(once.stream(), once.stream()).toList();
                }),
                stream(
                        "ADV-64",
                        "the wrap, each packet before its neighbour",
                        goesOn().hearing(MANY),
                        leg -> sounds(leg, MANY, i -> LAST - MANY / 2 + (i ^ 1))),
                stream(
                        "ADV-64",
                        "a gap of nearly half of all numbers over the wrap",
                        goesOn().hearing(MANY),
                        leg -> sounds(leg, MANY, i -> i < MANY / 2 ? 65_000 + i : 65_000 + 32_000 + i)),
                stream(
                        "ADV-68",
                        "the key of the call from another port: nothing goes there",
                        goesOn().hearing(MANY),
                        leg -> sounds(leg, MANY, i -> i)),
                stream("ADV-72", "comfort noise that nobody agreed on", goesOn(), leg -> typed(leg, 13, new byte[1])),
                stream("ADV-72", "a type that nobody agreed on", goesOn(), leg -> typed(leg, 77, new byte[160])),
                stream(
                        "ADV-72",
                        "a key under a type that nobody agreed on",
                        goesOn().hiding(DIGITS + "[^\"]"),
                        leg -> keys(leg, 99)),
                stream(
                        "ADV-72",
                        "the twin: a key under the type that was agreed on",
                        goesOn().telling(DIGITS + KEY + "\""),
                        leg -> keys(leg, events(leg))),
                new HostileScenario(
                        "ADV-73",
                        "its own packets back",
                        HostileScenario.Part.CALLS,
                        () -> new Conduct() {
                            @Override
                            public boolean mirrors() {
                                return true;
                            }
                        },
                        goesOn().counting(5, 0)),
                new HostileScenario(
                        "ADV-67",
                        "ten thousand packets in a second",
                        HostileScenario.Part.CALLS,
                        () -> Scripts.established(HostileStreams::flood),
                        goesOn().saying("^BYE ").counting(100, 0)));
    }

    private static HostileScenario stream(
            String id, String what, Expected expected, HostilePackets.Ammunition ammunition) {
        return new HostileScenario(
                id, what, HostileScenario.Part.CALLS, () -> new HostilePackets.Thrown(ammunition), expected);
    }

    /** Over a second: the phone opens its ports in the course of it. */
    private static void flood(Desk desk, ServiceLeg leg) {
        List<byte[]> some = IntStream.range(0, 500)
                .mapToObj(i -> packet(0, i, 0x5eed, new byte[160]))
                .toList();
        for (int i = 0; i < 20; i++) {
            desk.later(Duration.ofMillis(50L * i), () -> desk.datagrams(leg.remoteRtp(), some));
        }
    }

    /** Sound under the key of the call, from a source of its own, with these sequence numbers, which go on counting beyond 65535. */
    private static List<byte[]> sounds(ServiceLeg leg, int count, IntUnaryOperator sequence) {
        RtpSealer sealer = HostilePackets.own(leg, SSRC);
        return IntStream.range(0, count)
                .mapToObj(i -> sealer.seal(packet(0, sequence.applyAsInt(i), SSRC, new byte[160])))
                .toList();
    }

    private static List<byte[]> typed(ServiceLeg leg, int type, byte[] payload) {
        RtpSealer sealer = HostilePackets.own(leg, SSRC);
        return IntStream.range(0, 20)
                .mapToObj(i -> sealer.seal(packet(type, i, SSRC, payload)))
                .toList();
    }

    /** One key, pressed and let go (RFC 4733, 2.5.1): three packets while it is down, and the end three times. */
    private static List<byte[]> keys(ServiceLeg leg, int type) {
        RtpSealer sealer = HostilePackets.own(leg, SSRC);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte end = (byte) (i < 3 ? 10 : 0x80 | 10);
            byte[] event = ByteBuffer.allocate(4)
                    .put((byte) KEY)
                    .put(end)
                    .putShort((short) (160 * Math.min(i + 1, 4)))
                    .array();
            byte[] packet = packet(type, i, SSRC, event);
            ByteBuffer.wrap(packet).putInt(4, 4711);
            packets.add(sealer.seal(packet));
        }
        return packets;
    }

    private static int events(ServiceLeg leg) {
        Matcher events = EVENTS.matcher(leg.description());
        if (!events.find()) {
            throw new IllegalArgumentException("no telephone events were agreed on");
        }
        return Integer.parseInt(events.group(1));
    }

    private static byte[] packet(int type, int sequence, int ssrc, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(ssrc)
                .put(payload)
                .array();
    }
}
