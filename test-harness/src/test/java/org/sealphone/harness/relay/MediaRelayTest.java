package org.sealphone.harness.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.harness.capture.Dissection;
import org.sealphone.harness.capture.Dissector;
import org.sealphone.harness.trunk.SdpPassage;

@Timeout(20)
class MediaRelayTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private static String sdp(int port, String... more) {
        return "v=0\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port + " RTP/SAVP 0\r\na=crypto:1 S inline:K\r\n"
                + String.join("", more);
    }

    private static InetSocketAddress mediaOf(String sdp) {
        Matcher matcher = Pattern.compile("m=audio ([0-9]+) ").matcher(sdp);
        assertThat(matcher.find()).isTrue();
        return new InetSocketAddress(LOCAL, Integer.parseInt(matcher.group(1)));
    }

    private static void send(DatagramSocket from, InetSocketAddress to, int octet) throws IOException {
        from.send(new DatagramPacket(new byte[] {(byte) octet}, 1, to));
    }

    private static InetSocketAddress receive(DatagramSocket socket, int octet) throws IOException {
        socket.setSoTimeout(5_000);
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        assertThat(packet.getLength()).isEqualTo(1);
        assertThat(packet.getData()[0]).isEqualTo((byte) octet);
        return (InetSocketAddress) packet.getSocketAddress();
    }

    @Test
    @DisplayName(
            "SRTP-19 each party's media goes to the port that stands for the other and comes from there; the record has the true addresses")
    void both_ways() throws IOException {
        RelayRecord record = new RelayRecord();
        try (MediaRelay relay = MediaRelay.start(LOCAL, record);
                DatagramSocket caller = new DatagramSocket(0, LOCAL);
                DatagramSocket callee = new DatagramSocket(0, LOCAL)) {
            String offer = relay.rewrite(new SdpPassage("c1", "alice", "bob", true, sdp(caller.getLocalPort())));
            String answer = relay.rewrite(new SdpPassage("c1", "bob", "alice", false, sdp(callee.getLocalPort())));
            InetSocketAddress forCaller = mediaOf(offer);
            InetSocketAddress forCallee = mediaOf(answer);
            assertThat(forCaller).isNotEqualTo(forCallee);
            assertThat(offer).contains("a=crypto:1 S inline:K\r\n");
            send(caller, forCallee, 1);
            assertThat(receive(callee, 1)).isEqualTo(forCaller);
            send(callee, forCaller, 2);
            assertThat(receive(caller, 2)).isEqualTo(forCallee);
            assertThat(mediaOf(relay.rewrite(new SdpPassage("c1", "alice", "bob", true, sdp(caller.getLocalPort())))))
                    .isEqualTo(forCaller);
            List<Dissection> seen =
                    record.packets().stream().map(Dissector::dissect).toList();
            assertThat(seen).hasSize(2);
            assertThat(seen.get(0).source()).isEqualTo(new InetSocketAddress(LOCAL, caller.getLocalPort()));
            assertThat(seen.get(0).destination()).isEqualTo(forCallee);
            assertThat(seen.get(0).payload()).containsExactly(1);
        }
    }

    @Test
    @DisplayName("what was sent before a call ended is in the record")
    void ending() throws IOException {
        RelayRecord record = new RelayRecord();
        try (MediaRelay relay = MediaRelay.start(LOCAL, record);
                DatagramSocket stranger = new DatagramSocket(0, LOCAL)) {
            InetSocketAddress port = mediaOf(relay.rewrite(new SdpPassage("c1", "a", "b", true, sdp(9))));
            InetSocketAddress other = mediaOf(relay.rewrite(new SdpPassage("c2", "a", "b", true, sdp(9))));
            send(stranger, port, 3);
            send(stranger, other, 4);
            relay.ended("c1");
            relay.ended("unknown");
            relay.close();
            assertThat(record.packets()).hasSize(2);
        }
    }

    @Test
    @DisplayName("after its end a call's farewells still pass, then its ports are given back")
    void farewells() throws IOException {
        RelayRecord record = new RelayRecord();
        try (MediaRelay relay = MediaRelay.start(LOCAL, record);
                DatagramSocket caller = new DatagramSocket(0, LOCAL);
                DatagramSocket callee = new DatagramSocket(0, LOCAL)) {
            relay.rewrite(new SdpPassage("c1", "alice", "bob", true, sdp(caller.getLocalPort())));
            InetSocketAddress port =
                    mediaOf(relay.rewrite(new SdpPassage("c1", "bob", "alice", false, sdp(callee.getLocalPort()))));
            relay.ended("c1");
            send(caller, port, 5);
            receive(callee, 5);
            assertThat(record.packets()).hasSize(1);
        }
        try (MediaRelay relay = MediaRelay.start(LOCAL, record, 1)) {
            InetSocketAddress port = mediaOf(relay.rewrite(new SdpPassage("c1", "alice", "bob", true, sdp(9))));
            relay.ended("c1");
            while (!isFree(port)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isFree(InetSocketAddress port) {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    @DisplayName("SRTP-19 what a service of the trunk sends is recorded with the address that the phone knows")
    void services() throws IOException {
        RelayRecord record = new RelayRecord();
        try (MediaRelay relay = MediaRelay.start(LOCAL, record);
                DatagramSocket phone = new DatagramSocket(0, LOCAL);
                DatagramSocket service = new DatagramSocket(0, LOCAL)) {
            InetSocketAddress forPhone =
                    mediaOf(relay.rewrite(new SdpPassage("c1", "alice", "echo", true, sdp(phone.getLocalPort()))));
            InetSocketAddress forService =
                    mediaOf(relay.rewrite(new SdpPassage("c1", "echo", "alice", false, sdp(service.getLocalPort()))));
            send(service, forPhone, 6);
            assertThat(receive(phone, 6)).isEqualTo(forService);
            Dissection seen = Dissector.dissect(record.packets().get(0));
            assertThat(seen.source()).isEqualTo(forService);
            assertThat(seen.destination()).isEqualTo(new InetSocketAddress(LOCAL, phone.getLocalPort()));
        }
    }

    @Test
    @DisplayName("SRTP-17 a=rtcp is rewritten with the port beside; other lines and media are left alone")
    void addresses() {
        String more =
                "c=IN IP4 127.0.0.2\r\na=rtcp:7001 IN IP4 127.0.0.2\r\nm=video 9000 RTP/AVP 99\r\nc=IN IP4 127.0.0.3\r\n";
        SdpAddresses sdp = SdpAddresses.of(sdp(7000, more));
        assertThat(sdp.hasMedia()).isTrue();
        assertThat(sdp.rtp()).hasToString("/127.0.0.2:7000");
        assertThat(sdp.rtcp()).hasToString("/127.0.0.2:7001");
        String rewritten = sdp.withAddress(LOCAL, 100, 101);
        assertThat(rewritten)
                .contains("m=audio 100 RTP/SAVP 0\r\n")
                .contains("a=rtcp:101\r\n")
                .contains("m=video 9000")
                .contains("IP4 127.0.0.3")
                .doesNotContain("127.0.0.2");
        assertThat(SdpAddresses.of(sdp(7000)).rtcp().getPort()).isEqualTo(7001);
        assertThat(SdpAddresses.of(sdp(0)).hasMedia()).isFalse();
        assertThat(SdpAddresses.of("v=0\r\n").hasMedia()).isFalse();
        assertThat(SdpAddresses.of(sdp(7000).replace("127.0.0.1", "host.example"))
                        .hasMedia())
                .isFalse();
        assertThat(SdpAddresses.of(sdp(7000).replace("IP4 127.0.0.1", "IP6 ::1"))
                        .rtp()
                        .getAddress()
                        .getAddress())
                .hasSize(16);
    }

    @Test
    @DisplayName("an SDP without media passes unchanged")
    void without_media() throws IOException {
        try (MediaRelay relay = MediaRelay.start(LOCAL, new RelayRecord())) {
            assertThat(relay.rewrite(new SdpPassage("c1", "a", "b", false, sdp(0))))
                    .isEqualTo(sdp(0));
        }
    }
}
