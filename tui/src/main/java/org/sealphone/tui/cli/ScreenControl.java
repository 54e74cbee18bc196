package org.sealphone.tui.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.control.ControlSocket;
import org.sealphone.tui.desk.Desk;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.screen.Screen;
import org.sealphone.tui.screen.Screens;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.ua.api.UaEvent;

/**
 * What a script may tell the phone with its screens: all that it may tell {@code answer} ({@link ControlDesk}), each command of the key
 * table by its word ({@code mute}, {@code next-call}, {@code ladder}), {@code type WORDS} where something is asked for, and {@code screen} to
 * see what a person sees. What the person works with is never worked with beside them: it happens on the thread of the screen. Thread: those
 * of the socket.
 */
final class ScreenControl implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Desk desk;
    private Optional<ControlSocket> socket = Optional.empty();

    private ScreenControl(Desk desk) {
        this.desk = desk;
    }

    /** Listens until it is closed; without a file nobody does. */
    static Outcome<ScreenControl> open(Optional<Path> file, Desk desk) {
        ScreenControl control = new ScreenControl(desk);
        if (file.isPresent()) {
            try {
                control.socket = Optional.of(ControlSocket.listen(file.get(), control::obey));
            } catch (IOException taken) {
                return Outcome.refused(CliReason.CLI_25, "--control " + file.get() + ": " + taken.getMessage());
            }
        }
        return Outcome.granted(control);
    }

    /** Everybody who is connected hears of it. */
    void tell(UaEvent event) {
        socket.ifPresent(listening -> listening.tell(EventLines.of(event)));
    }

    /** The answer to one line. */
    String obey(String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space).strip();
        return switch (verb) {
            case "screen" -> answered(desk.look(), ScreenControl::screen);
            case "dial" -> rest.isEmpty() ? ControlDesk.no("dial wants a target") : told(desk.dial(rest));
            case "type" -> told(desk.type(rest));
            case "quit" -> told(desk.quit());
            case "answer" -> rest.isEmpty() ? told(desk.answer()) : phone(line);
            case "status", "reject", "hangup", "hold", "resume", "dtmf", "transfer", "accept", "refuse" -> phone(line);
            case "join" -> rest.isEmpty() ? told(desk.order(Command.JOIN)) : phone(line);
            default -> Arrays.stream(Command.values())
                    .filter(command -> command.word().equals(verb) && rest.isEmpty())
                    .findFirst()
                    .map(command -> told(desk.order(command)))
                    .orElseGet(() -> ControlDesk.no("there is no such command"));
        };
    }

    private String phone(String line) {
        return desk.ua()
                .map(ua -> new ControlDesk(ua, desk::media, () -> {}).obey(line))
                .orElseGet(() -> ControlDesk.no("there is no account yet"));
    }

    private static String told(CompletableFuture<Snapshot> done) {
        return answered(done, ScreenControl::words);
    }

    /** A screen that is gone, or stopped by its shell, answers no more. */
    private static String answered(CompletableFuture<Snapshot> done, Reply reply) {
        try {
            return reply.of(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException late) {
            return ControlDesk.no("the screen does not answer");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return ControlDesk.no("the phone ends");
        }
    }

    private static String words(Snapshot seen) {
        return ControlDesk.reply(true, json -> {
            json.writeStringField("view", seen.view().name().toLowerCase(Locale.ROOT));
            json.writeStringField("text", seen.notice().toString());
            json.writeStringField(
                    "asked",
                    seen.prompt()
                            .map(prompt -> prompt.asking().words())
                            .or(() -> seen.question().map(Object::toString))
                            .orElse(null));
        });
    }

    private static String screen(Snapshot seen) {
        Screen drawn = Screens.draw(seen, COLUMNS, ROWS, Glyphs.ASCII);
        return ControlDesk.reply(true, json -> {
            json.writeArrayFieldStart("rows");
            for (int row = 0; row < ROWS; row++) {
                json.writeString(drawn.row(row));
            }
            json.writeEndArray();
        });
    }

    @Override
    public void close() {
        socket.ifPresent(ControlSocket::close);
    }

    /** A line of what is seen. */
    @FunctionalInterface
    private interface Reply {
        String of(Snapshot seen);
    }
}
