package org.sealphone.harness.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The server on a socket. */
class NameServerTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Zone TRUTH = Zone.of(Entry.address("pbx.example", "192.0.2.1"));
    private static final Zone LIE = Zone.of(Entry.address("pbx.example", "198.51.100.66"));

    private static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void send(DatagramSocket socket, NameServer server, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, server.address()));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[600], 600);
        socket.receive(packet);
        return packet;
    }

    private static byte[] query() {
        return Message.newQuery(Record.newRecord(Name.fromConstantString("pbx.example."), Type.A, DClass.IN))
                .toWire();
    }

    @Test
    void a_question_is_answered_and_counted_and_what_is_none_is_neither() throws IOException {
        try (NameServer server = NameServer.start(anywhere(), Tongue.honest(TRUTH));
                DatagramSocket socket = new DatagramSocket(anywhere())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] query = query();
            send(socket, server, new byte[7]);
            send(socket, server, query);
            DatagramPacket answer = receive(socket);
            assertThat(answer.getSocketAddress()).isEqualTo(server.address());
            assertThat(Arrays.copyOf(answer.getData(), 2)).isEqualTo(Arrays.copyOf(query, 2));
            assertThat(server.heard()).isEqualTo(1);
        }
    }

    @Test
    void what_comes_from_elsewhere_comes_from_another_port() throws IOException {
        try (NameServer server = NameServer.start(anywhere(), Tongue.fromElsewhere(LIE, TRUTH));
                DatagramSocket socket = new DatagramSocket(anywhere())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, server, query());
            DatagramPacket one = receive(socket);
            DatagramPacket other = receive(socket);
            assertThat(one.getPort()).isNotEqualTo(other.getPort());
            assertThat(server.address().getPort()).isIn(one.getPort(), other.getPort());
        }
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (NameServer server = NameServer.start(anywhere(), Tongue.silent())) {
            assertThatThrownBy(() -> NameServer.start(server.address(), Tongue.silent()))
                    .isInstanceOf(IOException.class);
        }
    }
}
