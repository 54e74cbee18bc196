package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import picocli.CommandLine.Option;

/** What a call sounds like: codecs, suites, what is played, what is kept. */
final class SoundOptions {
    @Option(
            names = "--codecs",
            paramLabel = "LIST",
            split = ",",
            converter = Parsing.CodecName.class,
            description = "The codecs to offer, the best first: pcmu,pcma (the default).")
    private List<Codec> codecs = List.of();

    @Option(
            names = "--suites",
            paramLabel = "LIST",
            split = ",",
            converter = Parsing.SuiteName.class,
            description = "The SRTP suites to offer, the best first; by default all of the policy.")
    private List<SrtpSuite> suites = List.of();

    @Option(
            names = "--play",
            paramLabel = "SOUND",
            description = "What to send: tone:HZ, a WAV file, or silence (the default).")
    private String play = "silence";

    @Option(
            names = "--record",
            paramLabel = "FILE.wav",
            converter = Parsing.FilePath.class,
            description = "Keep what is heard (mode 0600).")
    private @Nullable Path record;

    List<Codec> codecs() {
        return List.copyOf(codecs);
    }

    List<SrtpSuite> suites() {
        return List.copyOf(suites);
    }

    String play() {
        return play;
    }

    Optional<Path> record() {
        return Optional.ofNullable(record);
    }

    List<String> notYet() {
        List<String> later = new ArrayList<>();
        if (play.equals("mic")) {
            later.add("--play mic: sound devices");
        }
        return later;
    }
}
