package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.wire.ScriptedNameServer.reply;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.VirtualTimeline;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/** Questions to name servers over real sockets. */
@Timeout(60)
class DnsLookupTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SERVICE = "_sips._tcp.pbx.example";

    private static Name name(String text) {
        return Name.fromConstantString(text + ".");
    }

    private static SRVRecord srv(String owner, int priority, int weight, int port, String target) {
        return new SRVRecord(name(owner), DClass.IN, 60, priority, weight, port, name(target));
    }

    private static NAPTRRecord naptr(int order, String flags, String service, String regexp, String replacement) {
        return new NAPTRRecord(
                name("pbx.example"), DClass.IN, 60, order, 10, flags, service, regexp, name(replacement));
    }

    private static SecureWire wire(InetSocketAddress... servers) {
        return new SecureWire(
                new VirtualTimeline(),
                new SecureRandom(),
                WireTap.none(),
                Duration.ofSeconds(1),
                () -> Arrays.asList(servers));
    }

    private static <T> List<T> granted(Outcome<List<T>> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static String refused(Outcome<?> outcome) {
        return outcome.fold(value -> "granted " + value, Refusal::text);
    }

    private static List<ServiceRecord> services(Record... records) throws IOException {
        try (ScriptedNameServer server =
                        new ScriptedNameServer(question -> List.of(reply(question, Rcode.NOERROR, records)));
                SecureWire wire = wire(server.address())) {
            return granted(wire.services(SERVICE, LONG));
        }
    }

    @Test
    void DNS_01_servers_of_a_service_are_asked_for_once_and_read() throws IOException {
        try (ScriptedNameServer server = new ScriptedNameServer(question -> List.of(reply(
                        question,
                        Rcode.NOERROR,
                        srv(SERVICE, 20, 0, 5061, "b.pbx.example"),
                        srv(SERVICE, 10, 5, 5062, "A.PBX.example"))));
                SecureWire wire = wire(server.address())) {
            assertThat(granted(wire.services(SERVICE, LONG)))
                    .containsExactly(
                            new ServiceRecord(20, 0, 5061, "b.pbx.example"),
                            new ServiceRecord(10, 5, 5062, "a.pbx.example"));
            assertThat(server.asked).singleElement().satisfies(question -> {
                assertThat(question.getQuestion().getName()).isEqualTo(name(SERVICE));
                assertThat(question.getQuestion().getType()).isEqualTo(Type.SRV);
                assertThat(question.getHeader().getFlag(Flags.RD)).isTrue();
            });
            WireLedger.Snapshot ledger = wire.ledger().snapshot();
            assertThat(ledger.dnsBytesOut()).isPositive();
            assertThat(ledger.dnsBytesIn()).isGreaterThan(ledger.dnsBytesOut());
            assertThat(ledger.datagramsOut()).isZero();
        }
    }

    @Test
    void DNS_01_pointers_of_a_domain_are_read_and_those_with_expressions_left() throws IOException {
        try (ScriptedNameServer server = new ScriptedNameServer(question -> List.of(reply(
                        question,
                        Rcode.NOERROR,
                        naptr(10, "S", "sips+d2t", "", SERVICE),
                        naptr(20, "u", "E2U+sip", "!^.*$!sip:x@y.example!", "x"),
                        naptr(30, "s", "SIP+D2U", "", "_sip._udp.pbx.example"))));
                SecureWire wire = wire(server.address())) {
            assertThat(granted(wire.pointers("pbx.example", LONG)))
                    .containsExactly(
                            new NamingPointer(10, 10, "s", "SIPS+D2T", SERVICE),
                            new NamingPointer(30, 10, "s", "SIP+D2U", "_sip._udp.pbx.example"));
        }
    }

    @Test
    void a_name_that_has_no_service_has_none_and_that_is_no_refusal() throws IOException {
        try (ScriptedNameServer server = new ScriptedNameServer(question -> List.of(reply(question, Rcode.NXDOMAIN)));
                SecureWire wire = wire(server.address())) {
            assertThat(granted(wire.services(SERVICE, LONG))).isEmpty();
        }
        assertThat(services()).isEmpty();
    }

    @Test
    void DNS_02_aliases_are_followed_and_records_of_other_names_are_none() throws IOException {
        assertThat(services(
                        new CNAMERecord(name(SERVICE), DClass.IN, 60, name("svc.host.example")),
                        srv("svc.host.example", 1, 1, 5061, "a.host.example"),
                        srv("other.example", 1, 1, 5061, "evil.example")))
                .containsExactly(new ServiceRecord(1, 1, 5061, "a.host.example"));
        assertThat(services(
                        new CNAMERecord(name(SERVICE), DClass.IN, 60, name("a.example")),
                        new CNAMERecord(name("a.example"), DClass.IN, 60, name(SERVICE))))
                .isEmpty();
    }

    @Test
    void names_that_are_none_of_hosts_are_left_and_the_rest_is_bounded() throws IOException {
        assertThat(services(
                        srv(SERVICE, 1, 1, 5061, "a\\032b.example"),
                        srv(SERVICE, 1, 1, 5061, "-a.example"),
                        srv(SERVICE, 1, 1, 5061, "a-b.example")))
                .containsExactly(new ServiceRecord(1, 1, 5061, "a-b.example"));
        assertThat(services(new SRVRecord(name(SERVICE), DClass.IN, 60, 0, 0, 0, Name.root)))
                .containsExactly(new ServiceRecord(0, 0, 0, ServiceRecord.NOWHERE));
        Record[] many = IntStream.range(0, 45)
                .mapToObj(i -> srv(SERVICE, i, 0, 5061, "h" + i))
                .toArray(Record[]::new);
        assertThat(services(many)).hasSize(32);
    }

    @Test
    void an_answer_that_does_not_fit_a_datagram_comes_over_a_connection() throws IOException {
        try (ScriptedNameServer server = new ScriptedNameServer(question -> {
                    Message cut = new Message(question.getHeader().getID());
                    cut.getHeader().setFlag(Flags.QR);
                    cut.getHeader().setFlag(Flags.TC);
                    cut.addRecord(question.getQuestion(), org.xbill.DNS.Section.QUESTION);
                    return List.of(
                            cut.toWire(), reply(question, Rcode.NOERROR, srv(SERVICE, 1, 1, 5061, "a.pbx.example")));
                });
                SecureWire wire = wire(server.address())) {
            assertThat(granted(wire.services(SERVICE, LONG))).hasSize(1);
            assertThat(server.asked).hasSize(2);
            server.drips = true;
            assertThat(refused(wire.services(SERVICE, Duration.ofMillis(400)))).contains("does not answer");
        }
    }

    @Test
    void DNS_02_the_answer_to_another_question_is_not_taken() throws IOException {
        try (ScriptedNameServer server = new ScriptedNameServer(question -> {
                    byte[] forged = reply(question, Rcode.NOERROR, srv(SERVICE, 1, 1, 5061, "evil.example"));
                    forged[1] ^= 1;
                    return List.of(
                            forged,
                            new byte[3],
                            reply(question, Rcode.NOERROR, srv(SERVICE, 1, 1, 5061, "a.pbx.example")));
                });
                SecureWire wire = wire(server.address())) {
            assertThat(granted(wire.services(SERVICE, LONG)))
                    .containsExactly(new ServiceRecord(1, 1, 5061, "a.pbx.example"));
        }
    }

    @Test
    void a_server_that_fails_is_followed_by_the_next_and_the_last_is_named() throws IOException {
        try (ScriptedNameServer broken = new ScriptedNameServer(question -> List.of(reply(question, Rcode.SERVFAIL)));
                ScriptedNameServer good = new ScriptedNameServer(question ->
                        List.of(reply(question, Rcode.NOERROR, srv(SERVICE, 1, 1, 5061, "a.pbx.example"))))) {
            try (SecureWire wire = wire(broken.address(), good.address())) {
                assertThat(granted(wire.services(SERVICE, LONG))).hasSize(1);
            }
            try (SecureWire wire = wire(broken.address())) {
                assertThat(refused(wire.services(SERVICE, LONG)))
                        .startsWith("NET-01")
                        .contains(SERVICE, "127.0.0.1", "SERVFAIL");
            }
        }
    }

    @Test
    void ADV_28_silence_a_closed_port_and_no_server_at_all_are_refusals() throws IOException {
        try (ScriptedNameServer silent = new ScriptedNameServer(question -> List.of());
                SecureWire wire = wire(silent.address())) {
            assertThat(refused(wire.services(SERVICE, Duration.ofMillis(150)))).contains("NET-01", "does not answer");
        }
        InetSocketAddress closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (SecureWire wire = wire(closed)) {
            assertThat(refused(wire.services(SERVICE, LONG))).contains("NET-01", "does not answer");
        }
        try (SecureWire wire = wire()) {
            assertThat(refused(wire.services(SERVICE, LONG))).contains("knows no name server");
            assertThat(refused(wire.services("a..b", LONG))).contains("NET-01", "no name");
            assertThat(refused(wire.pointers("x".repeat(64) + ".example", LONG)))
                    .contains("NET-01", "no name");
        }
    }

    @Test
    void who_gives_up_by_interruption_is_let_go() throws IOException {
        try (ScriptedNameServer silent = new ScriptedNameServer(question -> List.of());
                SecureWire wire = wire(silent.address())) {
            Thread.currentThread().interrupt();
            assertThat(refused(wire.services(SERVICE, LONG))).contains("NET-01");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void dnsjava_never_takes_the_place_of_the_systems_resolver() {
        System.setProperty("org.dnsjava.spi.enable", "true");
        assertThat(refused(HostLookup.addresses("127.0.0.1", LONG))).contains("granted", "127.0.0.1");
        assertThat(System.getProperty("org.dnsjava.spi.enable")).isNull();
    }

    @Test
    void this_machine_names_its_servers_or_none() {
        assertThat(NameServers.ofThisMachine().inOrder()).doesNotContainNull();
    }
}
