package org.sealphone.tui.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.SendLateness;

/**
 * A report as one JSON object on one line, in the shape that scripts rely on: all groups, and {@code null} for what does not apply or is
 * not known. Everything beyond ASCII is escaped, so that no locale and no hostile name can break it.
 */
public final class JsonReport {
    private static final int VERSION = 1;
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** The object, without a line end. */
    public static String of(Report report) {
        Writer text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            new JsonReport(generator).write(report);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes every character", impossible);
        }
        return text.toString();
    }

    private void write(Report report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("v", VERSION);
        json.writeStringField("command", report.command());
        exit(report.exit());
        group("registration", report.registration(), this::registration);
        group("signalling", report.signalling(), this::signalling);
        group("call", report.call(), this::call);
        group("media", report.media(), this::media);
        group("heard", report.heard(), this::heard);
        calls(report.calls());
        if (report.load().isPresent() || report.command().equals("load")) {
            group("load", report.load(), this::load);
        }
        group("wire", report.wire(), this::wire);
        group("ping", report.ping(), this::ping);
        group("trunk", report.trunk(), this::trunk);
        if (report.proof().isPresent()) {
            proof(report.proof().get());
        } else if (report.command().equals("demo")) {
            noProof();
        }
        if (report.checks().isPresent()) {
            checks(report.checks().get());
        } else if (report.command().equals("doctor")) {
            json.writeNullField("checks");
        }
        if (report.cases().isPresent()) {
            cases(report.cases().get());
        } else if (report.command().equals("test")) {
            json.writeNullField("cases");
        }
        if (report.settings().isPresent()) {
            settings(report.settings().get());
        }
        if (report.certificates().isPresent()) {
            certificates(report.certificates().get());
        }
        if (report.text().isPresent()) {
            text("text", report.text());
        }
        if (!report.explained().isEmpty()) {
            explained(report.explained());
        } else if (report.command().equals("explain")) {
            json.writeNullField("codes");
        }
        reasons(report.reasons());
        json.writeEndObject();
    }

    private void calls(Optional<List<Report.CallEntry>> calls) throws IOException {
        if (calls.isEmpty()) {
            json.writeNullField("calls");
            return;
        }
        json.writeArrayFieldStart("calls");
        for (Report.CallEntry entry : calls.get()) {
            entry(entry);
        }
        json.writeEndArray();
    }

    private void checks(List<Report.Check> checks) throws IOException {
        json.writeArrayFieldStart("checks");
        for (Report.Check check : checks) {
            json.writeStartObject();
            json.writeStringField("subject", check.subject());
            json.writeStringField("health", check.health().word());
            json.writeStringField("found", check.found());
            text("code", check.reason().map(ReasonCode::code));
            text("advice", check.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void certificates(List<Report.Certificate> certificates) throws IOException {
        json.writeArrayFieldStart("certificates");
        for (Report.Certificate certificate : certificates) {
            json.writeStartObject();
            json.writeStringField("subject", certificate.subject());
            json.writeStringField("issuer", certificate.issuer());
            strings("names", certificate.names());
            json.writeStringField("not_before", certificate.notBefore());
            json.writeStringField("not_after", certificate.notAfter());
            json.writeStringField("key", certificate.key());
            json.writeStringField("signature", certificate.signature());
            json.writeStringField("serial", certificate.serial());
            json.writeStringField("pin", certificate.pin());
            json.writeBooleanField("authority", certificate.authority());
            strings("uses", certificate.uses());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void cases(List<Report.Case> cases) throws IOException {
        json.writeArrayFieldStart("cases");
        for (Report.Case one : cases) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            exit(one.exit());
            json.writeNumberField("took_ms", one.millis());
            side("caller", one.caller());
            side("callee", one.callee());
            reasons(one.reasons());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void side(String name, Optional<Report.CallEntry> entry) throws IOException {
        json.writeFieldName(name);
        if (entry.isPresent()) {
            entry(entry.get());
        } else {
            json.writeNull();
        }
    }

    private void settings(List<Report.Setting> settings) throws IOException {
        json.writeArrayFieldStart("settings");
        for (Report.Setting setting : settings) {
            json.writeStartObject();
            json.writeStringField("section", setting.section());
            json.writeStringField("name", setting.name());
            json.writeStringField("value", setting.value());
            json.writeStringField("origin", setting.origin());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void explained(List<ReasonCode> codes) throws IOException {
        json.writeArrayFieldStart("codes");
        for (ReasonCode code : codes) {
            json.writeStartObject();
            json.writeStringField("code", code.code());
            json.writeStringField("title", code.title());
            json.writeStringField("why", code.why());
            json.writeStringField("advice", code.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void exit(ExitCode exit) throws IOException {
        json.writeObjectFieldStart("exit");
        json.writeNumberField("code", exit.code());
        json.writeStringField("name", exit.word());
        json.writeEndObject();
    }

    private void registration(Report.Registration registration) throws IOException {
        number("status", registration.status().map(Integer::longValue));
        number("expires", registration.expires());
        text("digest", registration.digest());
        strings("path", registration.path());
        strings("service_route", registration.serviceRoute());
        group("mailbox", registration.mailbox(), this::mailbox);
    }

    private void mailbox(Report.Mailbox mailbox) throws IOException {
        json.writeBooleanField("waiting", mailbox.waiting());
        number("new", mailbox.fresh().map(Integer::longValue));
        number("old", mailbox.heard().map(Integer::longValue));
    }

    private void signalling(Report.Signalling signalling) throws IOException {
        json.writeStringField("protocol", signalling.protocol());
        json.writeStringField("suite", signalling.suite());
        json.writeStringField("group", signalling.group());
        json.writeStringField("peer", signalling.peer());
        json.writeStringField("identity", signalling.identity());
        json.writeStringField("identity_mode", signalling.identityMode());
        json.writeStringField("not_after", signalling.notAfter());
        json.writeStringField("pin", signalling.pin());
    }

    private void call(Report.Call call) throws IOException {
        json.writeStringField("target", call.target());
        number("status", call.status().map(Integer::longValue));
        json.writeStringField("reason_phrase", call.reasonPhrase());
        number("setup_ms", call.setupMillis());
        number("duration_ms", call.durationMillis());
        json.writeStringField("ended_by", call.endedBy());
        CallerJson.write(json, call);
    }

    private void media(Report.Media media) throws IOException {
        json.writeStringField("codec", media.codec());
        json.writeStringField("srtp_suite", media.suite());
        json.writeNumberField("tx_packets", media.txPackets());
        json.writeNumberField("rx_packets", media.rxPackets());
        json.writeNumberField("rx_lost", media.rxLost());
        json.writeNumberField("rx_auth_failed", media.rxAuthFailed());
        json.writeNumberField("rx_replayed", media.rxReplayed());
        json.writeNumberField("rtcp_tx", media.rtcpTx());
        json.writeNumberField("rtcp_rx", media.rtcpRx());
        decimal("jitter_ms", media.jitterMillis(), 2);
        decimal("mos", media.mos(), 2);
        text("dtmf_received", media.dtmfReceived());
        decimal("rtt_ms", media.roundTripMillis(), 1);
        decimal("remote_mos", media.remoteMos(), 1);
        json.writeObjectFieldStart("send_lateness");
        lateness(media.sendLateness());
        json.writeEndObject();
    }

    /** The last bucket has no bound. */
    private void lateness(SendLateness lateness) throws IOException {
        decimal("most_ms", Optional.of(lateness.mostMillis()), 2);
        json.writeArrayFieldStart("buckets");
        for (SendLateness.Bucket bucket : lateness.buckets()) {
            json.writeStartObject();
            number("up_to_ms", Optional.of((long) bucket.milliseconds()).filter(bound -> bound < Integer.MAX_VALUE));
            json.writeNumberField("packets", bucket.packets());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void heard(Report.Heard heard) throws IOException {
        decimal("rms_dbfs", Optional.of(heard.rmsDbfs()), 1);
        decimal("tone_hz", heard.toneHz(), 1);
        decimal("snr_db", heard.snrDb(), 1);
    }

    private void entry(Report.CallEntry entry) throws IOException {
        json.writeStartObject();
        exit(entry.exit());
        json.writeStringField("remote_name", entry.remoteName());
        group("call", Optional.of(entry.call()), this::call);
        group("media", entry.media(), this::media);
        group("heard", entry.heard(), this::heard);
        reasons(entry.reasons());
        json.writeEndObject();
    }

    private void load(Report.Load load) throws IOException {
        Crowd sum = load.sum();
        json.writeNumberField("wanted", load.wanted());
        json.writeNumberField("over", sum.over());
        json.writeNumberField("answered", sum.answered());
        json.writeNumberField("ok", sum.ok());
        failures(sum.failed());
        decimal("per_second", load.perSecond(), 2);
        number("together_ms", load.togetherMillis());
        number("cpu_ms", load.cpuMillis());
        decimal("core_percent_per_call", load.corePercentOfCall(), 4);
        group("setup_ms", sum.setupMillis(), this::spread);
        json.writeObjectFieldStart("codecs");
        for (Map.Entry<String, Long> codec : new TreeMap<>(sum.codecs()).entrySet()) {
            json.writeNumberField(codec.getKey(), codec.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("tx_packets", sum.txPackets());
        json.writeNumberField("rx_packets", sum.rxPackets());
        json.writeNumberField("rx_lost", sum.rxLost());
        json.writeNumberField("rx_auth_failed", sum.notAuthentic());
        group("jitter_ms", sum.jitterMillis(), this::spread);
        group("mos", sum.mos(), this::spread);
        group("send_lateness", Optional.of(sum.lateness()), this::lateness);
        decimal("sent_within_10_ms", sum.promptWithin(10), 6);
        number("tones_right", load.tonesRight());
    }

    private void failures(List<Crowd.Failed> failures) throws IOException {
        json.writeArrayFieldStart("failed");
        for (Crowd.Failed failed : failures) {
            json.writeStartObject();
            json.writeNumberField("calls", failed.calls());
            exit(failed.exit());
            number("status", failed.status().map(Integer::longValue));
            text("code", failed.first().map(why -> why.reason().code()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void spread(Spread spread) throws IOException {
        decimal("least", Optional.of(spread.least()), 2);
        decimal("median", Optional.of(spread.median()), 2);
        decimal("p95", Optional.of(spread.p95()), 2);
        decimal("most", Optional.of(spread.most()), 2);
    }

    private void wire(Report.Wire wire) throws IOException {
        json.writeNumberField("datagrams_out", wire.datagramsOut());
        json.writeNumberField("sealed_out", wire.sealedOut());
        json.writeNumberField("tls_bytes_out", wire.tlsBytesOut());
    }

    private void ping(Report.Ping ping) throws IOException {
        json.writeStringField("target", ping.target());
        number("status", ping.status().map(Integer::longValue));
        json.writeStringField("reason_phrase", ping.reasonPhrase());
        number("round_trip_ms", ping.roundTripMillis());
        text("server", ping.server());
        text("allow", ping.allow());
    }

    private void trunk(Report.Trunk trunk) throws IOException {
        json.writeStringField("listen", trunk.listen());
        json.writeStringField("domain", trunk.domain());
        json.writeNumberField("users", trunk.users());
        json.writeNumberField("connections", trunk.connections());
        json.writeNumberField("calls", trunk.calls());
    }

    private void proof(Report.Proof proof) throws IOException {
        json.writeStringField("stage", proof.stage());
        json.writeNumberField("frames", proof.frames());
        group("bytes", Optional.of(proof.bytes()), this::bytes);
        json.writeObjectFieldStart("canary");
        json.writeBooleanField("seen_decrypted", proof.canarySeenDecrypted());
        json.writeNumberField("seen_in_clear", proof.canarySeenInClear());
        json.writeEndObject();
        json.writeObjectFieldStart("controls");
        json.writeNumberField("total", proof.controlsTotal());
        json.writeNumberField("caught", proof.controlsCaught());
        json.writeEndObject();
        json.writeArrayFieldStart("scenarios");
        for (Report.Scenario scenario : proof.scenarios()) {
            json.writeStartObject();
            json.writeStringField("id", scenario.id());
            json.writeStringField("verdict", scenario.verdict());
            json.writeStringField("detail", scenario.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings("not_seen", proof.notSeen());
        json.writeBooleanField("sealed", proof.sealed());
        json.writeNumberField("took_ms", proof.tookMillis());
        json.writeArrayFieldStart("parties");
        for (Report.Party party : proof.parties()) {
            json.writeStartObject();
            json.writeStringField("name", party.name());
            group("registration", party.registration(), this::registration);
            group("media", party.media(), this::media);
            group("heard", party.heard(), this::heard);
            group("wire", Optional.of(party.wire()), this::wire);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void noProof() throws IOException {
        for (String name : List.of(
                "stage",
                "frames",
                "bytes",
                "canary",
                "controls",
                "scenarios",
                "not_seen",
                "sealed",
                "took_ms",
                "parties")) {
            json.writeNullField(name);
        }
    }

    private void bytes(Report.Bytes bytes) throws IOException {
        json.writeNumberField("tls", bytes.tls());
        json.writeNumberField("srtp", bytes.srtp());
        json.writeNumberField("srtcp", bytes.srtcp());
        json.writeNumberField("dns", bytes.dns());
        json.writeNumberField("link", bytes.link());
        json.writeNumberField("control", bytes.control());
        json.writeNumberField("peer", bytes.peer());
        json.writeNumberField("unknown", bytes.unknown());
    }

    private void reasons(List<Refusal> reasons) throws IOException {
        json.writeArrayFieldStart("reasons");
        for (Refusal refusal : reasons) {
            json.writeStartObject();
            json.writeStringField("code", refusal.reason().code());
            json.writeStringField(
                    "text",
                    refusal.detail().isEmpty()
                            ? refusal.reason().title()
                            : refusal.reason().title() + ": " + refusal.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void number(String name, Optional<Long> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private void text(String name, Optional<String> value) throws IOException {
        json.writeStringField(name, value.orElse(null));
    }

    /** A number that is no number has no place in JSON. */
    private void decimal(String name, Optional<Double> value, int digits) throws IOException {
        if (value.isEmpty() || !Double.isFinite(value.get())) {
            json.writeNullField(name);
        } else {
            BigDecimal rounded = BigDecimal.valueOf(value.get())
                    .setScale(digits, RoundingMode.HALF_UP)
                    .stripTrailingZeros();
            json.writeFieldName(name);
            json.writeNumber(rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded);
        }
    }

    private <T> void group(String name, Optional<T> value, Fields<T> fields) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        fields.write(value.get());
        json.writeEndObject();
    }

    /** Writes the fields of one group. */
    @FunctionalInterface
    private interface Fields<T> {
        void write(T group) throws IOException;
    }
}
