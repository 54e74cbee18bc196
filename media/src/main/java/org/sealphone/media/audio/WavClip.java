package org.sealphone.media.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

/**
 * A sound file read whole and mixed to one channel: RIFF/WAVE, linear PCM of 8, 16, 24 or 32 bits
 * or 32-bit floating point, one or two channels.
 *
 * <p>Refuses every other encoding, sizes that do not add up, and more than an hour. The lengths of streams that were
 * written to a pipe (zero, or as large as 32 bits go) mean "to the end of the file". Immutable: many calls may play one
 * clip.
 */
public final class WavClip implements AudioInput {
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long LONGEST_SECONDS = 3600;
    /** Programs that write to a pipe put something near the largest 31 or 32 bits where they cannot know the length. */
    private static final long LENGTH_UNKNOWN = 0x7FF0_0000L;

    private static final int MOST_CHUNKS = 1000;

    /** The file is read whole, into one array. */
    private static final long MOST_OCTETS = 1L << 30;

    private final int sampleRate;
    private final short[] pcm;

    WavClip(int sampleRate, short[] pcm) {
        this.sampleRate = sampleRate;
        this.pcm = pcm;
    }

    public static Outcome<WavClip> read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, Excerpt.of(file.toString(), 200));
        } catch (NoSuchFileException missing) {
            return Outcome.refused(MediaReason.DEV_02, "there is no " + Excerpt.of(file.toString(), 200));
        } catch (IOException unreadable) {
            return Outcome.refused(
                    MediaReason.DEV_02,
                    Excerpt.of(file.toString(), 200) + ": "
                            + unreadable.getClass().getSimpleName());
        }
    }

    /** @param name what a refusal calls it */
    static Outcome<WavClip> read(InputStream in, String name) throws IOException {
        return new Reader(in, name).clip();
    }

    @Override
    public AudioSource open(int wanted) {
        short[] played = wanted == sampleRate ? pcm : Resampler.convert(pcm, sampleRate, wanted);
        return new AudioSource() {
            private int position;

            @Override
            public void read(short[] out, int offset, int samples) {
                int left = Math.min(samples, played.length - position);
                System.arraycopy(played, position, out, offset, left);
                Arrays.fill(out, offset + left, offset + samples, (short) 0);
                position += left;
            }
        };
    }

    public int sampleRate() {
        return sampleRate;
    }

    /** The samples, mixed to one channel. */
    public short[] samples() {
        return pcm.clone();
    }

    /** Walks the chunks of one file: {@code fmt } first, then {@code data}; others are skipped. */
    private static final class Reader {
        private final InputStream in;
        private final String name;
        private WavSample sample = WavSample.LINEAR_16;
        private int channels;
        private int sampleRate;

        Reader(InputStream in, String name) {
            this.in = in;
            this.name = name;
        }

        Outcome<WavClip> clip() throws IOException {
            ByteBuffer riff = next(12);
            if (riff.remaining() < 12
                    || !tag(riff, 0).equals("RIFF")
                    || !tag(riff, 8).equals("WAVE")) {
                return broken("no RIFF/WAVE header");
            }
            for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
                ByteBuffer header = next(8);
                if (header.remaining() < 8) {
                    return broken("it ends before its sound begins");
                }
                String kind = tag(header, 0);
                long length = Integer.toUnsignedLong(header.getInt(4));
                if (kind.equals("data")) {
                    return channels == 0 ? broken("sound without a format") : samples(length);
                }
                if (kind.equals("fmt ")) {
                    Optional<String> fault = format(length);
                    if (fault.isPresent()) {
                        return broken(fault.get());
                    }
                } else {
                    in.skipNBytes(Math.min(length + (length & 1), in.available()));
                }
            }
            return broken("too many chunks");
        }

        private Optional<String> format(long length) throws IOException {
            ByteBuffer format = next((int) Math.min(length + (length & 1), 64));
            if (length < 16 || length > 64 || format.remaining() < length) {
                return Optional.of("its format chunk is " + length + " octets long");
            }
            int encoding = format.getShort(0) & 0xFFFF;
            if (encoding == EXTENSIBLE && length >= 26) {
                encoding = format.getShort(24) & 0xFFFF;
            }
            int bits = format.getShort(14);
            Optional<WavSample> known = WavSample.of(encoding, bits);
            if (known.isEmpty()) {
                return Optional.of("encoding " + encoding + " with " + bits + " bits");
            }
            sample = known.get();
            channels = format.getShort(2);
            sampleRate = format.getInt(4);
            if ((channels != 1 && channels != 2) || format.getShort(12) != sample.octets() * channels) {
                return Optional.of(channels + " channels in " + format.getShort(12) + " octets");
            }
            return Resampler.supports(sampleRate, 8000) && Resampler.supports(sampleRate, 48_000)
                    ? Optional.empty()
                    : Optional.of("a sampling rate of " + sampleRate + " Hz");
        }

        private Outcome<WavClip> samples(long length) throws IOException {
            int frame = sample.octets() * channels;
            long longest = Math.min(LONGEST_SECONDS * sampleRate * frame, MOST_OCTETS / frame * frame);
            boolean open = length == 0 || length >= LENGTH_UNKNOWN;
            if (!open && length > longest) {
                return broken("it is longer than an hour, or than " + (MOST_OCTETS >> 20) + " MB");
            }
            byte[] octets = in.readNBytes(Math.toIntExact(open ? longest : length));
            if (!open && octets.length < length) {
                return broken("it has " + octets.length + " of the " + length + " octets it promises");
            }
            short[] mixed = new short[octets.length / frame];
            ByteBuffer pcm = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < mixed.length; i++) {
                float left = sample.next(pcm);
                mixed[i] = WavSample.rounded(channels == 1 ? left : (left + sample.next(pcm)) / 2);
            }
            return mixed.length == 0 ? broken("it holds no sound") : Outcome.granted(new WavClip(sampleRate, mixed));
        }

        private ByteBuffer next(int length) throws IOException {
            return ByteBuffer.wrap(in.readNBytes(length)).order(ByteOrder.LITTLE_ENDIAN);
        }

        private static String tag(ByteBuffer header, int at) {
            byte[] letters = new byte[4];
            header.get(at, letters);
            return new String(letters, StandardCharsets.ISO_8859_1);
        }

        private Outcome<WavClip> broken(String fault) {
            return Outcome.refused(MediaReason.DEV_03, name + ": " + fault);
        }
    }
}
