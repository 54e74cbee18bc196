package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.opus.OpusLibrary;
import picocli.CommandLine.Option;

/**
 * Which libopus, and what to say when there is none. One that was asked for, by file or by codec, must be there before anything leaves;
 * where Opus is only the best of several it is loaded while the connection is made, and missing is a finding.
 */
final class OpusOptions {
    @Option(
            names = "--opus-lib",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "The libopus to use; by default the one that is shipped.")
    private @Nullable Path library;

    /** The library that calls would use, loaded and tested. */
    Outcome<OpusLibrary> library() {
        Path chosen = library;
        return chosen != null ? OpusLibrary.choose(chosen) : OpusLibrary.shared();
    }

    /** The codecs that were asked for, when they can be had. */
    Outcome<List<Codec>> ready(List<Codec> codecs) {
        Path chosen = library;
        if (chosen != null) {
            return OpusLibrary.choose(chosen).then(loaded -> Outcome.granted(codecs));
        }
        if (codecs.contains(Codec.OPUS)) {
            return Codec.OPUS.usable().then(usable -> Outcome.granted(codecs));
        }
        if (codecs.isEmpty()) {
            Thread loading = new Thread(Codec::preferred, "opus");
            loading.setDaemon(true);
            loading.start();
        }
        return Outcome.granted(codecs);
    }

    /** Why Opus was not among the codecs although nobody had left it out. */
    static Optional<Refusal> missing(List<Codec> codecs) {
        return codecs.isEmpty() ? Codec.OPUS.usable().fold(usable -> Optional.empty(), Optional::of) : Optional.empty();
    }
}
