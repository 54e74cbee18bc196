package org.sealphone.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.media.engine.SendLateness.Bucket;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.text.Look;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.GivenReason;
import org.sealphone.ua.api.PassportVerdict;

/** Every group of a report in both forms: what a person reads, and that a script finds each field or {@code null}. */
class ReportFormsTest {
    private static final Look PLAIN = Look.of(Look.Colour.NEVER, false, false, Map.of("LANG", "C.UTF-8"));
    private static final Report.Registration REGISTERED =
            new Report.Registration(Optional.of(200), Optional.of(3600L), Optional.of("SHA-256"));
    private static final Report.Media MEDIA = new Report.Media(
            "opus",
            "AEAD_AES_256_GCM",
            500,
            498,
            2,
            0,
            0,
            2,
            2,
            Optional.of(1.24),
            Optional.of(4.0),
            Optional.of("12#"),
            Optional.of(20.25),
            Optional.of(4.3),
            new SendLateness(List.of(new Bucket(1, 497), new Bucket(10, 2), new Bucket(Integer.MAX_VALUE, 1)), 70.5));
    private static final Report.Heard TONE = new Report.Heard(-18.24, Optional.of(440.0), Optional.of(38.04));
    private static final Report.Call CALL = call(Optional.of(200), "OK", "remote");

    private static Report.Call call(Optional<Integer> status, String phrase, String endedBy) {
        return new Report.Call("sips:echo@pbx.example", status, phrase, Optional.of(12L), Optional.of(1500L), endedBy);
    }

    private static Report.Signalling signalling(String group, String notAfter) {
        return new Report.Signalling(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                group,
                "127.0.0.1:5061",
                "pbx.example",
                "rfc5922",
                notAfter,
                "sha256/x");
    }

    private static Report.Builder full() {
        return Report.builder("call")
                .registration(Optional.of(REGISTERED))
                .signalling(Optional.of(signalling("X25519MLKEM768", "2027-02-22T00:00:00Z")))
                .call(CALL)
                .media(Optional.of(MEDIA))
                .heard(Optional.of(TONE))
                .wire(new Report.Wire(1502, 1502, 6120));
    }

    private static String human(Report.Builder report) {
        return HumanReport.of(report.build(), PLAIN);
    }

