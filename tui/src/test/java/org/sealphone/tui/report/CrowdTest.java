package org.sealphone.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.media.engine.SendLateness.Bucket;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.text.Look;
import org.sealphone.ua.report.UaReason;

/** The sum of many calls, in numbers and in both forms of a report. */
class CrowdTest {
    private static final Look PLAIN = Look.of(Look.Colour.NEVER, false, false, Map.of("LANG", "C.UTF-8"));

    private static Report.CallEntry answered(long setup, long lost, double mos, long late) {
        return new Report.CallEntry(
                ExitCode.OK,
                call(Optional.of(200), Optional.of(setup)),
                "",
                Optional.of(new Report.Media(
                        "pcmu",
                        "AEAD_AES_256_GCM",
                        1000,
                        1000 - lost,
                        lost,
                        0,
                        0,
                        2,
                        2,
                        Optional.of(0.5),
                        Optional.of(mos),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new SendLateness(
                                List.of(
                                        new Bucket(1, 900 - late),
                                        new Bucket(10, 100),
                                        new Bucket(Integer.MAX_VALUE, late)),
                                late > 0 ? 31.5 : 9))),
                Optional.empty(),
                List.of());
    }

    private static Report.CallEntry busy() {
        return new Report.CallEntry(
                ExitCode.REJECTED_BY_PEER,
                call(Optional.of(486), Optional.empty()),
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(new Refusal(UaReason.ofRejection(486), "486 Busy Here")));
    }

    private static Report.Call call(Optional<Integer> status, Optional<Long> setup) {
        return new Report.Call("sips:bob@pbx.example", status, "", setup, setup, "local");
    }

    private static List<Report.CallEntry> crowd() {
        List<Report.CallEntry> calls = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            calls.add(answered(i, i == 7 ? 3 : 0, i == 7 ? 3.5 : 4.4, i == 9 ? 2 : 0));
        }
        calls.add(busy());
        calls.add(busy());
        return calls;
    }

    @Test
    void sums_spreads_and_what_failed_alike() {
        Crowd sum = Crowd.of(crowd());
        assertThat(sum.over()).isEqualTo(102);
        assertThat(sum.answered()).isEqualTo(100);
        assertThat(sum.ok()).isEqualTo(100);
        assertThat(sum.setupMillis()).hasValue(new Spread(1, 50, 95, 100));
        assertThat(sum.rxLost()).isEqualTo(3);
        assertThat(sum.mos().orElseThrow().least()).isEqualTo(3.5);
        assertThat(sum.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.calls()).isEqualTo(2);
            assertThat(failed.status()).hasValue(486);
        });
        assertThat(sum.promptWithin(10)).hasValue(1 - 2 / 100_000.0);
        assertThat(Crowd.of(List.of()).promptWithin(10)).isEmpty();
        assertThat(Spread.of(DoubleStream.empty().boxed())).isEmpty();
    }

    @Test
    void a_load_for_a_person_and_for_a_script() {
        Report report = Report.builder("load")
                .exit(ExitCode.REJECTED_BY_PEER)
                .calls(crowd())
                .load(new Report.Load(
                        102,
                        Optional.of(50.0),
                        Optional.of(300_000L),
                        Optional.of(15_000L),
                        Optional.of(99L),
                        Crowd.of(crowd())))
                .reason(new Refusal(CliReason.CLI_21, "wanted 300.0 Hz, heard nothing"))
                .build();
        String human = HumanReport.of(report, PLAIN);
        assertThat(human.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(human)
                .contains("100 of 102 answered, 50 a second, then 5 min together")
                .contains("2 calls rejected-by-peer, 486")
                .contains("50 ms in the middle, 95 in 100 within 95, 100 at most")
                .contains("100,000 out, 99,997 in, 3 lost")
                .contains("99.998 % of packets within 10 ms of their time, 31.5 ms at most")
                .contains("99 of 102 heard as they should")
                .contains("0.050 % of a core a call")
                .doesNotContain("call 7");
        assertThat(JsonReport.of(report))
                .contains("\"load\":{\"wanted\":102,\"over\":102,\"answered\":100,\"ok\":100")
                .contains("\"failed\":[{\"calls\":2,\"exit\":{\"code\":4,\"name\":\"rejected-by-peer\"},\"status\":486")
                .contains("\"core_percent_per_call\":0.05,", "\"sent_within_10_ms\":0.99998")
                .contains("\"setup_ms\":{\"least\":1,\"median\":50,\"p95\":95,\"most\":100}");
        assertThat(JsonReport.of(Report.bare("load", ExitCode.USAGE, List.of())))
                .contains("\"load\":null");
        assertThat(JsonReport.of(Report.bare("call", ExitCode.USAGE, List.of())))
                .doesNotContain("\"load\"");
    }
}
