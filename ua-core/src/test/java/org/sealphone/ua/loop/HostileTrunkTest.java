package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.RequestLimit;

/** Every trap of JAIN-SIP that is left, at the whole phone: what a hostile trunk says on the verified flow, and what the phone does not do. */
class HostileTrunkTest {
    static Bench connected() {
        Bench bench = new Bench();
        bench.ua.ping("bob");
        bench.settle();
        bench.trunk().say(bench.trunk().last().respond(200, "t", ""));
        bench.settle();
        bench.trunk().got.clear();
        return bench;
    }

    static void stillWorks(Bench bench) {
        CompletableFuture<PingReport> ping = bench.ua.ping("bob");
        bench.settle();
        bench.trunk().say(bench.trunk().last().respond(200, "t", ""));
        bench.settle();
        assertThat(bench.now(ping).end()).isInstanceOf(End.Ok.class);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "WS", "WSS", "SCTP", "udp"})
    void a_via_by_another_transport_gets_no_answer_anywhere(String transport) {
        Bench bench = connected();
        bench.trunk()
                .say(bench.trunk()
                        .request("OPTIONS", "v", "", "")
                        .replace("SIP/2.0/TLS pbx", "SIP/2.0/" + transport + " 203.0.113.66"));
        bench.settle();
        assertThat(bench.trunk().got).isEmpty();
        assertThat(bench.event(UaEvent.MessageRefused.class).refusal().reason().code())
                .isEqualTo("SIP-21");
        stillWorks(bench);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";maddr=203.0.113.66",
                ";received=203.0.113.66;rport=9",
                ";ttl=1;maddr=224.0.1.75",
                ";alias;rport=5060"
            })
    void ADV_29_via_parameters_that_point_elsewhere_change_nothing(String parameters) {
        Bench bench = connected();
        bench.trunk().say(bench.trunk().request("OPTIONS", "v", "", "").replace(";rport", parameters));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(200);
        stillWorks(bench);
    }

    @Test
    void a_via_host_is_never_looked_up() {
        Bench bench = connected();
        bench.trunk()
                .say(bench.trunk()
                        .request("OPTIONS", "v", "", "")
                        .replace("pbx.example:5061", "no-such-name.invalid:5061"));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(200);
        stillWorks(bench);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call-ID: c\r\nCall-ID: d\r\n",
                "From: <sips:m@x>;tag=1\r\n",
                "CSeq: 2 OPTIONS\r\n",
                "To: <sips:m@x>\r\n",
                "X: a\0b\r\n",
                "X: a\rb\r\n",
                "X: a\nb\r\n",
            })
    void doubled_headers_and_control_characters_cost_that_message_only(String more) {
        Bench bench = connected();
        bench.trunk().say(bench.trunk().request("OPTIONS", "v", more, ""));
        bench.settle();
        assertThat(bench.trunk().got).isEmpty();
        assertThat(bench.event(UaEvent.MessageRefused.class).refusal().reason().code())
                .isEqualTo("SIP-20");
        stillWorks(bench);
    }

    @Test
    void SIP_04_a_stream_that_cannot_be_framed_ends_the_flow_and_the_next_need_makes_a_new_one() {
        Bench bench = connected();
        bench.trunk().say(bench.trunk().request("OPTIONS", "v", "Content-Length: 7\r\n", ""));
        bench.settle();
        assertThat(bench.event(UaEvent.FlowLost.class).refusal().reason().code())
                .isEqualTo("SIP-04");
        assertThat(bench.trunk().lost).isPresent();
        stillWorks(bench);
        assertThat(bench.flows).hasSize(2);
    }

    @Test
    void SIP_04_keep_alives_are_answered() {
        Bench bench = connected();
        int before = bench.trunk().raw.length();
        bench.trunk().say("\r\n\r\n");
        bench.settle();
        assertThat(bench.trunk().raw.substring(before)).isEqualTo("\r\n");
        bench.trunk().say("\r\n");
        bench.settle();
        stillWorks(bench);
    }

    @Test
    void TLS_11_a_message_cut_off_by_the_end_of_the_flow_is_not_continued_by_the_next() {
        Bench bench = connected();
        String whole = bench.trunk().request("OPTIONS", "v", "", "");
        bench.trunk().say(whole.substring(0, whole.length() - 10));
        bench.settle();
        bench.flow().lose(org.sealphone.crypto.reason.CryptoReason.TLS_11);
        bench.run(5);
        bench.ua.ping("bob");
        bench.settle();
        bench.trunk().say(whole.substring(whole.length() - 10));
        bench.settle();
        assertThat(bench.trunk().responses(200)).isEmpty();
    }

    @Test
    void ADV_75_a_flood_of_requests_that_fit_nothing_is_answered_within_a_budget() {
        Bench bench = connected();
        for (int i = 0; i < 500; i++) {
            bench.trunk()
                    .say(bench.trunk()
                            .request("BYE", "flood" + i, "", "")
                            .replace("To: <sips:alice@pbx.example>", "To: <sips:alice@pbx.example>;tag=nope"));
        }
        bench.run(20);
        assertThat(bench.trunk().responses(481).size()).isBetween(50, 130);
        bench.run(2_000);
        stillWorks(bench);
    }

    /** This many at once, each of its own, from a source. */
    private static void flood(Bench bench, String method, String source, int requests) {
        String body = method.equals("INVITE") ? new MediaPeer(bench).offer() : "";
        for (int i = 0; i < requests; i++) {
            bench.trunk()
                    .say(bench.trunk()
                            .request(method, source + bench.trunk().got.size() + "-" + i, "", body)
                            .replace("sips:bob@pbx.example>;tag", "sips:" + source + "@pbx.example>;tag"));
        }
        bench.run(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "INVITE"})
    void ADV_75_one_more_than_a_source_may_send_is_refused_with_503_and_more_than_that_with_silence(String method) {
        Bench bench = connected();
        int share = RequestLimit.BURST + 2;
        flood(bench, method, "mallory", share);
        assertThat(bench.trunk().responses(503)).isEmpty();
        assertThat(bench.events(UaEvent.MessageRefused.class)).isEmpty();
        int answered = bench.trunk().got.size();
        assertThat(answered).isEqualTo(share);
        flood(bench, method, "mallory", 1);
        assertThat(bench.trunk().responses(503)).singleElement().satisfies(later -> {
            assertThat(later.header("Retry-After")).isEqualTo("" + RequestLimit.RETRY_AFTER);
            assertThat(later.header("To")).contains(";tag=");
        });
        assertThat(bench.event(UaEvent.MessageRefused.class).refusal().reason().code())
                .isEqualTo("GUARD-09");
        flood(bench, method, "mallory", 1_000);
        assertThat(bench.trunk().got).hasSize(answered + RequestLimit.REFUSALS);
        flood(bench, "OPTIONS", "bob", 1);
        assertThat(bench.trunk().last().status()).as("others are answered").isEqualTo(200);
        bench.run(60_000);
        bench.trunk().got.clear();
        flood(bench, "OPTIONS", "mallory", 1);
        assertThat(bench.trunk().responses(200)).hasSize(1);
        stillWorks(bench);
    }

    @Test
    void ADV_75_ten_thousand_provisional_responses_are_borne() {
        Bench bench = connected();
        bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        SipText invite = bench.trunk().last();
        for (int i = 0; i < 2_000; i++) {
            bench.trunk().say(invite.respond(100 + i % 100, "t" + i % 50, ""));
        }
        bench.settle();
        bench.trunk().say(invite.respond(486, "t", ""));
        bench.settle();
        assertThat(bench.event(UaEvent.CallEnded.class).report().status()).contains(486);
        stillWorks(bench);
    }

    @Test
    void a_response_that_fits_no_request_does_nothing() {
        Bench bench = connected();
        String stray = new SipText(bench.trunk().request("INVITE", "stray", "", ""))
                .respond(200, "x", "", "Contact: <sips:evil@pbx.example>");
        bench.trunk().say(stray);
        bench.trunk().say(stray.replace("SIP/2.0 200", "SIP/2.0 486"));
        bench.settle();
        assertThat(bench.trunk().got).isEmpty();
        stillWorks(bench);
    }

    @Test
    void a_request_uri_of_another_kind_is_refused_with_416() {
        Bench bench = connected();
        bench.trunk()
                .say(bench.trunk()
                        .request("OPTIONS", "u", "", "")
                        .replace("sips:alice@192.0.2.10:49152", "http://evil.example/"));
        bench.settle();
        assertThat(bench.trunk().last().status()).isEqualTo(416);
        stillWorks(bench);
    }

    @Test
    void ADV_76_the_torture_messages_leave_the_phone_working_and_nothing_is_printed() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Stream<Path> files = Stream.concat(
                Files.list(Path.of("src/test/resources/rfc4475")), Files.list(Path.of("src/test/resources/rfc5118")))) {
            Bench bench = connected();
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1)
                        .replaceAll("(?i)(SIP\\s*/\\s*2\\.0\\s*/\\s*)(UDP|TCP|UNKNOWN|SCTP)", "$1TLS");
                bench.trunk().say(text.contains("\r\n") ? text : text.replace("\n", "\r\n"));
                bench.settle();
                if (bench.trunk().lost.isEmpty()) {
                    bench.flow().close();
                    bench.flow().lose(org.sealphone.crypto.reason.CryptoReason.NET_04);
                }
                bench.run(5);
                Bench fresh = connected();
                stillWorks(fresh);
                bench = fresh;
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void ADV_76_mutated_requests_and_responses_cost_themselves_only() {
        Random random = new Random(5118);
        Bench bench = connected();
        MediaPeer peer = new MediaPeer(bench);
        String offer = peer.offer();
        bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        SipText invite = bench.trunk().last();
        List<String> seeds = List.of(
                bench.trunk().request("OPTIONS", "m", "", ""),
                bench.trunk().request("INVITE", "m2", "", offer),
                bench.trunk().request("NOTIFY", "m3", "Event: x\r\nSubscription-State: active\r\n", ""),
                invite.respond(183, "t", offer, "Contact: <sips:b@c>", "Record-Route: <sips:p;lr>"));
        for (int round = 0; round < 3_000; round++) {
            byte[] mutant = seeds.get(random.nextInt(seeds.size()))
                    .replace("m2", "r" + round)
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (int i = random.nextInt(5); i >= 0; i--) {
                mutant[random.nextInt(mutant.length)] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : ";:,<>\"@ \r\n=%".charAt(random.nextInt(12)));
            }
            if (!bench.trunk().lost.isEmpty()) {
                bench.ua.ping("bob");
                bench.settle();
            }
            bench.trunk().say(new String(mutant, StandardCharsets.ISO_8859_1));
            bench.run(2);
            if (round % 100 == 0) {
                bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
                bench.flow().lose(org.sealphone.crypto.reason.CryptoReason.NET_04);
                bench.run(5);
                bench.ua.ping("bob");
                bench.settle();
            }
        }
        bench.flow().lose(org.sealphone.crypto.reason.CryptoReason.NET_04);
        bench.run(5);
        assertThat(bench.ua.snapshot().calls()).isEmpty();
        stillWorks(bench);
    }
}
