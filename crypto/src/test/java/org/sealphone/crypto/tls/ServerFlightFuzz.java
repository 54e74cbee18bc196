package org.sealphone.crypto.tls;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** What a server sends before encryption, whole and in pieces: both ways the same is read. */
public final class ServerFlightFuzz implements FuzzTarget {
    private static final String HELLO = "02000038" + "0303" + "00".repeat(32) + "00" + "1301" + "00" + "0010"
            + "002b00020304" + "003300040" + "01d0000" + "0000";

    @Override
    public String name() {
        return "server-flight";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.concat(
                        Stream.of(
                                        "160303003c" + HELLO,
                                        "1603030010" + HELLO.substring(0, 32) + "160303002c" + HELLO.substring(32),
                                        "16030300080c00000403001d20",
                                        "16030300040e000000" + "1403030001" + "01",
                                        "1503030002022a",
                                        "16030300ffff")
                                .map(HexFormat.of()::parseHex),
                        Stream.of("SIP/2.0 400 Bad Request\r\n", "HTTP/1.1 400 Bad\r\n\r\n", "SSH-2.0-x\r\n", "")
                                .map(FuzzTarget::text))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        ServerFlight whole = new ServerFlight();
        whole.read(input, input.length);
        ServerFlight pieces = new ServerFlight();
        for (byte octet : input) {
            pieces.read(new byte[] {octet}, 1);
        }
        require(whole.group().equals(pieces.group()), "the same group, however it comes");
        require(whole.group().map(String::length).orElse(0) <= 32, "a group of bounded length");
        require(whole.plainText().map(String::length).orElse(0) <= 400, "an excerpt of bounded length");
    }
}
