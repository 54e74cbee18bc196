package org.sealphone.harness.oracle.tls;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/**
 * The oracle's reading of a TLS connection. The first two octets say where the client's part ends; what lies beyond what could
 * be read is never called valid, and records put together again are the octets that came.
 */
public final class TlsReadingFuzz implements FuzzTarget {
    private static final String CLIENT_HELLO = message(
            "01",
            "0303" + "11".repeat(32) + "00" + sized("1301c02f") + "0100"
                    + sized("0000" + sized(sized("00" + sized("6c6f63616c686f7374"))) + "002b0003020304"));
    private static final String SERVER_HELLO =
            message("02", "0303" + "22".repeat(32) + "00" + "1301" + "00" + sized("002b00020304" + "003300020017"));

    @Override
    public String name() {
        return "tls-reading";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        String client = record(CLIENT_HELLO, "16");
        String server = record(SERVER_HELLO, "16");
        for (String[] sides : new String[][] {
            {client, server},
            {client, server + "140303000101" + "1703030020" + "33".repeat(32)},
            {client + "140303000101", server + "15030300020228"},
            {
                client.replace("1301c02f", "c02fc030"),
                server.replace("1301", "c02f").replace("002b00020304", "ff0100010000")
            },
            {"1603010004" + "01000000", ""},
            {"", ""},
            {"485454502f", "5349502f322e30"},
            {"16030100ff", "1603030002" + "0200"}
        }) {
            seeds.add(input(sides[0], sides[1]));
        }
        return seeds;
    }

    private static String record(String body, String type) {
        return type + "0303" + sized(body);
    }

    private static String message(String type, String body) {
        return type + String.format("%06x", body.length() / 2) + body;
    }

    private static String sized(String vector) {
        return String.format("%04x", vector.length() / 2) + vector;
    }

    private static byte[] input(String client, String server) {
        return HexFormat.of().parseHex(String.format("%04x", client.length() / 2) + client + server);
    }

    @Override
    public void check(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int cut = Math.min(input.length, 2 + ((input[0] & 0xFF) << 8 | input[1] & 0xFF));
        byte[] client = Arrays.copyOfRange(input, 2, cut);
        byte[] server = Arrays.copyOfRange(input, cut, input.length);
        NssKeyLog log = NssKeyLog.of(
                Stream.of("CLIENT_RANDOM", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET")
                        .map(label -> label + " " + "11".repeat(32) + " " + "44".repeat(32))
                        .toList());
        for (boolean cbcToo : new boolean[] {false, true}) {
            TlsReading reading = TlsReading.read(client, server, log, cbcToo);
            require(reading.client().valid() <= client.length, "no more valid than there is");
            require(reading.server().valid() <= server.length, "no more valid than there is");
            require(
                    reading.client().chunks().isEmpty()
                            && reading.server().chunks().isEmpty(),
                    "nobody guesses a tag");
        }
        records(client);
        records(server);
    }

    private static void records(byte[] stream) {
        List<TlsRecord> records = new ArrayList<>();
        int whole = TlsRecord.split(stream, records);
        int at = 0;
        for (TlsRecord record : records) {
            require(record.offset() == at, "record after record");
            require(
                    Arrays.equals(record.body(), Arrays.copyOfRange(stream, at + 5, record.end())),
                    "with the octets that came");
            at = record.end();
        }
        require(whole == at && at <= stream.length, "as far as they are whole");
    }
}
