package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.SyntheticFrames;
import org.sealphone.harness.dns.NameServer;
import org.sealphone.harness.dns.Question;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The name servers that lie: what a phone is told by them and by nobody else. */
class LyingNamesTest {
    private static final Subject.Place PLACE = new Subject.Place(
            "pbx.example", "pbx.example", "10.77.0.2", Path.of("/p"), Path.of("/ca"), Path.of("/log"), 5);

    @Test
    void ADV_28_no_phone_is_told_an_address() {
        Subject own = new Subject.Own(List.of("phone"));
        Subject foreign = new Subject.Foreign("phone {trunk}");
        for (Trial trial : LyingNames.all()) {
            assertThat(own.command(trial, PLACE))
                    .as(trial.what())
                    .doesNotContain("--outbound")
                    .containsSequence("--registrar", "sips:pbx.example");
            assertThat(foreign.command(trial, PLACE)).last().isEqualTo("phone pbx.example");
        }
        Trial told = Trial.all().stream()
                .filter(trial -> trial.part() == Part.REGISTERS
                        && trial.circumstances().names().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(own.command(told, PLACE)).containsSequence("--outbound", "sips:pbx.example");
    }

    @Test
    void ADV_28_refusals_and_what_is_borne_and_no_name_of_udp_or_tcp_is_on_a_list() {
        assertThat(LyingNames.all())
                .extracting(trial -> trial.expected().reason())
                .contains("", "DNS-01", "DNS-02", "TLS-04", "NET-01", "NET-05");
        assertThat(LyingNames.all())
                .flatExtracting(
                        trial -> trial.circumstances().names().orElseThrow().list())
                .contains("pbx.example", "_sips._tcp.pbx.example")
                .noneMatch(name -> name.contains("_udp") || name.startsWith("_sip."));
    }

    /** A trial whose name server knows nothing of what it is about would pass for a reason of its own. */
    @Test
    void each_speaks_of_the_domain_or_is_silent() {
        for (Trial trial : LyingNames.all()) {
            int octets = trial.circumstances()
                    .names()
                    .orElseThrow()
                    .tongue()
                    .apply(InetAddress.getLoopbackAddress())
                    .say(new Question(1, "_sips._tcp.pbx.example", 33))
                    .size();
            assertThat(octets).as(trial.what()).isEqualTo(sayings(trial));
        }
    }

    private static int sayings(Trial trial) {
        if (trial.what().startsWith("no answer")) {
            return 0;
        }
        return trial.what().startsWith("a lie before") ? 2 : 1;
    }

    @Test
    void a_room_without_a_name_server_leaves_everything_as_it_is() {
        try (RoomNames names = RoomNames.none()) {
            assertThat(names.trunkPort()).isZero();
            assertThat(names.known("pbx.example")).isEqualTo(Optional.empty());
            assertThat(names.missing()).isEmpty();
            OracleRules.Builder rules = OracleRules.builder();
            assertThat(names.list(rules)).isSameAs(rules);
        }
    }

    @Test
    void a_name_server_that_nobody_asked_proves_nothing_and_one_that_was_asked_is_on_the_list() throws IOException {
        Names all = LyingNames.all().get(0).circumstances().names().orElseThrow();
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NameServer server = NameServer.start(anywhere, all.tongue().apply(anywhere.getAddress()));
        try (RoomNames names = RoomNames.of(all, server);
                DatagramSocket asker = new DatagramSocket(anywhere)) {
            assertThat(names.trunkPort()).isEqualTo(5061);
            assertThat(names.known("pbx.example")).contains("pbx.example");
            assertThat(names.missing()).containsExactly("the name server was not asked for anything");
            byte[] query = Message.newQuery(
                            Record.newRecord(Name.fromConstantString("pbx.example."), Type.A, DClass.IN))
                    .toWire();
            asker.setSoTimeout(30_000);
            asker.send(new DatagramPacket(query, query.length, server.address()));
            asker.receive(new DatagramPacket(new byte[600], 600));
            assertThat(names.missing()).isEmpty();

            List<CapturedPacket> seen = List.of(new SyntheticFrames()
                    .udp(
                            (InetSocketAddress) asker.getLocalSocketAddress(),
                            server.address(),
                            query,
                            query.length,
                            Instant.EPOCH));
            assertThat(Oracle.judge(names.list(OracleRules.builder()).build(), seen)
                            .sealed())
                    .isTrue();
            assertThat(Oracle.judge(OracleRules.builder().build(), seen).sealed())
                    .isFalse();
        }
    }
}