    @Test
    void every_line_of_a_report_fits_a_terminal_of_80_columns() {
        String all = human(full());
        assertThat(all).contains("there and back", "packets more than");
        assertThat(all.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    /** The names of the outermost object with what begins there. */
    private static List<String> groups(String json) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                JsonToken value = parser.nextToken();
                names.add(parser.currentName() + (value == JsonToken.VALUE_NULL ? "=null" : ""));
                parser.skipChildren();
            }
        }
        return names;
    }

    @Test
    void every_group_is_there_whether_it_applies_or_not() throws IOException {
        Report refused = Report.bare("answer", ExitCode.USAGE, List.of(new Refusal(CliReason.CLI_05, "--user")));
        assertThat(groups(JsonReport.of(refused)))
                .containsExactly(
                        "v",
                        "command",
                        "exit",
                        "registration=null",
                        "signalling=null",
                        "call=null",
                        "media=null",
                        "heard=null",
                        "calls=null",
                        "wire=null",
                        "ping=null",
                        "trunk=null",
                        "reasons");
        assertThat(groups(JsonReport.of(full().build())))
                .contains("registration", "signalling", "call", "media", "heard", "wire", "calls=null");
        assertThat(groups(JsonReport.of(Report.bare("demo", ExitCode.LOCAL, List.of()))))
                .contains("stage=null", "bytes=null", "canary=null", "sealed=null", "parties=null");
        assertThat(groups(JsonReport.of(Report.bare("explain", ExitCode.USAGE, List.of()))))
                .contains("codes=null");
        assertThat(groups(JsonReport.of(Report.builder("explain")
                        .explained(List.of(CryptoReason.values()[0]))
                        .build())))
                .contains("codes");
    }

    @Test
    void each_exit_has_its_number_and_name_in_both_forms() {
        for (ExitCode exit : ExitCode.values()) {
            Report report = full().exit(exit).build();
            assertThat(JsonReport.of(report))
                    .contains("\"exit\":{\"code\":" + exit.code() + ",\"name\":\"" + exit.word() + "\"}");
            String verdict = exit == ExitCode.OK ? "ok\n" : exit.word() + " (exit " + exit.code() + ")\n";
            assertThat(HumanReport.of(report, PLAIN)).endsWith(verdict);
        }
    }

    @Test
    void a_call_for_people() {
        assertThat(human(full()))
                .contains("call sips:echo@pbx.example", "X25519MLKEM768", "certificate until 2027-02-22")
                .contains("200, for 3600 s, digest SHA-256", "200 OK after 12 ms", "ended by the other side")
                .contains(
                        "opus in AEAD_AES_256_GCM",
                        "500 out, 498 in, 2 lost",
                        "jitter 1.2 ms, there and back 20.3 ms, MOS 4 (4.3 on the other\n",
                        "1 of 500 packets more than 10 ms late, at most 70.5 ms")
                .contains("a tone of 440 Hz at -18.2 dBFS, 38 dB above all else")
                .contains("1,502 datagrams out = 1,502 sealed");
        assertThat(human(full().call(call(Optional.empty(), "", "network"))
                        .heard(Optional.of(new Report.Heard(-96, Optional.empty(), Optional.empty())))
                        .wire(new Report.Wire(1, 0, 9))
                        .signalling(Optional.of(signalling("x25519", "")))
                        .registration(Optional.of(
                                new Report.Registration(Optional.empty(), Optional.empty(), Optional.empty())))))
                .contains("no answer after 12 ms", "ended by the network", "-96 dBFS, no single tone")
                .contains("1 datagram out but only 0 sealed", "certificate until ?")
                .contains("registered no answer");
        assertThat(human(full().wire(new Report.Wire(1500, 1502, 6120))))
                .contains("1,500 datagrams out of 1,502 sealed, the rest could not be sent; 6,120 bytes");
        assertThat(human(full().call(call(Optional.of(486), "Busy", "local")))).contains("486 Busy", "ended by us");
    }

    @Test
    void what_is_no_number_is_null_and_what_is_not_ASCII_is_escaped() {
        Report.Media odd = new Report.Media(
                "pcmu",
                "AEAD_AES_256_GCM",
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                Optional.of(Double.NaN),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new SendLateness(List.of(), 0));
        assertThat(JsonReport.of(full().media(Optional.of(odd))
                        .call(call(Optional.of(200), "\u00dcber\u001b[31m", "remote"))
                        .build()))
                .contains(
                        "\"jitter_ms\":null,\"mos\":null,\"dtmf_received\":null,\"rtt_ms\":null,\"remote_mos\":null",
                        "\\u00DCber\\u001B[31m");
        assertThat(JsonReport.of(full().build()))
                .contains(
                        "\"rtt_ms\":20.3,\"remote_mos\":4.3,\"send_lateness\":{\"most_ms\":70.5,\"buckets\":["
                                + "{\"up_to_ms\":1,\"packets\":497},{\"up_to_ms\":10,\"packets\":2},"
                                + "{\"up_to_ms\":null,\"packets\":1}]}",
                        "\"jitter_ms\":1.24,\"mos\":4,",
                        "\"rms_dbfs\":-18.2,\"tone_hz\":440,\"snr_db\":38}");
    }

    @Test
    void a_registration_says_its_ways_and_what_is_in_the_mailbox() {
        Report.Registration known = new Report.Registration(
                        Optional.of(200),
                        Optional.of(60L),
                        Optional.empty(),
                        List.of("sips:edge.example;lr"),
                        List.of(),
                        Optional.empty())
                .with(Optional.of(new Report.Mailbox(true, Optional.of(2), Optional.empty())));
        Report.Builder report = Report.builder("register").registration(Optional.of(known));
        assertThat(JsonReport.of(report.build()))
                .contains("\"path\":[\"sips:edge.example;lr\"],\"service_route\":[]")
                .contains("\"mailbox\":{\"waiting\":true,\"new\":2,\"old\":null}");
        assertThat(human(report)).contains("for 60 s, 2 new voice messages");
        assertThat(JsonReport.of(full().build())).contains("\"mailbox\":null");
    }

    @Test
    void a_call_says_what_is_said_of_its_caller_and_why_it_was_ended() {
        CallerFacts caller = new CallerFacts(
                List.of(new CallerFacts.Party("sips:bob@pbx.example", "Bob")),
                List.of("id"),
                List.of(new CallerFacts.Diversion(new CallerFacts.Party("sip:c@d", ""), "no-answer")),
                List.of(new CallerFacts.Hop("1", new CallerFacts.Party("sip:e@f", ""), Optional.empty())),
                List.of(
                        new PassportVerdict.Verified("49301", Optional.empty(), "https://cert.example/x"),
                        new PassportVerdict.Failed(new Refusal(CryptoReason.STIR_02, "")),
                        new PassportVerdict.Unverified(new Refusal(CryptoReason.STIR_06, ""))),
                2);
        Report.Call call = new Report.Call(
                "sips:bob@pbx.example",
                Optional.of(200),
                "OK",
                Optional.empty(),
                Optional.empty(),
                "remote",
                caller,
                List.of(new GivenReason("SIP", Optional.of(200), "Elsewhere")));
        Report.Builder answer = Report.builder("answer")
                .calls(List.of(
                        new Report.CallEntry(ExitCode.OK, call, "", Optional.empty(), Optional.empty(), List.of())));
        assertThat(JsonReport.of(answer.build()))
                .contains(
                        "\"caller\":{\"asserted\":[{\"uri\":\"sips:bob@pbx.example\",\"name\":\"Bob\"}],\"privacy\":[\"id\"],"
                                + "\"diversions\":[{\"uri\":\"sip:c@d\",\"name\":\"\",\"reason\":\"no-answer\"}],"
                                + "\"history\":[{\"index\":\"1\",\"uri\":\"sip:e@f\",\"name\":\"\",\"cause\":null}],"
                                + "\"passports\":[{\"verdict\":\"verified\",\"caller\":\"49301\",\"attestation\":null,"
                                + "\"signer\":\"https://cert.example/x\"},{\"verdict\":\"failed\",\"code\":\"STIR-02\"",
                        "{\"verdict\":\"unverified\",\"code\":\"STIR-06\"",
                        "\"unreadable\":2}",
                        "\"given_reasons\":[{\"protocol\":\"SIP\",\"cause\":200,\"text\":\"Elsewhere\"}]");
        assertThat(human(answer)).contains("asserted by the trunk: Bob", "SIP 200 Elsewhere", "verified, 49301");
        assertThat(JsonReport.of(full().build())).contains("\"caller\":null,\"given_reasons\":[]");
        assertThat(human(Report.builder("call").call(call))).contains("SIP 200 Elsewhere");
    }

    @Test
    void the_calls_of_answer() {
        Report.CallEntry good =
                new Report.CallEntry(ExitCode.OK, CALL, "Carol", Optional.of(MEDIA), Optional.of(TONE), List.of());
        Report.CallEntry refused = new Report.CallEntry(
                ExitCode.REFUSED_BY_POLICY,
                call(Optional.of(488), "", "local"),
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(new Refusal(CryptoReason.values()[0], "x")));
        Report.Builder two = Report.builder("answer").calls(List.of(good, refused));
        assertThat(human(two)).contains("call 1", "Carol: 200 OK", "(ok)", "call 2", "488", "(refused-by-policy)");
        assertThat(JsonReport.of(two.build()))
                .contains("\"calls\":[{\"exit\":{\"code\":0", "\"remote_name\":\"Carol\"", "\"media\":null");
        assertThat(human(Report.builder("answer").calls(List.of()))).contains("none");
    }

    @Test
    void a_ping_and_a_trunk() {
        Report.Ping answered = new Report.Ping(
                "sips:pbx.example", Optional.of(200), "OK", Optional.of(3L), Optional.of("pbx"), Optional.of("INVITE"));
        assertThat(human(Report.builder("ping").ping(answered)))
                .contains("ping sips:pbx.example", "200 OK after 3 ms", "server", "pbx", "allows", "INVITE");
        Report.Ping silent = new Report.Ping(
                "sips:pbx.example", Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(human(Report.builder("ping").ping(silent)))
                .contains("no answer")
                .doesNotContain("server", "allows");
        assertThat(JsonReport.of(Report.builder("ping").ping(silent).build()))
                .contains("\"ping\":{\"target\":\"sips:pbx.example\",\"status\":null")
                .contains("\"round_trip_ms\":null,\"server\":null,\"allow\":null}");
        Report.Builder trunk = Report.builder("trunk").trunk(new Report.Trunk("127.0.0.1:5061", "localhost", 1, 1, 2));
        assertThat(human(trunk)).contains("127.0.0.1:5061 as localhost", "1 connection, 2 calls");
        assertThat(JsonReport.of(trunk.build())).contains("\"trunk\":{\"listen\":\"127.0.0.1:5061\"");
    }

    private static Report.Proof proof(boolean sealed, Report.Bytes bytes, long inClear, List<String> leaks) {
        Report.Party alice = new Report.Party(
                "alice-1",
                Optional.of(REGISTERED),
                Optional.of(MEDIA),
                Optional.of(TONE),
                new Report.Wire(500, 500, 3000));
        Report.Party bob =
                new Report.Party("bob", Optional.empty(), Optional.empty(), Optional.empty(), new Report.Wire(0, 0, 0));
        return new Report.Proof(
                "loopback",
                List.of(alice, bob),
                611,
                bytes,
                sealed,
                inClear,
                21,
                sealed ? 21 : 20,
                1502,
                List.of(new Report.Scenario("ADV-01", "sealed", "")),
                leaks,
                List.of("other processes"),
                sealed,
                12_000);
    }

    @Test
    void the_demonstration_sealed_and_not() {
        Report.Bytes clean = new Report.Bytes(100, 200, 10, 0, 50, 0, 0, 0);
        Report.Builder sealed = full().proof(proof(true, clean, 0, List.of()));
        assertThat(human(sealed))
                .contains("SEALED  not one byte left in clear (12")
                .contains("opus, sealed as AEAD_AES_256_GCM", "alice-1 registered, digest SHA-256", "did not register")
                .contains("21 of 21 planted leaks", "seen after decryption, never in clear", "nothing")
                .contains("sockets 1,502, senders 1,502, witness 1,502", "360 octets")
                .doesNotContain("planted  ", "others");
        assertThat(JsonReport.of(sealed.build()))
                .contains("\"sealed\":true", "\"scenarios\":[{\"id\":\"ADV-01\"", "\"not_seen\":[\"other processes\"]");
        Report.Bytes leaking = new Report.Bytes(1, 2, 3, 4, 5, 6, 7, 8);
        String bad = human(full().exit(ExitCode.LEAK)
                .reason(new Refusal(CliReason.CLI_40, "x"))
                .proof(proof(false, leaking, 1, List.of("frame 7"))));
        assertThat(bad)
                .contains("NOT SEALED  leak, exit 9", "LEAK", "frame 7", "CLI-40", "planted", "others")
                .contains("20 of 21", "not seen after decryption, once in clear");
        assertThat(human(full().proof(proof(false, leaking, 3, List.of())))).contains("3 times in clear");
    }

    private static Report.Builder proved(boolean sealed, long unknown, Report.Scenario... scenarios) {
        return Report.builder("prove")
                .proof(new Report.Proof(
                        "namespace",
                        List.of(),
                        611,
                        new Report.Bytes(100, 200, 10, 0, 50, 0, 7, unknown),
                        true,
                        0,
                        21,
                        21,
                        1502,
                        List.of(scenarios),
                        List.of(),
                        List.of("other processes"),
                        sealed,
                        12_000));
    }

    @Test
    void a_proof_is_a_line_for_each_rule_and_tells_what_did_not_hold() {
        Report.Scenario one = new Report.Scenario("ADV-01", "sealed", "RTP/AVP without crypto");
        Report.Scenario other = new Report.Scenario("ADV-16", "sealed", "nothing is bent");
        assertThat(human(proved(true, 0, one, other, other)))
                .contains("ADV-01      1 played, sealed", "ADV-16      2 played, all sealed")
                .contains("210 octets, authentic", "21 of 21 planted leaks", "nothing", "namespace")
                .contains("SEALED  3 scenarios, not one byte left in clear (12");
        Report.Scenario bad = new Report.Scenario("ADV-16", "leak", "weak suites alone; 172 octets\u001b[2J in clear");
        String told = human(proved(false, 172, one, other, bad)
                .exit(ExitCode.LEAK)
                .reason(new Refusal(CliReason.CLI_40, "x"))
                .reason(new Refusal(CliReason.CLI_40, "y")));
        assertThat(told)
                .contains(
                        "ADV-16      2 played, 1 not sealed", "leak: weak suites alone; 172 octets", "172 octets, LEAK")
                .contains("NOT SEALED  leak, exit 9")
                .doesNotContain("\u001b[2J")
                .containsOnlyOnce("CLI-40");
    }

    @Test
    void what_went_wrong_on_the_way_never_betters_an_exit_and_decides_only_when_worse() {
        Refusal file = new Refusal(CliReason.CLI_11, "x");
        Refusal tone = new Refusal(CliReason.CLI_21, "");
        Report worse = full().exit(ExitCode.CHECK_FAILED).reason(tone).build().with(ExitCode.LOCAL, List.of(file));
        assertThat(worse.exit()).isEqualTo(ExitCode.LOCAL);
        assertThat(worse.reasons()).containsExactly(file, tone);
        Report same = full().exit(ExitCode.LEAK).reason(tone).build().with(ExitCode.LOCAL, List.of(file, tone));
        assertThat(same.exit()).isEqualTo(ExitCode.LEAK);
        assertThat(same.reasons()).containsExactly(tone, file);
    }
}
