package org.sealphone.tui.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The other end of a control socket. Replies and events come in either order: what was not asked for yet is kept. */
final class ControlScript implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader answers;
    private final List<String> unread = new ArrayList<>();

    ControlScript(Path file) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
        answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** The reply to a command. */
    String told(String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
        return heard("\"reply\"");
    }

    /** The reply, or what the command brings about. */
    String told(String command, String wanted) throws IOException {
        String reply = told(command);
        return reply.contains(wanted) ? reply : heard(wanted);
    }

    /** The first line that holds all these words and was not asked for yet. */
    String heard(String... wanted) throws IOException {
        for (String line : unread) {
            if (holds(line, wanted)) {
                unread.remove(line);
                return line;
            }
        }
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (holds(line, wanted)) {
                return line;
            }
            unread.add(line);
        }
        throw new AssertionError("the phone ended before it said " + String.join(" and ", wanted));
    }

    private static boolean holds(String line, String... wanted) {
        return Stream.of(wanted).allMatch(line::contains);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
