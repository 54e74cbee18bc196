package org.sealphone.harness.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.unreachable;

import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/**
 * Messages that are to break a parser, a header of ours, a log or a terminal (ADV-76 to ADV-80): each costs itself and nothing else, or the
 * flow where nobody can know where the next message begins. What is asked behind it is answered.
 */
final class HostileTexts {
    /** The answer to {@link #options}. */
    static final String ANSWERED = "^SIP/2.0 200.*\\R(?:.+\\R)*?CSeq: 77 OPTIONS";

    private static final String INJECTED = "^X-Injected";

    private HostileTexts() {}

    static List<HostileScenario> all() {
        List<HostileScenario> all = new ArrayList<>(counts());
        all.addAll(lengths());
        all.addAll(encodings());
        all.addAll(names());
        return all;
    }

    private static List<HostileScenario> counts() {
        return List.of(
                dropped("ADV-76", "three hundred header fields", "X-Field: 1\r\n".repeat(300)),
                dropped("ADV-76", "a thousand Vias", "Via: SIP/2.0/TLS 198.51.100.66;branch=z9hG4bKv\r\n".repeat(1000)),
                dropped("ADV-76", "two Call-IDs", "Call-ID: another\r\n"),
                dropped("ADV-76", "a continuation that is no line", " \u0000\r\n"),
                answered("ADV-76", "the twin: a field in three lines", "Subject: one\r\n two\r\n\tthree\r\n"),
                answered(
                        "ADV-76",
                        "the twin: fifty Vias",
                        "Via: SIP/2.0/TLS 198.51.100.66;branch=z9hG4bKv\r\n".repeat(50)),
                answered(
                        "ADV-76",
                        "quotes inside of quotes",
                        "Contact: \"a\\\"<sips:x@evil.example>\\\"\\\\\" <sips:m@pbx.example>\r\n"),
                bent("ADV-76", "a CSeq beyond 2^31", "CSeq: 7 ", "CSeq: 2147483648 "),
                bent("ADV-76", "a CSeq below zero", "CSeq: 7 ", "CSeq: -7 "),
                bent("ADV-76", "a start line of another protocol", "SIP/2.0\r\nVia", "HTTP/1.1\r\nVia"),
                bent("ADV-76", "256 hops still to go", "Max-Forwards: 70", "Max-Forwards: 256", "SIP-02"));
    }

    /** In place of the answer to the first request: there is no message behind it that could be found. */
    private static List<HostileScenario> lengths() {
        return List.of(
                broken("a header field of half a megabyte", "X-Long: " + "x".repeat(512 * 1024) + "\r\n"),
                broken("ten thousand header fields", "X-Field: 1\r\n".repeat(10_000)),
                broken("a Content-Length below zero", "", "Content-Length: -1"),
                broken("a Content-Length of a terabyte", "", "Content-Length: 1099511627776"),
                broken("two Content-Lengths", "Content-Length: 0\r\n", "Content-Length: 0"),
                broken("a long and a short name of one length", "l: 0\r\n", "Content-Length: 0"),
                broken("no length at all", "", "X-Length: 0"));
    }

    private static List<HostileScenario> encodings() {
        return List.of(
                dropped("ADV-77", "octets that are no UTF-8", "Subject: \u00c3(\r\n"),
                dropped("ADV-77", "a solidus in two octets", "Subject: \u00c0\u00af\r\n"),
                bent(
                        "ADV-77",
                        "a byte order mark before the start line",
                        "OPTIONS sips",
                        "\u00ef\u00bb\u00bfOPTIONS sips"),
                answered("ADV-77", "the twin: good UTF-8", "Subject: " + utf8("Grüße, 日本") + "\r\n"),
                answered("ADV-77", "a body that is said to be packed", "Content-Encoding: gzip\r\n"),
                answered("ADV-77", "a body in letters of two octets", "Content-Type: text/plain;charset=utf-16\r\n"));
    }

