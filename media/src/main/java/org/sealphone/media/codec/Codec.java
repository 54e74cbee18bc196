package org.sealphone.media.codec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The audio codecs this build speaks, as RFC 3551 registers them.
 *
 * <p>The RTP clock rate and the sampling rate are two things: G.722 is announced with a clock of 8000 though it samples
 * at 16000. Comfort noise is not among them: packets that come only when somebody speaks tell a watcher who speaks (RFC
 * 6562).
 */
public enum Codec {
    PCMU("PCMU", 0, 8000, 8000, 1),
    PCMA("PCMA", 8, 8000, 8000, 1);

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

    /** What is offered when nothing else is asked for, the best first. */
    public static List<Codec> preferred() {
        return List.of(PCMU, PCMA);
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

    /** Samples of PCM in a second, in each channel. */
    public int sampleRate() {
        return sampleRate;
    }

    public int channels() {
        return channels;
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
        return switch (this) {
            case PCMU -> G711.MU_LAW.encoder();
            case PCMA -> G711.A_LAW.encoder();
        };
    }

    public Decoder newDecoder() {
        return switch (this) {
            case PCMU -> G711.MU_LAW.decoder();
            case PCMA -> G711.A_LAW.decoder();
        };
    }
}
