package org.sealphone.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.record.Recording;
import org.sealphone.media.record.Sides;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaListener;
import org.sealphone.ua.loop.Endpoint;

/** Answers every call with a tone and records what is heard. Without a recording there is no call: 480, or the end. */
final class AnswerAndRecord implements UaListener, AutoCloseable {
    private final Path folder;
    private final Endpoint endpoint = Endpoint.open();
    private final Ua phone;
    private final CompletableFuture<CallReport> first = new CompletableFuture<>();

    AnswerAndRecord(Account account, Path folder) {
        this.folder = folder;
        this.phone = endpoint.phone(account, this);
    }

    CompletableFuture<End> register() {
        return phone.register();
    }

    CompletableFuture<CallReport> first() {
        return first;
    }

    @Override
    public void happened(UaEvent event) {
        if (event instanceof UaEvent.IncomingCall incoming) {
            CallId call = incoming.call();
            Optional<AudioOutput> recording = Recording.to(
                            folder.resolve(call + ".wav"), Sides.HEARD, lost -> phone.hangUp(call))
                    .fold(Optional::of, refused -> Optional.empty());
            recording.ifPresentOrElse(
                    file -> phone.answer(call, new CallMedia(AudioInput.tone(440), List.of(file))),
                    () -> phone.reject(call, 480));
        } else if (event instanceof UaEvent.CallEnded ended) {
            first.complete(ended.report());
        }
    }

    @Override
    public void close() {
        phone.close();
        endpoint.close();
    }
}
