package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.record.Recording;
import org.sealphone.media.record.Sides;

/**
 * Where the calls of one command are kept: the first in the files that were named, which are created before anybody is called, the
 * following beside them with a number. Owner: the thread that answers.
 */
final class CallRecorder implements AutoCloseable {
    private final List<Tape> tapes;
    private final List<Refusal> troubles;
    private final List<AudioOutput> first = new ArrayList<>();
    private int taken;

    /** A file and what it is to keep. */
    record Tape(Path file, Sides sides) {
        Outcome<AudioOutput> inserted(List<Refusal> troubles) {
            return Recording.to(file, sides, troubles::add);
        }

        Tape numbered(int number) {
            return new Tape(CallRecorder.numbered(file, number), sides);
        }
    }

    private CallRecorder(List<Tape> tapes, List<Refusal> troubles) {
        this.tapes = tapes;
        this.troubles = troubles;
    }

    static Outcome<CallRecorder> of(List<Tape> tapes, List<Refusal> troubles) {
        CallRecorder recorder = new CallRecorder(tapes, troubles);
        for (Tape tape : tapes) {
            Optional<Refusal> refused = tape.inserted(troubles)
                    .fold(
                            output -> {
                                recorder.first.add(output);
                                return Optional.empty();
                            },
                            Optional::of);
            if (refused.isPresent()) {
                recorder.close();
                return new Outcome.Refused<>(refused.get());
            }
        }
        return Outcome.granted(recorder);
    }

    /** Where the next call goes. A file that cannot be made is a trouble that is told, and no reason to refuse the call. */
    List<AudioOutput> next() {
        taken++;
        List<AudioOutput> outputs = new ArrayList<>(first);
        first.clear();
        if (taken > 1) {
            for (Tape tape : tapes) {
                tape.numbered(taken).inserted(troubles).fold(outputs::add, troubles::add);
            }
        }
        return outputs;
    }

    static Path numbered(Path file, int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return file.resolveSibling(stem + "-" + number + (dot > 0 ? name.substring(dot) : ""));
    }

    /** Removes the files that no call came for. */
    @Override
    public void close() {
        first.forEach(AudioOutput::close);
        first.clear();
    }
}
