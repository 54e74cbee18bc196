package org.sealphone.tui.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.rtp.Digits;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.control.ControlSocket;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;

/**
 * What a script may tell a running phone, a command a line: {@code status}, {@code dial TARGET}, {@code answer}, {@code reject},
 * {@code hangup}, {@code hold}, {@code resume}, {@code dtmf KEYS}, {@code transfer TARGET}, {@code join CALL OTHER}, {@code accept} and
 * {@code refuse} when the other side asks for another call, {@code quit}. A number behind the verb names a call; without it the newest is
 * meant. Every command passes the same guards as an option or a key does. Thread: those of the socket.
 */
final class ControlDesk implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("([a-z]+)(?: +(\\d{1,9}))?(?: +(\\S.*))?");
    private static final Pattern OTHER = Pattern.compile("\\d{1,9}");
    private static final String NO_CALL = "there is no such call";
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Ua ua;
    private final Supplier<CallMedia> media;
    private final Runnable quit;
    private Optional<ControlSocket> socket = Optional.empty();

    ControlDesk(Ua ua, Supplier<CallMedia> media, Runnable quit) {
        this.ua = ua;
        this.media = media;
        this.quit = quit;
    }

    /** Listens for the time of a session; without a file nobody does. */
    static Outcome<ControlDesk> open(
            Optional<Path> file, PhoneSession session, Supplier<CallMedia> media, Runnable quit) {
        ControlDesk desk = new ControlDesk(session.ua(), media, quit);
        if (file.isPresent()) {
            try {
                ControlSocket listening = ControlSocket.listen(file.get(), desk::obey);
                desk.socket = Optional.of(listening);
                session.listen(event -> listening.tell(EventLines.of(event)));
            } catch (IOException taken) {
                return Outcome.refused(CliReason.CLI_25, "--control " + file.get() + ": " + taken.getMessage());
            }
        }
        return Outcome.granted(desk);
    }

    /** The answer to one line. */
    String obey(String line) {
        Matcher command = COMMAND.matcher(line);
        if (!command.matches()) {
            return no("a command is a word, perhaps the number of a call, and what it needs");
        }
        Optional<Long> number = Optional.ofNullable(command.group(2)).map(Long::valueOf);
        String rest = Optional.ofNullable(command.group(3)).orElse("");
        return switch (command.group(1)) {
            case "status" -> status();
            case "dial" -> dial(
                    number.map(digits -> line.substring("dial".length()).strip())
                            .orElse(rest));
            case "answer" -> on(number, CallDirection.INCOMING, (phone, call) -> phone.answer(call, media.get()));
            case "reject" -> on(number, CallDirection.INCOMING, (phone, call) -> phone.reject(call, 486));
            case "hangup" -> on(number, null, Ua::hangUp);
            case "hold" -> on(number, null, Ua::hold);
            case "resume" -> on(number, null, Ua::resume);
            case "dtmf" -> dtmf(line);
            case "transfer" -> rest.isEmpty()
                    ? no("transfer wants a target")
                    : on(number, null, (phone, call) -> transfer(phone, call, rest));
            case "join" -> number.isPresent() && OTHER.matcher(rest).matches()
                    ? on(number, null, (phone, call) -> join(phone, call, new CallId(Long.parseLong(rest))))
                    : no("join wants the numbers of two calls");
            case "accept" -> accept(number);
            case "refuse" -> on(number, null, Ua::refuseTransfer);
            case "quit" -> quit();
            default -> no("there is no such command");
        };
    }

    private String dial(String target) {
        return target.isEmpty()
                ? no("dial wants a target")
                : yes(ua.dial(target, media.get()).id());
    }

    /** Keys may be digits alone, so that a number behind the verb is never taken for a call here. */
    private String dtmf(String line) {
        String keys = line.substring("dtmf".length()).strip();
        return Digits.parse(keys).isEmpty()
                ? no("dtmf wants keys: 0-9 * # A-D, with , for a pause")
                : on(Optional.empty(), null, (phone, call) -> phone.sendDigits(call, keys));
    }

    /** How it comes out is told by its events. */
    private static void transfer(Ua phone, CallId call, String target) {
        CompletableFuture<End> unused = phone.transfer(call, target);
    }

    private static void join(Ua phone, CallId call, CallId other) {
        CompletableFuture<End> unused = phone.transfer(call, other);
    }

    /** The reply names the new call; where nothing was asked it ends at once, as its events tell. */
    private String accept(Optional<Long> number) {
        return found(number, null)
                .map(call -> yes(ua.acceptTransfer(call, media.get()).id()))
                .orElseGet(() -> no(NO_CALL));
    }

    private String quit() {
        quit.run();
        return reply(true, json -> {});
    }

    private String on(Optional<Long> number, @Nullable CallDirection direction, BiConsumer<Ua, CallId> deed) {
        Optional<CallId> call = found(number, direction);
        call.ifPresent(one -> deed.accept(ua, one));
        return call.map(ControlDesk::yes).orElseGet(() -> no(NO_CALL));
    }

    private Optional<CallId> found(Optional<Long> number, @Nullable CallDirection direction) {
        return ua.snapshot().calls().stream()
                .filter(one -> number.isEmpty() || number.get() == one.id().number())
                .filter(one -> direction == null || one.direction() == direction)
                .map(CallSnapshot::id)
                .reduce((older, newer) -> newer);
    }

    private String status() {
        var now = ua.snapshot();
        return reply(true, json -> {
            json.writeBooleanField("connected", now.connected());
            json.writeBooleanField("registered", now.registration().registered());
            json.writeArrayFieldStart("calls");
            for (CallSnapshot call : now.calls()) {
                json.writeStartObject();
                json.writeNumberField("call", call.id().number());
                json.writeStringField("direction", call.direction().name().toLowerCase(Locale.ROOT));
                json.writeStringField("state", call.state().name().toLowerCase(Locale.ROOT));
                json.writeStringField("target", call.target());
                json.writeStringField("hold", call.hold().name().toLowerCase(Locale.ROOT));
                json.writeStringField("srtp_suite", call.suite().map(Enum::name).orElse(null));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String yes(CallId call) {
        return reply(true, json -> json.writeNumberField("call", call.number()));
    }

    static String no(String why) {
        return reply(false, json -> json.writeStringField("text", why));
    }

    static String reply(boolean done, Fields fields) {
        Writer text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", 1);
            json.writeStringField("type", "reply");
            json.writeBooleanField("ok", done);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes every character", impossible);
        }
        return text.toString();
    }

    @Override
    public void close() {
        socket.ifPresent(ControlSocket::close);
    }

    /** What a reply has beyond whether it was done. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
