package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.ua.api.End;

/** RFC 3263 by a whole phone: whom it asks, where it knocks, and whose name it wants to see there. */
class TrunkSearchTest {
    private static final String SERVICE = "_sips._tcp.pbx.example";

    private static ServiceRecord server(int priority, String host) {
        return new ServiceRecord(priority, 1, 5071, host);
    }

    private static List<String> places(Bench bench) {
        return bench.targets.stream()
                .map(target -> target.host() + ":" + target.port())
                .toList();
    }

    private static String registered(Bench bench) {
        CompletableFuture<End> end = bench.ua.register();
        bench.settle();
        return end.isDone() ? end.join().toString() : "under way";
    }

    @Test
    void DNS_01_the_servers_of_the_domain_are_tried_in_order_and_have_to_prove_to_be_the_domain() {
        Bench bench = new Bench();
        bench.services.put(SERVICE, List.of(server(20, "b.host.example"), server(10, "a.host.example")));
        bench.silent.put("a.host.example", TlsFailure.of(CryptoReason.NET_02, "192.0.2.1 port 5071"));
        registered(bench);
        assertThat(bench.asked).containsExactly("pbx.example", SERVICE);
        assertThat(places(bench)).containsExactly("a.host.example:5071", "b.host.example:5071");
        assertThat(bench.targets).allSatisfy(target -> {
            assertThat(target.domain()).isEqualTo("pbx.example");
            assertThat(target.origin()).isEqualTo(FlowTarget.Origin.LOOKED_UP);
        });
        assertThat(bench.trunks).hasSize(1);
    }

    @Test
    void DNS_01_pointers_of_the_domain_lead_to_its_service_and_those_to_udp_do_not() {
        Bench bench = new Bench();
        bench.pointers.put(
                "pbx.example",
                List.of(
                        new NamingPointer(1, 1, "s", "SIP+D2U", "_sip._udp.pbx.example"),
                        new NamingPointer(2, 1, "s", "SIPS+D2T", "_sips._tcp.edge.example")));
        bench.services.put("_sips._tcp.edge.example", List.of(server(1, "edge.example")));
        registered(bench);
        assertThat(bench.asked).containsExactly("pbx.example", "_sips._tcp.edge.example");
        assertThat(places(bench)).containsExactly("edge.example:5071");
    }

    @Test
    void DNS_01_without_records_the_domain_is_the_place_and_with_a_port_nobody_is_asked() {
        Bench plain = new Bench();
        registered(plain);
        assertThat(places(plain)).containsExactly("pbx.example:5061");
        assertThat(plain.targets.get(0).origin()).isEqualTo(FlowTarget.Origin.CONFIGURED);

        Bench port = new Bench(Bench.account("sips:pbx.example:5062", builder -> builder));
        registered(port);
        assertThat(port.asked).isEmpty();
        assertThat(places(port)).containsExactly("pbx.example:5062");
    }

    @Test
    void ADV_28_a_domain_that_is_not_served_over_tls_is_refused_and_nobody_is_connected_to() {
        Bench bench = new Bench();
        bench.services.put(SERVICE, List.of(new ServiceRecord(0, 0, 0, ServiceRecord.NOWHERE)));
        assertThat(registered(bench)).contains("DNS_01");
        assertThat(bench.targets).isEmpty();
    }

    @Test
    void DNS_01_of_several_services_one_that_is_there_is_enough() {
        Bench bench = new Bench();
        bench.pointers.put(
                "pbx.example",
                List.of(
                        new NamingPointer(1, 1, "s", "SIPS+D2T", "_sips._tcp.gone.example"),
                        new NamingPointer(2, 1, "s", "SIPS+D2T", "_sips._tcp.edge.example")));
        bench.services.put("_sips._tcp.gone.example", List.of(new ServiceRecord(0, 0, 0, ServiceRecord.NOWHERE)));
        bench.services.put("_sips._tcp.edge.example", List.of(server(1, "edge.example")));
        registered(bench);
        assertThat(places(bench)).containsExactly("edge.example:5071");
        bench = new Bench();
        bench.services.put(SERVICE, List.of(new ServiceRecord(1, 1, 0, "no-port.example")));
        registered(bench);
        assertThat(places(bench)).as("what cannot be connected to is none").containsExactly("pbx.example:5061");
    }

    @Test
    void all_questions_together_leave_time_to_knock() {
        Bench bench =
                new Bench(Bench.account("sips:pbx.example", builder -> builder.connectTimeout(Duration.ofSeconds(8))));
        bench.silence = true;
        registered(bench);
        assertThat(bench.asked).containsExactly("pbx.example", SERVICE);
        assertThat(bench.waits).containsExactly(Duration.ofSeconds(2), Duration.ofMillis(1500));
        assertThat(places(bench)).containsExactly("pbx.example:5061");
    }

    @Test
    void ADV_28_a_server_that_is_not_the_domain_ends_the_search() {
        Bench bench = new Bench();
        bench.services.put(SERVICE, List.of(server(10, "a.host.example"), server(20, "b.host.example")));
        bench.silent.put("a.host.example", TlsFailure.of(CryptoReason.TLS_04, "a.host.example"));
        assertThat(registered(bench)).contains("TLS_04");
        assertThat(places(bench)).containsExactly("a.host.example:5071");
    }

    @Test
    void where_nobody_answers_all_places_are_named() {
        Bench bench = new Bench();
        bench.services.put(SERVICE, List.of(server(10, "a.host.example"), server(20, "b.host.example")));
        bench.silent.put("a.host.example", TlsFailure.of(CryptoReason.NET_03, "x"));
        bench.silent.put("b.host.example", TlsFailure.of(CryptoReason.NET_02, "y"));
        assertThat(registered(bench))
                .contains("NET_02", "a.host.example port 5071 NET-03", "b.host.example port 5071 NET-02");
    }

    @Test
    void a_place_where_nobody_answered_comes_last_for_a_minute() {
        Bench bench = new Bench();
        bench.services.put(SERVICE, List.of(server(10, "a.host.example"), server(20, "b.host.example")));
        bench.silent.put("a.host.example", TlsFailure.of(CryptoReason.NET_03, "x"));
        bench.script = message -> {
            if (message.method().equals("REGISTER")) {
                bench.trunk()
                        .say(message.respond(200, "t", "", "Contact: " + message.header("Contact") + ";expires=3600"));
            }
        };
        assertThat(registered(bench)).contains("Ok");
        assertThat(places(bench)).containsExactly("a.host.example:5071", "b.host.example:5071");
        bench.silent.clear();
        bench.targets.clear();
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(20_000);
        assertThat(places(bench)).containsExactly("b.host.example:5071");
        bench.run(60_000);
        bench.targets.clear();
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(20_000);
        assertThat(places(bench)).containsExactly("a.host.example:5071");
    }
}
