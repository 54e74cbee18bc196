package org.sealphone.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.reason.MediaReason;

/**
 * Writes one recording on a thread of its own.
 *
 * <p>The call's thread puts samples into a ring and goes on: when the disk is slower than speech for longer than the
 * ring, what does not fit is dropped and counted. The lengths in the header are written at the end; a file cut off
 * before that still plays in programs that take zero for "to the end". A disk that fails ends the recording and nothing
 * else.
 */
final class WavWriter implements AudioSink {
    private static final int HEADER = 44;
    private static final int RING_SECONDS = 5;
    private static final long LONGEST_OCTETS = 0xFFFF_FFFFL - HEADER;
    private static final long PATIENCE_NANOS = 50_000_000;
    private static final long LAST_WAIT_MILLIS = 5_000;

    private final FileChannel channel;
    private final int sampleRate;
    private final int channels;
    private final Consumer<Refusal> ended;
    private final short[] ring;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    private final Thread thread;

    /** Written by the call's thread alone. */
    private final AtomicLong put = new AtomicLong();
    /** Written by the writing thread alone. */
    private final AtomicLong taken = new AtomicLong();

    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closing;
    private volatile boolean failed;

    /** @param channels of a frame; what is written holds whole frames, a sample of each channel after the other */
    WavWriter(FileChannel channel, int sampleRate, int channels, Consumer<Refusal> ended) {
        this.channel = channel;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.ended = ended;
        ring = new short[sampleRate * channels * RING_SECONDS];
        thread = new Thread(this::run, "recording");
        thread.setDaemon(true);
    }

    WavWriter start() {
        thread.start();
        return this;
    }

    @Override
    public void write(short[] pcm, int offset, int samples) {
        long from = put.get();
        if (failed || closing || from + samples - taken.get() > ring.length) {
            dropped.addAndGet(samples);
            return;
        }
        for (int i = 0; i < samples; i++) {
            ring[(int) ((from + i) % ring.length)] = pcm[offset + i];
        }
        put.setRelease(from + samples);
    }

    /** Writes what is still in the ring, then the header, and returns when the file is complete. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_WAIT_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Samples that did not fit. */
    long dropped() {
        return dropped.get();
    }

    private void run() {
        try (channel) {
            copy();
            channel.position(0);
            writeFully(header(taken.get() * 2));
        } catch (IOException full) {
            // The lengths in the header could not be written either: what is there plays in programs that take zero for
            // "to the end".
            end(full);
        }
    }

    private void copy() throws IOException {
        writeFully(header(0));
        boolean last;
        do {
            last = closing;
            try {
                drain();
            } catch (IOException full) {
                end(full);
                return;
            }
            if (!last) {
                LockSupport.parkNanos(this, PATIENCE_NANOS);
            }
        } while (!last);
    }

    private void end(IOException full) {
        if (!failed) {
            failed = true;
            String detail = "after " + taken.get() / channels / sampleRate + " s: "
                    + Excerpt.of(String.valueOf(full.getMessage()));
            ended.accept(new Refusal(MediaReason.DEV_05, detail));
        }
    }

    private void drain() throws IOException {
        long from = taken.get();
        while (from < put.get()) {
            int chunk = (int) Math.min(put.get() - from, buffer.capacity() / 2);
            if ((from + chunk) * 2 > LONGEST_OCTETS) {
                throw new IOException("a WAV file can be no longer");
            }
            buffer.clear();
            for (int i = 0; i < chunk; i++) {
                buffer.putShort(ring[(int) ((from + i) % ring.length)]);
            }
            writeFully(buffer.flip());
            from += chunk;
            taken.setRelease(from);
        }
    }

    private void writeFully(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    private ByteBuffer header(long octets) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF"))
                .putInt((int) (octets == 0 ? 0 : octets + HEADER - 8))
                .put(ascii("WAVEfmt "));
        header.putInt(16).putShort((short) 1).putShort((short) channels);
        header.putInt(sampleRate).putInt(sampleRate * 2 * channels);
        header.putShort((short) (2 * channels)).putShort((short) 16);
        return header.put(ascii("data")).putInt((int) octets).flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
