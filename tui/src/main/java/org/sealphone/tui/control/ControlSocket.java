package org.sealphone.tui.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Takes commands, one a line, on a Unix-domain socket of mode 0600 in a folder of mode 0700, and answers each with one line. Whoever can
 * open it is the person whose phone this is, or root. The address family is fixed, so that no argument can make a network socket of it; a
 * file that is no socket is never removed. Lines are bounded, and so is the number of those who are connected.
 *
 * <p>Threads: one that accepts, one for each connection; {@link #tell} from any.
 */
public final class ControlSocket implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_AT_ONCE = 8;

    private final Path file;
    private final ServerSocketChannel server;
    private final UnaryOperator<String> commands;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();

    private ControlSocket(Path file, ServerSocketChannel server, UnaryOperator<String> commands) {
        this.file = file;
        this.server = server;
        this.commands = commands;
    }

    /**
     * Listens. A socket that a phone left behind which is gone is replaced; one that somebody answers at is not.
     *
     * @param commands makes a line of a line
     * @throws IOException when that place cannot be had; its message is for people
     */
    public static ControlSocket listen(Path file, UnaryOperator<String> commands) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            replace(file, address);
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(address);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failed) {
            server.close();
            throw failed;
        }
        ControlSocket socket = new ControlSocket(file, server, commands);
        start("control", socket::accept);
        return socket;
    }

    private static void replace(Path file, UnixDomainSocketAddress address) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("there is a file of that name which is no socket");
        }
        try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.connect(address);
        } catch (IOException nobody) {
            Files.delete(file);
            return;
        }
        throw new IOException("another phone listens there");
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel channel = server.accept();
                if (open.incrementAndGet() > MOST_AT_ONCE) {
                    open.decrementAndGet();
                    channel.close();
                } else {
                    start("control-line", () -> serve(new Line(channel)));
                }
            }
        } catch (IOException closed) {
            // The phone ends, or the system gives no more sockets: calls go on without it.
        }
    }

    private void serve(Line line) {
        lines.add(line);
        try (SocketChannel channel = line.channel) {
            StringBuilder text = new StringBuilder();
            ByteBuffer buffer = ByteBuffer.allocate(LONGEST_LINE);
            while (channel.read(buffer.clear()) >= 0) {
                text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
                for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
                    String command = text.substring(0, end).strip();
                    text.delete(0, end + 1);
                    if (!command.isEmpty()) {
                        line.write(commands.apply(command));
                    }
                }
                if (text.length() > LONGEST_LINE) {
                    return;
                }
            }
        } catch (ClosedChannelException ended) {
            // The phone ends.
        } catch (IOException gone) {
            // Whoever was connected went without a word.
        } finally {
            lines.remove(line);
            line.end();
            open.decrementAndGet();
        }
    }

    /** Tells everybody who is connected. Waits for nobody: who does not read is disconnected. */
    public void tell(String text) {
        lines.forEach(line -> line.offer(text));
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Line line : lines) {
                line.channel.close();
            }
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // The next phone replaces the socket.
        }
    }

    /** One connection. Answers and events are whole lines. */
    private static final class Line {
        private static final int MOST_WAITING = 256;

        private final SocketChannel channel;
        private final BlockingQueue<String> events = new ArrayBlockingQueue<>(MOST_WAITING);

        Line(SocketChannel channel) {
            this.channel = channel;
            start("control-events", this::drain);
        }

        private void drain() {
            try {
                for (String next = events.take(); !next.isEmpty(); next = events.take()) {
                    write(next);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (IOException gone) {
                // Its reader sees the same and takes it off the list.
            }
        }

        /** An empty line is the last one. */
        void end() {
            events.clear();
            offer("");
        }

        void offer(String text) {
            if (!events.offer(text)) {
                try {
                    channel.close();
                } catch (IOException gone) {
                    // It is gone either way.
                }
            }
        }

        synchronized void write(String text) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
