package org.sealphone.crypto.rtp;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** {@link RtcpCompound#read}: bounded, and what was read is written so that it reads as the same. */
public final class RtcpFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "rtcp";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "80c9000111223344",
                        "81c900071122334455667788ff00000100000002000000030000000400000005",
                        "80c80006112233440102030405060708000000a0000000010000000a",
                        "80c900011122334481ca00031122334401026162" + "00000000",
                        "80c900011122334481cb000111223344",
                        "80c900011122334481cb0003112233440362796500000000",
                        "80c900011122334481cc000211223344" + "6e616d65",
                        "80c900011122334480cf000111223344",
                        "80c900011122334481cd00021122334455667788",
                        "80c900011122334480cf000a11223344" + "0700000855667788" + "01020304" + "0078020800500028"
                                + "7f7f7f10" + "5d7f2c2b" + "f0000028" + "006400c8",
                        "80c900011122334480cf000d11223344" + "040000020102030405060708" + "0700000811223344"
                                + "ffffffff" + "ffffffffffffffff" + "ffffff00" + "65ff0933" + "ffffffff" + "ffffffff",
                        "a0c900021122334400000004",
                        "81ca000311223344010261620000",
                        "9fc9ffff11223344")
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        byte[] before = input.clone();
        Optional<RtcpCompound> read = RtcpCompound.read(input, 0, input.length);
        require(Arrays.equals(before, input), "the source is only read");
        if (read.isEmpty()) {
            return;
        }
        RtcpCompound compound = read.get();
        require(compound.packets().size() <= RtcpCompound.MAX_PACKETS, "bounded");
        byte[] written = written(compound);
        RtcpCompound again = RtcpCompound.read(written, 0, written.length)
                .orElseThrow(() -> new AssertionError("what was written reads"));
        require(Arrays.equals(written, written(again)), "as the same compound");
        require(
                again.ssrc() == compound.ssrc()
                        && again.packets().size() == compound.packets().size(),
                "all of it");
        compound.blocksAbout(compound.ssrc());
        compound.saysByeOf(compound.ssrc());
        metrics(compound);
    }

    private static void metrics(RtcpCompound compound) {
        for (RtcpPacket packet : compound.packets()) {
            if (packet instanceof RtcpPacket.Opaque opaque && opaque.body().length >= 12) {
                int source = Octets.getInt(opaque.body(), 8);
                VoipMetrics.about(source, opaque)
                        .ifPresent(metrics -> require(
                                VoipMetrics.about(source, metrics.packet(compound.ssrc()))
                                        .equals(Optional.of(metrics)),
                                "metrics that were written read as the same"));
            }
        }
    }

    private static byte[] written(RtcpCompound compound) {
        require(compound.length() <= RtcpCompound.MAX_SIZE, "not longer than a compound may be");
        byte[] octets = new byte[compound.length()];
        require(compound.write(octets, 0) == octets.length, "as long as it says");
        return octets;
    }
}
