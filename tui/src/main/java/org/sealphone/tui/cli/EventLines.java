package org.sealphone.tui.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.tui.report.JsonReport;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.UaEvent;

/**
 * Events as JSON, one a line: {@code v}, {@code type}, {@code at}, then what belongs to the type. Everything beyond ASCII is escaped, so
 * that no name of a peer can forge a line. Pure.
 */
final class EventLines {
    private static final int VERSION = 1;
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private EventLines(JsonGenerator json) {
        this.json = json;
    }

    /** The line of an event, without its end. */
    static String of(UaEvent event) {
        return line(type(event), event.at(), lines -> lines.fields(event));
    }

    /** How a call sounds at this moment, with the counters of its media so far. */
    static String of(CallId call, MediaReport media, Instant at) {
        return line("quality", at, lines -> {
            lines.id(call);
            lines.json.writeNumberField("tx_packets", media.txPackets());
            lines.json.writeNumberField("rx_packets", media.rxPackets());
            lines.json.writeNumberField("rx_lost", media.rxLost());
            lines.decimal("jitter_ms", OptionalDouble.of(media.jitterMillis()));
            lines.decimal("round_trip_ms", media.roundTripMillis());
            lines.decimal("mos", media.mos());
        });
    }

    /** The last line: the report that {@code -o json} prints. */
    static String of(Report report, Instant at) {
        return line("report", at, lines -> {
            lines.json.writeFieldName("report");
            lines.json.writeRawValue(JsonReport.of(report));
        });
    }

    /** {@code CallEnded} is {@code call-ended}. */
    private static String type(UaEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static String line(String type, Instant at, Fields fields) {
        Writer text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            EventLines lines = new EventLines(generator);
            generator.writeStartObject();
            generator.writeNumberField("v", VERSION);
            generator.writeStringField("type", type);
            generator.writeStringField("at", at.toString());
            fields.write(lines);
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes every character", impossible);
        }
        return text.toString();
    }

    private void fields(UaEvent event) throws IOException {
        if (event instanceof UaEvent.FlowUp up) {
            Report.Signalling flow = Facts.signalling(up.facts());
            text("protocol", flow.protocol());
            text("suite", flow.suite());
            text("group", flow.group());
            text("peer", flow.peer());
            text("identity", flow.identity());
        } else if (event instanceof UaEvent.FlowFailed failed) {
            reason(failed.refusal());
        } else if (event instanceof UaEvent.FlowLost lost) {
            reason(lost.refusal());
        } else if (event instanceof UaEvent.MessageRefused refused) {
            reason(refused.refusal());
        } else if (event instanceof UaEvent.Found found) {
            reason(found.finding().what());
        } else if (event instanceof UaEvent.Registered registered) {
            number("expires", registered.facts().expiresSeconds());
            text("digest", registered.facts().digest().orElse(null));
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            end(failed.end());
        } else if (event instanceof UaEvent.MessagesWaiting waiting) {
            json.writeBooleanField("waiting", waiting.waiting());
            number("fresh", waiting.fresh().map(Integer::longValue));
            number("heard", waiting.heard().map(Integer::longValue));
        } else {
            call(event);
        }
    }

    private void call(UaEvent event) throws IOException {
        if (event instanceof UaEvent.Dialling dialling) {
            id(dialling.call());
            text("target", dialling.target());
        } else if (event instanceof UaEvent.Progress progress) {
            id(progress.call());
            json.writeNumberField("status", progress.status());
            text("reason_phrase", progress.reasonPhrase());
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            id(incoming.call());
            text("from", incoming.from());
            text("display_name", incoming.displayName());
        } else if (event instanceof UaEvent.CallRefused refused) {
            id(refused.call());
            text("from", refused.from());
            json.writeNumberField("status", refused.status());
            reason(refused.refusal());
        } else if (event instanceof UaEvent.Established up) {
            id(up.call());
            text("codec", up.codec().name().toLowerCase(Locale.ROOT));
            text("srtp_suite", up.suite().name());
        } else if (event instanceof UaEvent.CallChanged changed) {
            id(changed.call());
            text("hold", changed.hold().name().toLowerCase(Locale.ROOT));
            text("codec", changed.codec().name().toLowerCase(Locale.ROOT));
            text("srtp_suite", changed.suite().name());
        } else if (event instanceof UaEvent.CallCutOff cut) {
            id(cut.call());
        } else if (event instanceof UaEvent.CallRepaired repaired) {
            id(repaired.call());
        } else if (event instanceof UaEvent.DigitReceived digit) {
            id(digit.call());
            text("key", String.valueOf(digit.key()));
        } else if (event instanceof UaEvent.CallEnded ended) {
            ended(ended.report());
        } else {
            transfer(event);
        }
    }

    private void transfer(UaEvent event) throws IOException {
        if (event instanceof UaEvent.TransferAsked asked) {
            id(asked.call());
            text("target", asked.target());
            text("by", asked.by());
        } else if (event instanceof UaEvent.TransferProgress told) {
            id(told.call());
            json.writeNumberField("status", told.status());
            text("reason_phrase", told.reasonPhrase());
        } else if (event instanceof UaEvent.CallReplaces replaces) {
            id(replaces.call());
            json.writeNumberField("replaces", replaces.replaced().number());
        }
    }

    private void ended(CallReport report) throws IOException {
        id(report.id());
        text("direction", report.direction().name().toLowerCase(Locale.ROOT));
        text("target", report.target());
        number("status", report.status().map(Integer::longValue));
        number("setup_ms", report.setupMillis());
        number("duration_ms", report.durationMillis());
        text("ended_by", report.endedBy().name().toLowerCase(Locale.ROOT));
        end(report.end());
    }

    private void id(CallId call) throws IOException {
        json.writeNumberField("call", call.number());
    }

    private void end(End end) throws IOException {
        text("exit", Facts.exit(end).word());
        if (end.reason().isPresent()) {
            reason(end.reason().get());
        }
    }

    private void reason(Refusal refusal) throws IOException {
        text("code", refusal.reason().code());
        text("text", refusal.text());
    }

    private void text(String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value);
    }

    /** Thousandths; a number that is no number has no place in JSON. */
    private void decimal(String name, OptionalDouble value) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.writeNumberField(name, Math.round(value.getAsDouble() * 1000) / 1000.0);
        } else {
            json.writeNullField(name);
        }
    }

    private void number(String name, Optional<Long> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    /** Writes what belongs to one type. */
    @FunctionalInterface
    private interface Fields {
        void write(EventLines lines) throws IOException;
    }
}
