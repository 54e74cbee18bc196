package org.sealphone.harness.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.sealphone.harness.tls.TlsSettings;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Greeting;

/**
 * Servers that want TLS to be an older or a weaker one, or that never leave it alone (ADV-43 to ADV-46): each hello differs in one octet
 * from one that a phone could take, and nobody is asked a second time with less.
 */
final class HostileHellos {
    private static final int TLS_1_2 = 0x0303;
    private static final int ECDHE_ECDSA_AES_128_GCM = 0xc02b;
    private static final String ILLEGAL = "we sent alert illegal_parameter";
    private static final String TO_A_WORSE_ONE = "^REGISTER";
    private static final int MANY = 500;

    private HostileHellos() {}

    static List<HostileScenario> all() {
        return Stream.of(versions(), suites(), downgrades(), disturbances())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileScenario> versions() {
        return List.of(
                hello("ADV-43", "SSL 3.0", refused("TLS-01"), bare(0x0300, ECDHE_ECDSA_AES_128_GCM, 0, "")),
                hello("ADV-43", "TLS 1.0", refused("TLS-01"), bare(0x0301, ECDHE_ECDSA_AES_128_GCM, 0, "")),
                hello("ADV-43", "TLS 1.1", refused("TLS-01"), bare(0x0302, ECDHE_ECDSA_AES_128_GCM, 0, "")),
                session("ADV-43", "the twin: TLS 1.2 alone", (desk, connection) -> {}, goesOn().saying("^REGISTER")));
    }

    private static List<HostileScenario> suites() {
        return List.of(
                weak("without encryption", 0x0002),
                weak("without authentication", 0x00a6),
                weak("for export", 0x0003),
                weak("with RC4", 0x0005),
                weak("with 3DES", 0x000a),
                weak("with a static key", 0x009c));
    }

    private static HostileScenario weak(String what, int suite) {
        return hello("ADV-44", "a suite " + what, illegal(), bare(TLS_1_2, suite, 0, ""));
    }

    private static List<HostileScenario> downgrades() {
        String mark = "DOWNGRD\u0001";
        return List.of(
                hello(
                        "ADV-45",
                        "TLS 1.2 with the mark of a server that knows better",
                        illegal(),
                        bare(TLS_1_2, ECDHE_ECDSA_AES_128_GCM, 0, mark)),
                hello(
                        "ADV-45",
                        "TLS 1.2 without that mark, and no more",
                        refused("TLS-31").telling("the connection was closed"),
                        bare(TLS_1_2, ECDHE_ECDSA_AES_128_GCM, 0, "")),
                intolerant("does not know this version", 70, "TLS-01"),
                intolerant("finds the fallback inappropriate", 86, "TLS-31"),
                hello("ADV-46", "compression", illegal(), bare(TLS_1_2, ECDHE_ECDSA_AES_128_GCM, 1, "")));
    }

    private static Expected illegal() {
        return refused("TLS-31").telling(ILLEGAL);
    }

    /** The first connection meets an alert; a second one, on which less might be offered, would be served. */
    private static HostileScenario intolerant(String what, int alert, String reason) {
        String record = new String(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert}, ISO_8859_1);
        return new HostileScenario(
                "ADV-45",
                "a server that " + what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    private long first = -1;

                    @Override
                    public Greeting greeting(long connection) {
                        first = first < 0 ? connection : first;
                        return connection == first ? Greeting.plain(record) : Greeting.tls();
                    }
                },
                refused(reason).neverSaying(TO_A_WORSE_ONE));
    }

    private static HostileScenario hello(String id, String what, Expected expected, String hello) {
        return new HostileScenario(
                id,
                "a ServerHello with " + what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public Greeting greeting(long connection) {
                        return Greeting.plain(hello);
                    }
                },
                expected.neverSaying(TO_A_WORSE_ONE));
    }

    /**
     * A ServerHello in a record of its own (RFC 5246, 7.4.1.3).
     *
     * @param mark the end of its random octets
     */
    private static String bare(int version, int suite, int compression, String mark) {
        byte[] random = new byte[32];
        Arrays.fill(random, (byte) 0x5e);
        byte[] end = mark.getBytes(ISO_8859_1);
        System.arraycopy(end, 0, random, random.length - end.length, end.length);
        int body = 2 + random.length + 1 + 2 + 1;
        byte[] record = ByteBuffer.allocate(9 + body)
                .put((byte) 22)
                .putShort((short) version)
                .putShort((short) (4 + body))
                .putInt(2 << 24 | body)
                .putShort((short) version)
                .put(random)
                .put((byte) 0)
                .putShort((short) suite)
                .put((byte) compression)
                .array();
        return new String(record, ISO_8859_1);
    }

    private static List<HostileScenario> disturbances() {
        return List.of(
                new HostileScenario(
                        "ADV-46",
                        "new keys asked for " + MANY + " times",
                        HostileScenario.Part.REGISTERS,
                        () -> Scripts.registered((desk, connection) -> {
                            desk.updateKeys(connection, MANY);
                            desk.send(connection, HostileTexts.options(""));
                        }),
                        goesOn().saying(HostileTexts.ANSWERED)),
                session(
                        "ADV-46",
                        "a handshake asked for anew",
                        (desk, connection) -> {
                            desk.askAnew(connection, 1);
                            desk.send(connection, HostileTexts.options(""));
                        },
                        goesOn().saying(HostileTexts.ANSWERED)));
    }

    /** A session of TLS 1.2, and something said in it. */
    private static HostileScenario session(String id, String what, ObjLongConsumer<Desk> act, Expected expected) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public TlsSettings tls(TlsSettings honest) {
                        return honest.withVersions(TlsSettings.Version.TLS_1_2);
                    }

                    @Override
                    public void registered(Desk desk, long connection, String user) {
                        act.accept(desk, connection);
                    }
                },
                expected);
    }
}
