package org.sealphone.harness.oracle.datagram;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** What the oracle reads in datagrams: DNS questions and compound RTCP. The reader looks, and changes nothing. */
public final class DatagramFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "datagrams";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "123401000001000000000000" + "03706278076578616d706c6500" + "00010001",
                        "123401000001000000000001" + "03706278076578616d706c6500" + "001c0001"
                                + "0000290200000000000000",
                        "123401000001000000000001" + "0370627800" + "00210001" + "00002902000000000000" + "0c"
                                + "000a0008" + "11".repeat(8),
                        "123481800001000100000000" + "03706278076578616d706c6500" + "00010001"
                                + "c00c00010001000000040004c0000201",
                        "123401000001000000000000" + "c00c" + "00010001",
                        "80c9000111223344",
                        "80c900011122334481ca0003112233440102616200000000",
                        "80c80006112233440102030405060708000000a0000000010000000a",
                        "80c900011122334481cb000111223344",
                        "81ca0003112233440102616200000000",
                        "")
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        byte[] before = input.clone();
        DnsQuestion.parse(input)
                .ifPresent(question -> require(question.name().length() <= 400, "a name of bounded length"));
        RtcpLayout.problem(input).ifPresent(problem -> require(problem.length() < 200, "a problem in few words"));
        require(Arrays.equals(before, input), "the datagram is only read");
    }
}