    /** What is echoed from another's message stays inside of its field; what is shown moves no cursor, and is no order to a logger. */
    private static List<HostileScenario> names() {
        return List.of(
                named("ADV-78", "a line end in percents", "<sips:m%0d%0aX-Injected:%20yes@pbx.example>"),
                named("ADV-78", "a line end in a quoted pair", "\"a\\\\r\\\\nX-Injected: yes\" <sips:m@pbx.example>"),
                named("ADV-79", "orders to a terminal", utf8("\"\u009b2J\u009d0;x\u009c\" <sips:m@pbx.example>")),
                named("ADV-79", "text that turns round", utf8("\"\u202egpj.exe\u2066\u200b\" <sips:m@pbx.example>")),
                named(
                        "ADV-79",
                        "a name of ten thousand marks",
                        utf8("\"a" + "\u0301".repeat(5000) + "\" <sips:m@pbx.example>")),
                named("ADV-79", "a formula of a spreadsheet", "\"=cmd|'/C calc'!A0\" <sips:m@pbx.example>"),
                named("ADV-80", "orders to a logger", "\"${jndi:ldap://127.0.0.1:1389/x}%s%n%x\" <sips:m@pbx.example>"),
                named(
                        "ADV-80",
                        "a line of a log",
                        utf8("\"x\u2028SIP >\u0085    | BYE sips:alice@pbx.example\" <sips:m@pbx.example>")));
    }

    /** This message is not dealt with; the one behind it is. */
    private static HostileScenario dropped(String id, String what, String headers) {
        return asked(
                id,
                what,
                request("OPTIONS", headers),
                goesOn("SIP-20").saying(ANSWERED).neverSaying("CSeq: 7 "));
    }

    private static HostileScenario bent(String id, String what, String good, String bad) {
        return bent(id, what, good, bad, "SIP-20");
    }

    private static HostileScenario bent(String id, String what, String good, String bad, String reason) {
        return asked(
                id,
                what,
                request("OPTIONS", "").replace(good, bad),
                goesOn(reason).saying(ANSWERED).neverSaying("CSeq: -?(7|2147483648) "));
    }

    private static HostileScenario answered(String id, String what, String headers) {
        return asked(
                id,
                what,
                request("OPTIONS", headers),
                goesOn().saying("^SIP/2.0 200[\\s\\S]*^CSeq: 7 OPTIONS[\\s\\S]*" + ANSWERED));
    }

    private static HostileScenario named(String id, String what, String name) {
        return asked(
                id,
                what + " in a name",
                request("OPTIONS", "").replace("<sips:m@pbx.example>;tag", name + ";tag"),
                goesOn().saying(ANSWERED).neverSaying(INJECTED + "|^BYE"));
    }

    private static HostileScenario asked(String id, String what, String request, Expected expected) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.REGISTERS,
                () -> Scripts.registered((desk, connection) -> {
                    desk.send(connection, request);
                    desk.send(connection, options(""));
                }),
                expected);
    }

    private static HostileScenario broken(String what, String more) {
        return broken(what, more, "Content-Length: 0");
    }

    private static HostileScenario broken(String what, String more, String length) {
        return new HostileScenario(
                "ADV-76",
                what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
                        return List.of(honest.text().replace("Content-Length: 0", more + length));
                    }
                },
                unreachable("SIP-04").neverSaying("^Authorization:"));
    }

    /** Octets as they are written: what goes out is the lower half of each character. */
    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** The request that is answered where everything before it was dealt with. */
    static String options(String headers) {
        return request("OPTIONS", headers).replace("CSeq: 7 ", "CSeq: 77 ").replace("hostile", "behind");
    }

    static String request(String method, String headers) {
        return method
                + " sips:alice@pbx.example SIP/2.0\r\nVia: SIP/2.0/TLS 198.51.100.66:5061;branch=z9hG4bKhostile\r\n"
                + "Max-Forwards: 70\r\nFrom: <sips:m@pbx.example>;tag=m\r\nTo: <sips:alice@pbx.example>\r\n"
                + "Call-ID: hostile\r\nCSeq: 7 " + method + "\r\n" + headers + "Content-Length: 0\r\n\r\n";
    }
}
