package org.sealphone.media.codec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.codec.opus.OpusLibrary;

/**
 * The audio codecs this build speaks, as RFC 3551 and RFC 7587 register them.
 *
 * <p>The RTP clock rate and the sampling rate are two things: G.722 is announced with a clock of 8000 though it samples
 * at 16000. Comfort noise is not among them: packets that come only when somebody speaks tell a watcher who speaks (RFC
 * 6562).
 */
public enum Codec {
    /** Mono at 48 kHz, announced with two channels because RFC 7587 section 7 says so. */
    OPUS("opus", 96, 48000, 48000, 2),
    G722("G722", 9, 8000, 16000, 1),
    PCMU("PCMU", 0, 8000, 8000, 1),
    PCMA("PCMA", 8, 8000, 8000, 1),
    /** Linear, at 16 kHz: for networks of one's own, since it takes three times the bits of any other. */
    L16("L16", 97, 16000, 16000, 1);

    /** What fits below the least MTU of IPv6 with room for headers, tag and tunnels. */
    private static final int MOST_OCTETS = 1200;

    private final String encodingName;
    private final int payloadType;
    private final int clockRate;
    private final int sampleRate;
    private final int channels;

    Codec(String encodingName, int payloadType, int clockRate, int sampleRate, int channels) {
        this.encodingName = encodingName;
        this.payloadType = payloadType;
        this.clockRate = clockRate;
        this.sampleRate = sampleRate;
        this.channels = channels;
    }

    /** The codec of that name, in any case: as the command line and the configuration write it. */
    public static Optional<Codec> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        for (Codec codec : values()) {
            if (codec.encodingName.toUpperCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** All that this machine can speak, the best first. Loads the library of Opus where nobody has yet. */
    public static List<Codec> spoken() {
        return Stream.of(values())
                .filter(codec -> codec.usable() instanceof Outcome.Granted)
                .toList();
    }

    /** What is offered when nothing else is asked for: {@link #spoken} without L16, which is too wide for a network that nobody has asked. */
    public static List<Codec> preferred() {
        return spoken().stream().filter(codec -> codec != L16).toList();
    }

    /** This codec, or why this machine cannot speak it. */
    public Outcome<Codec> usable() {
        return switch (this) {
            case G722, PCMU, PCMA, L16 -> Outcome.granted(this);
            case OPUS -> OpusLibrary.shared().then(library -> Outcome.granted(this));
        };
    }

    /** The name in {@code a=rtpmap}. */
    public String encodingName() {
        return encodingName;
    }

    /** The payload type that our own offers give it. */
    public int payloadType() {
        return payloadType;
    }

    /** Ticks of the RTP timestamp in a second. */
    public int clockRate() {
        return clockRate;
    }

    /** Samples of PCM in a second; PCM has one channel here. */
    public int sampleRate() {
        return sampleRate;
    }

    /** As {@code a=rtpmap} counts them. */
    public int channels() {
        return channels;
    }

    /** The longest packet of sound that the codec can make, no longer than {@code milliseconds}, which are whole tens. */
    public int packetTime(int milliseconds) {
        return switch (this) {
            case G722, PCMU, PCMA -> milliseconds;
            case L16 -> Math.min(milliseconds, MOST_OCTETS / (2 * frameSamples(10)) * 10);
            case OPUS -> milliseconds >= 60 ? 60 : milliseconds >= 40 ? 40 : milliseconds >= 20 ? 20 : 10;
        };
    }

    /** Bits of payload in a second, under these settings and limits. */
    public int bitrate(EncoderLimits limits, OpusSettings opus) {
        return switch (this) {
            case OPUS -> limits.atMost(opus.bitrate());
            case G722, PCMU, PCMA -> 64_000;
            case L16 -> 16 * sampleRate;
        };
    }

    /** The parameters that our own descriptions state; empty for none. */
    public String parameters() {
        return switch (this) {
            case G722, PCMU, PCMA, L16 -> "";
            case OPUS -> "useinbandfec=1;cbr=1;usedtx=0;stereo=0;sprop-stereo=0";
        };
    }

    /** PCM samples in {@code milliseconds}. */
    public int frameSamples(int milliseconds) {
        return sampleRate / 1000 * milliseconds;
    }

    /** Ticks of the RTP clock in {@code milliseconds}. */
    public int frameTicks(int milliseconds) {
        return clockRate / 1000 * milliseconds;
    }

    public Encoder newEncoder() {
        return newEncoder(EncoderLimits.NONE, OpusSettings.USUAL);
    }

    /**
     * An encoder that stays within what the other side asks for.
     *
     * @param opus for that codec alone; the others have no settings
     * @throws IllegalStateException when the codec is not {@link #usable}
     */
    public Encoder newEncoder(EncoderLimits limits, OpusSettings opus) {
        return switch (this) {
            case OPUS -> new OpusEncoder(opus(), limits, opus);
            case G722 -> new G722Encoder();
            case PCMU -> G711.MU_LAW.encoder();
            case PCMA -> G711.A_LAW.encoder();
            case L16 -> LinearPcm.BIG_ENDIAN;
        };
    }

    public Decoder newDecoder() {
        return newDecoder(OpusSettings.USUAL);
    }

    /** @throws IllegalStateException when the codec is not {@link #usable} */
    public Decoder newDecoder(OpusSettings opus) {
        return switch (this) {
            case OPUS -> new OpusDecoder(opus(), opus);
            case G722 -> new G722Decoder();
            case PCMU -> G711.MU_LAW.decoder();
            case PCMA -> G711.A_LAW.decoder();
            case L16 -> LinearPcm.BIG_ENDIAN;
        };
    }

    private static OpusLibrary opus() {
        return OpusLibrary.shared().fold(library -> library, refusal -> {
            throw new IllegalStateException("Opus is used without its library: " + refusal.text());
        });
    }
}
