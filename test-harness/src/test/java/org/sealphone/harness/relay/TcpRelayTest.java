package org.sealphone.harness.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.Dissector;
import org.sealphone.harness.capture.TcpConnection;
import org.sealphone.harness.capture.TcpReassembly;

@Timeout(20)
class TcpRelayTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private static TcpConnection seen(RelayRecord record) {
        TcpReassembly reassembly = new TcpReassembly();
        for (CapturedPacket packet : record.packets()) {
            reassembly.accept(Dissector.dissect(packet));
        }
        assertThat(reassembly.connections()).hasSize(1);
        return reassembly.connections().get(0);
    }

    @Test
    @DisplayName("what a phone and the trunk write passes unchanged and is in the record, both ways, ends too")
    void both_ways() throws Exception {
        RelayRecord record = new RelayRecord();
        try (ServerSocket trunk = new ServerSocket(0, 5, LOCAL);
                TcpRelay relay = TcpRelay.start(LOCAL, new InetSocketAddress(LOCAL, trunk.getLocalPort()), record)) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = trunk.accept()) {
                    byte[] request = socket.getInputStream().readNBytes(50_000);
                    socket.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
                    return request;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            byte[] request = new byte[50_000];
            request[49_999] = 7;
            int port;
            try (Socket phone =
                    new Socket(relay.address().getAddress(), relay.address().getPort())) {
                port = phone.getLocalPort();
                phone.getOutputStream().write(request);
                phone.shutdownOutput();
                assertThat(phone.getInputStream().readAllBytes())
                        .isEqualTo("answer".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(received.get(5, TimeUnit.SECONDS)).isEqualTo(request);
            relay.close();
            TcpConnection connection = seen(record);
            assertThat(connection.client()).isEqualTo(new InetSocketAddress(LOCAL, port));
            assertThat(connection.server()).isEqualTo(relay.address());
            assertThat(connection.fromClient().bytes()).isEqualTo(request);
            assertThat(connection.fromServer().bytes()).isEqualTo("answer".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.fromClient().finished()).isTrue();
            assertThat(connection.fromServer().finished()).isTrue();
        }
    }

    @Test
    @DisplayName("where nobody is behind the relay the phone's connection ends")
    void nobody_behind() throws IOException {
        RelayRecord record = new RelayRecord();
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, LOCAL)) {
            free = closed.getLocalPort();
        }
        try (TcpRelay relay = TcpRelay.start(LOCAL, new InetSocketAddress(LOCAL, free), record);
                Socket phone =
                        new Socket(relay.address().getAddress(), relay.address().getPort())) {
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
            assertThat(seen(record).ended()).isTrue();
        }
    }

    @Test
    @DisplayName("closing the relay ends its connections")
    void closing() throws Exception {
        RelayRecord record = new RelayRecord();
        try (ServerSocket trunk = new ServerSocket(0, 5, LOCAL);
                TcpRelay relay = TcpRelay.start(LOCAL, new InetSocketAddress(LOCAL, trunk.getLocalPort()), record);
                Socket phone =
                        new Socket(relay.address().getAddress(), relay.address().getPort());
                Socket inner = trunk.accept()) {
            inner.getOutputStream().write(1);
            assertThat(phone.getInputStream().read()).isEqualTo(1);
            relay.close();
            assertThat(inner.getInputStream().read()).isEqualTo(-1);
            assertThat(seen(record).ended()).isTrue();
        }
    }
}
