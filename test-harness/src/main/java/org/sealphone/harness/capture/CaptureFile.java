package org.sealphone.harness.capture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The packets of a capture that lies in a file: however long it is, one packet at a time is in memory. Each pass reads the file anew. The
 * file is pcap as {@link PcapWriter} writes it, of this machine's own capture: one that is cut is a fault, not a shorter capture.
 */
public final class CaptureFile extends AbstractCollection<CapturedPacket> {
    private static final int FILE_HEADER = 24;

    private final Path file;
    private final LinkType linkType;
    private final int size;

    /** @param size how many packets were written */
    public CaptureFile(Path file, LinkType linkType, int size) {
        this.file = file;
        this.linkType = linkType;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    /** Throws {@link UncheckedIOException} where the file does not hold what was written. */
    @Override
    public Iterator<CapturedPacket> iterator() {
        return new Pass();
    }

    private final class Pass implements Iterator<CapturedPacket> {
        private final DataInputStream in;
        private int read;

        Pass() {
            InputStream opened = size == 0 ? InputStream.nullInputStream() : open();
            this.in = new DataInputStream(new BufferedInputStream(opened, 1 << 16));
            if (size > 0) {
                octets(FILE_HEADER);
            }
        }

        private InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private byte[] octets(int count) {
            try {
                byte[] octets = in.readNBytes(count);
                if (octets.length < count) {
                    throw new EOFException(file + " is cut after packet " + read);
                }
                return octets;
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        }

        private int number() {
            byte[] four = octets(4);
            return (four[0] & 0xff) << 24 | (four[1] & 0xff) << 16 | (four[2] & 0xff) << 8 | (four[3] & 0xff);
        }

        @Override
        public boolean hasNext() {
            return read < size;
        }

        @Override
        public CapturedPacket next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Instant time = Instant.ofEpochSecond(number() & 0xffff_ffffL, number());
            int length = number();
            int original = number();
            byte[] bytes = octets(length);
            CapturedPacket packet = new CapturedPacket(++read, time, linkType, "", bytes, original);
            if (read == size) {
                close();
            }
            return packet;
        }

        private void close() {
            try {
                in.close();
            } catch (IOException ignored) {
                throw new UncheckedIOException(ignored);
            }
        }
    }
}
