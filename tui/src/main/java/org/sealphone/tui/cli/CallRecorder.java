package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.record.Recording;

/**
 * Where the calls of {@code answer} are kept: the first in the file that was named, which is created before anybody can call, the
 * following beside it with a number. Owner: the thread that answers.
 */
final class CallRecorder implements AutoCloseable {
    private final Optional<Path> file;
    private final List<Refusal> troubles;
    private Optional<AudioOutput> first;
    private int taken;

    private CallRecorder(Optional<Path> file, List<Refusal> troubles, Optional<AudioOutput> first) {
        this.file = file;
        this.troubles = troubles;
        this.first = first;
    }

    static Outcome<CallRecorder> of(Optional<Path> file, List<Refusal> troubles) {
        if (file.isEmpty()) {
            return Outcome.granted(new CallRecorder(file, troubles, Optional.empty()));
        }
        return Recording.to(file.get(), troubles::add)
                .then(output -> Outcome.granted(new CallRecorder(file, troubles, Optional.of(output))));
    }

    /** Where the next call goes. A file that cannot be made is a trouble that is told, and no reason to refuse the call. */
    List<AudioOutput> next() {
        taken++;
        if (file.isEmpty()) {
            return List.of();
        }
        if (first.isPresent()) {
            List<AudioOutput> outputs = List.of(first.get());
            first = Optional.empty();
            return outputs;
        }
        return Recording.to(numbered(file.get(), taken), troubles::add).fold(List::of, refusal -> {
            troubles.add(refusal);
            return List.of();
        });
    }

    static Path numbered(Path file, int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return file.resolveSibling(stem + "-" + number + (dot > 0 ? name.substring(dot) : ""));
    }

    /** Removes a file that no call came for. */
    @Override
    public void close() {
        first.ifPresent(AudioOutput::close);
        first = Optional.empty();
    }
}
