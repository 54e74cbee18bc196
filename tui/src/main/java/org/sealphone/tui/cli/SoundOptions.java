package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.record.Sides;
import org.sealphone.tui.config.CliReason;
import picocli.CommandLine.Option;

/** What a call sounds like: codecs, suites, what is played, what is kept. */
final class SoundOptions {
    /** What the other calls of the same command say. */
    static final String CONFERENCE = "conference";

    private static final String MIC = "mic";

    @Option(
            names = "--codecs",
            paramLabel = "LIST",
            split = ",",
            converter = Parsing.CodecName.class,
            description =
                    "The codecs to offer, the best first: opus,g722,pcmu,pcma (the default), and l16 where it is asked for.")
    private List<Codec> codecs = List.of();

    @Option(
            names = "--opus-bitrate",
            paramLabel = "BITS",
            converter = Parsing.OpusBitrate.class,
            description =
                    "What Opus sends in a second: 6000 to 128000 bits (72000 by default), less where the other side wants less. The rate is constant: one that follows the voice tells what is said.")
    private int opusBitrate = OpusSettings.USUAL.bitrate();

    @Option(
            names = "--opus-complexity",
            paramLabel = "N",
            converter = Parsing.OpusComplexity.class,
            description =
                    "How much Opus computes: 0 to 10 (5 by default). From 5 on what is missing is made up by a trained model, where the library has one.")
    private int opusComplexity = OpusSettings.USUAL.complexity();

    @Option(
            names = "--suites",
            paramLabel = "LIST",
            split = ",",
            converter = Parsing.SuiteName.class,
            description =
                    "The SRTP suites to offer and to accept, the best first; by default those of the policy, and AES_192_CM is accepted but not offered.")
    private List<SrtpSuite> suites = List.of();

    @Option(
            names = "--play",
            paramLabel = "SOUND",
            description =
                    "What to send: tone:HZ, a WAV file, mic, echo (what is heard), conference (what the other calls say: answer alone), or silence (the default).")
    private @Nullable String play;

    @Option(
            names = "--mic",
            paramLabel = "NAME",
            description = "Send what this microphone hears; 'sealphone doctor' lists them. A part of the name will do.")
    private @Nullable String mic;

    @Option(
            names = "--speaker",
            paramLabel = "NAME",
            description = "Play what is heard on this loudspeaker. With --play mic alone, on the default one.")
    private @Nullable String speaker;

    @Option(
            names = "--record",
            paramLabel = "FILE.wav",
            converter = Parsing.FilePath.class,
            description = "Keep what is heard (mode 0600).")
    private @Nullable Path record;

    @Option(
            names = "--record-both",
            paramLabel = "FILE.wav",
            converter = Parsing.FilePath.class,
            description = "Keep what is heard on the left channel and what is said on the right (mode 0600).")
    private @Nullable Path recordBoth;

    List<Codec> codecs() {
        return List.copyOf(codecs);
    }

    OpusSettings opus() {
        return new OpusSettings(opusBitrate, opusComplexity);
    }

    List<SrtpSuite> suites() {
        return List.copyOf(suites);
    }

    /** What to play; a microphone that is named is meant to be used. */
    String play() {
        String chosen = play;
        return chosen != null ? chosen : mic != null ? MIC : "silence";
    }

    Optional<String> mic() {
        return Optional.ofNullable(mic);
    }

    Optional<String> speaker() {
        return Optional.ofNullable(speaker);
    }

    /** Whether what is heard is played here: whoever speaks also wants to listen. */
    boolean aloud() {
        return speaker != null || play().equals(MIC);
    }

    /** What contradicts itself. */
    Optional<Refusal> contradiction() {
        return mic != null && !play().equals(MIC)
                ? Optional.of(new Refusal(CliReason.CLI_06, "--mic sends what is heard here, --play something else"))
                : Optional.empty();
    }

    /** What is kept, and where. */
    List<CallRecorder.Tape> tapes() {
        List<CallRecorder.Tape> tapes = new ArrayList<>();
        Optional.ofNullable(record).ifPresent(file -> tapes.add(new CallRecorder.Tape(file, Sides.HEARD)));
        Optional.ofNullable(recordBoth).ifPresent(file -> tapes.add(new CallRecorder.Tape(file, Sides.BOTH)));
        return tapes;
    }
}
