package org.sealphone.tui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket of a running phone: for its owner alone, a line for a line, bounded. */
class ControlSocketTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("run/control");
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(file()));
    }

    private static void say(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    @Test
    void it_is_the_owners_alone_and_answers_line_for_line() throws IOException {
        try (ControlSocket socket = ControlSocket.listen(file(), line -> line.toUpperCase(Locale.ROOT));
                SocketChannel channel = connect();
                BufferedReader answers = reader(channel)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                    .isEqualTo("rwx------");
            say(channel, "sta");
            say(channel, "tus\n\ndial bob\n");
            assertThat(answers.readLine()).isEqualTo("STATUS");
            assertThat(answers.readLine()).isEqualTo("DIAL BOB");
            socket.tell("an event");
            assertThat(answers.readLine()).isEqualTo("an event");
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_line_without_end_is_cut_off_and_so_is_one_phone_too_many() throws IOException {
        try (ControlSocket socket = ControlSocket.listen(file(), line -> line);
                SocketChannel channel = connect()) {
            assertThatThrownBy(() -> {
                        say(channel, "x".repeat(100_000));
                        if (reader(channel).readLine() == null) {
                            throw new IOException("cut off");
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ControlSocket.listen(file(), line -> line))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another phone");
            try (SocketChannel next = connect()) {
                say(next, "still there\n");
                assertThat(reader(next).readLine()).isEqualTo("still there");
            }
            socket.tell("nobody has to listen");
        }
    }

    @Test
    void what_a_phone_left_behind_is_replaced_and_a_file_is_not() throws IOException {
        Files.createDirectories(file().getParent());
        var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        left.bind(UnixDomainSocketAddress.of(file()));
        left.close();
        assertThat(file()).exists();
        ControlSocket.listen(file(), line -> line).close();
        Files.writeString(file(), "not a socket");
        assertThatThrownBy(() -> ControlSocket.listen(file(), line -> line)).hasMessageContaining("no socket");
        assertThat(Files.readString(file())).isEqualTo("not a socket");
    }
}
