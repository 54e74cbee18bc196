package org.sealphone.harness.oracle.tls;

import java.util.ArrayList;
import java.util.List;

/**
 * All that can be known of one TLS connection: how far each direction is TLS, what the hellos say, and the application data where
 * the key log has the secrets. Never throws, whatever the octets.
 */
public final class TlsReading {
    private final Side client;
    private final Side server;
    private final List<String> offences;
    private final String serverName;
    private final List<String> protocols;
    private final String version;
    private final String suite;

    private TlsReading(
            Side client,
            Side server,
            List<String> offences,
            String serverName,
            List<String> protocols,
            String version,
            String suite) {
        this.client = client;
        this.server = server;
        this.offences = offences;
        this.serverName = serverName;
        this.protocols = protocols;
        this.version = version;
        this.suite = suite;
    }

    /** Reads both directions of a stream; {@code cbcToo} where the policy allows ECDHE with CBC. */
    public static TlsReading read(byte[] fromClient, byte[] fromServer, NssKeyLog log, boolean cbcToo) {
        List<TlsRecord> clientRecords = new ArrayList<>();
        List<TlsRecord> serverRecords = new ArrayList<>();
        int clientWhole = TlsRecord.split(fromClient, clientRecords);
        int serverWhole = TlsRecord.split(fromServer, serverRecords);
        int version = chosenVersion(serverRecords);
        boolean tls13 = version == 0x0304;
        ClearPhase clientClear = ClearPhase.read(clientRecords, true, tls13);
        ClearPhase serverClear = ClearPhase.read(serverRecords, false, tls13);
        List<String> offences = new ArrayList<>();
        String name = "";
        List<String> protocols = List.of();
        int suite = 0;
        byte[] clientRandom = new byte[32];
        byte[] serverRandom = new byte[32];
        try {
            if (version != 0 && version != 0x0303 && !tls13 && !refuses(clientRecords)) {
                offences.add("the server chose version " + Integer.toHexString(version));
            }
            for (Hello hello : clientClear.hellos()) {
                offences.addAll(hello.offences(cbcToo));
                name = hello.serverName();
                protocols = hello.protocols();
                clientRandom = hello.random();
            }
            for (Hello hello : serverClear.hellos()) {
                suite = hello.suite();
                serverRandom = hello.random();
            }
        } catch (Malformed e) {
            offences.add("hello: " + e.getMessage());
        }
        DirectionKeys clientKeys = DirectionKeys.of(log, true, tls13, suite, clientRandom, serverRandom);
        DirectionKeys serverKeys = DirectionKeys.of(log, false, tls13, suite, clientRandom, serverRandom);
        return new TlsReading(
                Side.read(clientRecords, clientClear, true, clientKeys, clientWhole, fromClient.length),
                Side.read(serverRecords, serverClear, false, serverKeys, serverWhole, fromServer.length),
                List.copyOf(offences),
                name,
                List.copyOf(protocols),
                tls13 ? "TLSv1.3" : version == 0x0303 ? "TLSv1.2" : "",
                CipherSuite.of(suite).map(Enum::name).orElse(suite == 0 ? "" : "0x" + Integer.toHexString(suite)));
    }

    /** A client that says nothing behind its hello but an alert has not taken what the server chose. */
    private static boolean refuses(List<TlsRecord> fromClient) {
        return fromClient.stream().skip(1).allMatch(record -> record.type() == TlsRecord.ALERT);
    }

    /** 0 where the server never said hello. */
    private static int chosenVersion(List<TlsRecord> serverRecords) {
        ClearPhase peek = ClearPhase.read(serverRecords, false, true);
        try {
            return peek.hellos().isEmpty() ? 0 : peek.hellos().get(0).version();
        } catch (Malformed e) {
            return 0;
        }
    }

    public Side client() {
        return client;
    }

    public Side server() {
        return server;
    }

    /** What the hellos offer or choose against the policy. */
    public List<String> offences() {
        return offences;
    }

    /** Disclosed in clear by the ClientHello. */
    public String serverName() {
        return serverName;
    }

    public List<String> protocols() {
        return protocols;
    }

    public String version() {
        return version;
    }

    public String suite() {
        return suite;
    }

    /**
     * One direction.
     *
     * @param valid octets from the beginning that are TLS; what follows is not
     * @param problem why it ends there, or empty
     * @param chunks application data, decrypted
     * @param handshakeDone whether this side's Finished was read
     * @param blindOctets application data records that could not be read for want of secrets
     */
    public record Side(int valid, String problem, List<PlainChunk> chunks, boolean handshakeDone, int blindOctets) {
        static Side read(
                List<TlsRecord> records, ClearPhase clear, boolean client, DirectionKeys keys, int whole, int length) {
            int validClear =
                    clear.next() == 0 ? 0 : records.get(clear.next() - 1).end();
            if (!clear.problem().isEmpty()) {
                int valid = clear.next() == records.size() ? 0 : validClear;
                return new Side(valid, clear.problem(), List.of(), false, 0);
            }
            SealedPhase sealed =
                    SealedPhase.read(records.subList(clear.next(), records.size()), client, keys, validClear);
            String problem = sealed.problem();
            if (problem.isEmpty() && whole < length) {
                problem = "octets that are no whole TLS record";
            }
            return new Side(
                    sealed.valid(), problem, List.copyOf(sealed.chunks()), sealed.finished(), sealed.blindOctets());
        }
    }
}
