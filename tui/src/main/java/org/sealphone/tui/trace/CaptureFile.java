package org.sealphone.tui.trace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.capture.PcapWriter;
import org.sealphone.harness.capture.SyntheticFrames;
import org.sealphone.tui.config.PrivateFile;

/**
 * {@code --pcap}: what this process put on the wire and took from it, as a capture that Wireshark reads, without any right to capture.
 * The payloads are what crossed the sockets, which is ciphertext; headers of IP, UDP and TCP are made for them.
 */
public final class CaptureFile implements WireTap, AutoCloseable {
    private final Spool<Passage> spool;

    private CaptureFile(Spool<Passage> spool) {
        this.spool = spool;
    }

    /** Creates the file; {@code ended} is told when it cannot be written to the end. */
    public static Outcome<CaptureFile> create(Path file, Consumer<Refusal> ended) {
        return PrivateFile.create(file).then(out -> Outcome.granted(on(file, out, ended)));
    }

    private static CaptureFile on(Path file, OutputStream out, Consumer<Refusal> ended) {
        return new CaptureFile(new Spool<>(file.toString(), new Frames(out), ended));
    }

    @Override
    public void datagramOut(
            InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at) {
        spool.add(new Passage(Kind.DATAGRAM, from, to, Arrays.copyOfRange(bytes, offset, offset + length), at));
    }

    @Override
    public void datagramIn(
            InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at) {
        spool.add(new Passage(Kind.DATAGRAM, from, to, Arrays.copyOfRange(bytes, offset, offset + length), at));
    }

    @Override
    public void streamOut(
            InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at) {
        spool.add(new Passage(Kind.STREAM_OUT, local, remote, Arrays.copyOfRange(bytes, offset, offset + length), at));
    }

    @Override
    public void streamIn(
            InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at) {
        spool.add(new Passage(Kind.STREAM_IN, local, remote, Arrays.copyOfRange(bytes, offset, offset + length), at));
    }

    @Override
    public void streamClosed(InetSocketAddress local, InetSocketAddress remote, Instant at) {
        spool.add(new Passage(Kind.STREAM_END, local, remote, new byte[0], at));
    }

    @Override
    public void close() {
        spool.close();
    }

    private enum Kind {
        DATAGRAM,
        STREAM_OUT,
        STREAM_IN,
        STREAM_END
    }

    /** What crossed a socket. Immutable: the array is a copy of its own. */
    private static final class Passage {
        private final Kind kind;
        private final InetSocketAddress near;
        private final InetSocketAddress far;
        private final byte[] bytes;
        private final Instant at;

        Passage(Kind kind, InetSocketAddress near, InetSocketAddress far, byte[] bytes, Instant at) {
            this.kind = kind;
            this.near = near;
            this.far = far;
            this.bytes = bytes;
            this.at = at;
        }
    }

    /** Turns passages into frames. Owner: the spool's thread. */
    private static final class Frames implements Spool.Target<Passage> {
        private final OutputStream out;
        private final SyntheticFrames frames = new SyntheticFrames();
        private final Set<List<InetSocketAddress>> open = new HashSet<>();
        private @Nullable PcapWriter writer;

        Frames(OutputStream file) {
            this.out = new BufferedOutputStream(file);
        }

        private PcapWriter writer() throws IOException {
            PcapWriter present = writer;
            if (present == null) {
                present = new PcapWriter(out, LinkType.RAW_IP);
                writer = present;
            }
            return present;
        }

        @Override
        public void write(Passage passage) throws IOException {
            switch (passage.kind) {
                case DATAGRAM -> writer().write(
                                frames.udp(passage.near, passage.far, passage.bytes, passage.bytes.length, passage.at));
                case STREAM_OUT -> stream(passage, passage.near, passage.far);
                case STREAM_IN -> stream(passage, passage.far, passage.near);
                case STREAM_END -> {
                    if (open.remove(List.of(passage.near, passage.far))) {
                        writer().write(frames.tcpFinish(passage.near, passage.far, passage.at));
                        writer().write(frames.tcpFinish(passage.far, passage.near, passage.at));
                    }
                }
            }
        }

        private void stream(Passage passage, InetSocketAddress from, InetSocketAddress to) throws IOException {
            if (open.add(List.of(passage.near, passage.far))) {
                writeAll(frames.tcpOpen(passage.near, passage.far, passage.at));
            }
            writeAll(frames.tcp(from, to, passage.bytes, passage.bytes.length, passage.at));
        }

        private void writeAll(List<CapturedPacket> packets) throws IOException {
            for (CapturedPacket packet : packets) {
                writer().write(packet);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            writer().close();
        }
    }
}
