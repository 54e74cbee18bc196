package org.sealphone.ua.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

class TlsServiceTest {
    private static SipTarget target(String text) {
        return Targets.server(text)
                .fold(
                        good -> good,
                        bad -> {
                            throw new AssertionError(bad.text());
                        },
                        bad -> {
                            throw new AssertionError(bad.text());
                        });
    }

    private static NamingPointer pointer(int order, int preference, String service, String replacement) {
        return new NamingPointer(order, preference, "s", service, replacement);
    }

    private static List<Place> places(List<ServiceRecord> records, long seed) {
        return TlsService.places("_sips._tcp.pbx.example", records, new Random(seed))
                .fold(places -> places, refusal -> {
                    throw new AssertionError(refusal.text());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "sips:pbx.example, true",
        "sips:pbx.example:5061, false",
        "sips:192.0.2.1, false",
        "sips:[2001:db8::1], false",
        "sips:localhost, false",
        "sips:trunk.localhost, false",
        "sips:printer.local, false",
        "sips:pbx, false",
        "sip:pbx.example;transport=tls, true"
    })
    void DNS_01_only_a_domain_without_a_port_is_asked_for(String target, boolean asked) {
        assertThat(TlsService.knows(target(target))).isEqualTo(asked);
    }

    @Test
    void DNS_01_the_domain_says_where_its_tls_is_and_nothing_else_of_it_counts() {
        assertThat(TlsService.names("pbx.example", List.of())).containsExactly("_sips._tcp.pbx.example");
        assertThat(TlsService.names(
                        "pbx.example",
                        List.of(
                                pointer(10, 1, "SIP+D2U", "_sip._udp.pbx.example"),
                                pointer(20, 1, "SIP+D2T", "_sip._tcp.pbx.example"))))
                .containsExactly("_sips._tcp.pbx.example");
        assertThat(TlsService.names(
                        "pbx.example",
                        List.of(
                                pointer(10, 1, "SIP+D2U", "_sip._udp.pbx.example"),
                                pointer(30, 1, "SIPS+D2T", "_sips._tcp.c.example"),
                                pointer(20, 2, "SIPS+D2T", "_sips._tcp.b.example"),
                                pointer(20, 1, "SIPS+D2T", "_sips._tcp.a.example"),
                                new NamingPointer(1, 1, "", "SIPS+D2T", "elsewhere.example"))))
                .containsExactly("_sips._tcp.a.example", "_sips._tcp.b.example", "_sips._tcp.c.example");
    }

    @Test
    void places_come_by_priority() {
        List<ServiceRecord> records = List.of(
                new ServiceRecord(20, 100, 5061, "spare.example"),
                new ServiceRecord(10, 0, 5062, "first.example"),
                new ServiceRecord(30, 0, 0, "no-port.example"));
        assertThat(places(records, 1))
                .containsExactly(new Place("first.example", 5062), new Place("spare.example", 5061));
        assertThat(places(List.of(), 1)).isEmpty();
    }

    @Test
    void equals_are_drawn_by_their_weights() {
        List<ServiceRecord> records = List.of(
                new ServiceRecord(1, 75, 5061, "heavy.example"),
                new ServiceRecord(1, 25, 5061, "light.example"),
                new ServiceRecord(1, 0, 5061, "zero.example"));
        Map<String, Integer> firsts = new HashMap<>();
        for (int seed = 0; seed < 4000; seed++) {
            List<Place> drawn = places(records, seed);
            assertThat(drawn).hasSize(3).doesNotHaveDuplicates();
            firsts.merge(drawn.get(0).host(), 1, Integer::sum);
        }
        assertThat(firsts.get("heavy.example")).isBetween(2800, 3200);
        assertThat(firsts.get("light.example")).isBetween(850, 1150);
        assertThat(firsts.getOrDefault("zero.example", 0)).isBetween(1, 150);
    }

    @Test
    void ADV_28_a_service_that_is_decidedly_not_there_is_refused_and_a_server_beside_the_dot_is_not() {
        ServiceRecord nowhere = new ServiceRecord(0, 0, 0, ServiceRecord.NOWHERE);
        assertThat(TlsService.places("_sips._tcp.pbx.example", List.of(nowhere), new Random(1))
                        .fold(List::toString, Refusal::text))
                .startsWith("DNS-01")
                .contains("_sips._tcp.pbx.example");
        assertThat(places(List.of(nowhere, new ServiceRecord(1, 1, 5061, "a.example")), 1))
                .containsExactly(new Place("a.example", 5061));
    }

    @Test
    void however_many_are_named_few_are_knocked_at() {
        List<ServiceRecord> many = IntStream.range(0, 32)
                .mapToObj(i -> new ServiceRecord(i, 65_535, 5061, "h" + i + ".example"))
                .toList();
        assertThat(places(many, 1)).hasSize(8);
        List<NamingPointer> pointers = IntStream.range(0, 32)
                .mapToObj(i -> pointer(i, 1, "SIPS+D2T", "_sips._tcp.h" + i + ".example"))
                .toList();
        assertThat(TlsService.names("pbx.example", pointers)).hasSize(4);
        assertThatThrownBy(() -> new Place("a.example", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Place("a.example", 65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
