package org.sealphone.crypto.rtp;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** {@link RtpPacket#read}: bounded, all or nothing, and what was read reads again as the same. */
public final class RtpFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "rtp";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "800000010000000a11223344",
                        "808800010000000a11223344d5d5d5d5",
                        "a00000010000000a1122334401020304",
                        "a00000010000000a1122334400000004",
                        "82000001000000aa11223344aaaaaaaabbbbbbbb01",
                        "90000001000000aa11223344bede000110ff0000d5d5",
                        "90000001000000aa11223344bedeffff",
                        "bf000001000000aa11223344",
                        "400000010000000a11223344",
                        "80")
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        byte[] before = input.clone();
        RtpPacket packet = new RtpPacket();
        int header = RtpPacket.headerLength(input, 0, input.length);
        require(
                header <= input.length && (header < 0 || header >= RtpPacket.HEADER_LENGTH),
                "header within the packet");
        if (!packet.read(input, 0, input.length)) {
            require(packet.length() == RtpPacket.HEADER_LENGTH && packet.payloadLength() == 0, "refused: unchanged");
        } else {
            require(packet.payloadLength() >= 0 && packet.length() <= input.length, "no longer than what came");
            require(packet.payloadOffset() - RtpPacket.HEAD_ROOM == header, "payload behind the header");
            RtpPacket again = new RtpPacket();
            require(again.read(packet.array(), RtpPacket.HEAD_ROOM, packet.length()), "reads again");
            require(
                    again.length() == packet.length()
                            && again.payloadOffset() == packet.payloadOffset()
                            && again.ssrc() == packet.ssrc()
                            && again.timestamp() == packet.timestamp()
                            && again.sequenceNumber() == packet.sequenceNumber()
                            && again.marker() == packet.marker()
                            && again.payloadType() == packet.payloadType(),
                    "as the same packet");
        }
        DatagramKind.of(input, input.length);
        require(Arrays.equals(before, input), "the source is only read");
    }
}
