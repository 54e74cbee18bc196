package org.sealphone.ua.journal;

import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.UaEvent;

/**
 * Events as JSON objects, one a line, each with {@code "v":1}, {@code "type"} and {@code "at"}. Events hold no secrets, so neither do the
 * lines. Stateless.
 */
public final class JournalLines {
    private JournalLines() {}

    /** The line of an event, without a line end. */
    public static String of(UaEvent event) {
        JsonLine line = new JsonLine().put("v", 1).put("type", typeOf(event)).put("at", event.at());
        if (event instanceof UaEvent.FlowUp up) {
            flow(line, up.facts());
        } else if (event instanceof UaEvent.FlowFailed failed) {
            refusal(line, failed.refusal());
        } else if (event instanceof UaEvent.FlowLost lost) {
            refusal(line, lost.refusal());
        } else if (event instanceof UaEvent.Registered registered) {
            line.put("status", registered.facts().status())
                    .put("expires", registered.facts().expiresSeconds())
                    .put("digest", registered.facts().digest())
                    .put("path", registered.facts().path())
                    .put("service_route", registered.facts().serviceRoute());
        } else if (event instanceof UaEvent.RegistrationFailed failed) {
            end(line, failed.end());
        } else if (event instanceof UaEvent.Found found) {
            line.put("severity", found.finding().severity());
            refusal(line, found.finding().what());
        } else if (event instanceof UaEvent.MessagesWaiting mail) {
            line.put("waiting", mail.waiting()).put("new", mail.fresh()).put("old", mail.heard());
        } else if (event instanceof UaEvent.MessageRefused refused) {
            refusal(line, refused.refusal());
        } else {
            call(line, event);
        }
        return line.end();
    }

    private static void call(JsonLine line, UaEvent event) {
        if (event instanceof UaEvent.Dialling dialling) {
            line.put("call", dialling.call()).put("target", dialling.target());
        } else if (event instanceof UaEvent.Progress progress) {
            line.put("call", progress.call()).put("status", progress.status()).put("phrase", progress.reasonPhrase());
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            line.put("call", incoming.call()).put("from", incoming.from()).put("name", incoming.displayName());
        } else if (event instanceof UaEvent.CallerKnown known) {
            CallerLine.put(line.put("call", known.call()), known.caller());
        } else if (event instanceof UaEvent.ReasonGiven given) {
            line.put("call", given.call())
                    .put("protocol", given.reason().protocol())
                    .put("cause", given.reason().cause())
                    .put("words", given.reason().text());
        } else if (event instanceof UaEvent.CallRefused refused) {
            line.put("call", refused.call()).put("from", refused.from()).put("status", refused.status());
            refusal(line, refused.refusal());
        } else if (event instanceof UaEvent.Established established) {
            line.put("call", established.call())
                    .put("codec", established.codec().encodingName())
                    .put("srtp_suite", established.suite());
        } else if (event instanceof UaEvent.CallChanged changed) {
            line.put("call", changed.call())
                    .put("hold", changed.hold())
                    .put("codec", changed.codec().encodingName())
                    .put("srtp_suite", changed.suite());
        } else if (event instanceof UaEvent.TransferAsked asked) {
            line.put("call", asked.call()).put("target", asked.target()).put("by", asked.by());
        } else if (event instanceof UaEvent.TransferProgress told) {
            line.put("call", told.call()).put("status", told.status()).put("phrase", told.reasonPhrase());
        } else if (event instanceof UaEvent.CallReplaces replaces) {
            line.put("call", replaces.call()).put("replaced", replaces.replaced());
        } else if (event instanceof UaEvent.CallCutOff cut) {
            line.put("call", cut.call());
        } else if (event instanceof UaEvent.CallRepaired repaired) {
            line.put("call", repaired.call());
        } else if (event instanceof UaEvent.DigitReceived received) {
            // That a key was pressed, not which: it may belong to a PIN.
            line.put("call", received.call());
        } else if (event instanceof UaEvent.CallEnded ended) {
            report(line, ended.report());
        }
    }

    private static void report(JsonLine line, CallReport report) {
        line.put("call", report.id())
                .put("direction", report.direction())
                .put("target", report.target())
                .put("status", report.status())
                .put("setup_ms", report.setupMillis())
                .put("duration_ms", report.durationMillis())
                .put("ended_by", report.endedBy());
        end(line, report.end());
        line.put("media", report.media().map(JournalLines::media));
    }

    private static JsonLine media(MediaReport media) {
        return new JsonLine()
                .put("codec", media.codec().encodingName())
                .put("srtp_suite", media.suite())
                .put("tx_packets", media.txPackets())
                .put("rx_packets", media.rxPackets())
                .put("rx_lost", media.rxLost())
                .put("rx_auth_failed", media.rxAuthFailed())
                .put("rx_replayed", media.rxReplayed())
                .put("rtcp_tx", media.rtcpTx())
                .put("rtcp_rx", media.rtcpRx())
                .put("jitter_ms", media.jitterMillis())
                .put("mos", media.mos().isPresent() ? media.mos().getAsDouble() : null);
    }

    private static void flow(JsonLine line, TlsFacts facts) {
        line.put("protocol", facts.protocol())
                .put("suite", facts.suite())
                .put("group", facts.group())
                .put(
                        "peer",
                        facts.peerAddress().getAddress().getHostAddress() + ":"
                                + facts.peerAddress().getPort())
                .put("identity", facts.identity());
    }

    private static void end(JsonLine line, End end) {
        line.put("end", end.getClass().getSimpleName()).put("exit", end.exitCode());
        end.reason().ifPresent(refusal -> refusal(line, refusal));
    }

    private static void refusal(JsonLine line, Refusal refusal) {
        line.put("code", refusal.reason().code()).put("text", refusal.text());
    }

    /** The name of the event's class, in lower case with hyphens. */
    private static String typeOf(UaEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
