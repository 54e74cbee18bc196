package org.sealphone.ua.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.DigitReport;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;

class JournalLinesTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
    private static final Refusal WHY = new Refusal(CryptoReason.NET_04, "gone");

    @Test
    void each_event_is_one_line_with_version_type_and_time() {
        CallId call = new CallId(3);
        TlsFacts facts = new TlsFacts(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                "x25519",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5061),
                "pbx.example",
                IdentityMode.RFC5922,
                AT,
                "sha256/x",
                false,
                false);
        MediaReport media = new MediaReport(
                Codec.PCMU,
                SrtpSuite.AEAD_AES_256_GCM,
                5,
                4,
                1,
                0,
                0,
                0,
                0,
                1,
                1,
                6,
                1.5,
                OptionalDouble.empty(),
                OptionalDouble.of(4.2),
                OptionalDouble.empty(),
                new SendLateness(List.of(), 0),
                new DigitReport(Optional.of("42"), 0, 0),
                Optional.empty());
        CallReport report = new CallReport(
                call,
                CallDirection.OUTGOING,
                "sips:b@c",
                "B",
                Optional.of(200),
                "OK",
                Optional.of(12L),
                Optional.of(1000L),
                EndedBy.LOCAL,
                new End.Ok(),
                Optional.of(media),
                List.of());
        CallReport bare = new CallReport(
                call,
                CallDirection.INCOMING,
                "sips:b@c",
                "B",
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                EndedBy.NETWORK,
                new End.Unreachable(WHY),
                Optional.empty(),
                List.of());
        List<UaEvent> events = List.of(
                new UaEvent.FlowUp(AT, facts),
                new UaEvent.FlowFailed(AT, WHY),
                new UaEvent.FlowLost(AT, WHY),
                new UaEvent.Registered(
                        AT, new RegistrationFacts(true, Optional.of(200), Optional.of(60L), Optional.of("SHA-256"))),
                new UaEvent.RegistrationFailed(AT, new End.RejectedByPeer(403, "No")),
                new UaEvent.Unregistered(AT),
                new UaEvent.Dialling(AT, call, "sips:b@c"),
                new UaEvent.Progress(AT, call, 180, "Ringing"),
                new UaEvent.IncomingCall(AT, call, "sips:b@c", "B \"\\\u001b\n\u00fc"),
                new UaEvent.CallRefused(AT, call, "sips:b@c", 486, WHY),
                new UaEvent.Established(AT, call, Codec.PCMA, SrtpSuite.AES_CM_128_HMAC_SHA1_80),
                new UaEvent.CallEnded(AT, report),
                new UaEvent.CallEnded(AT, bare),
                new UaEvent.Found(AT, new Finding(Severity.MEDIUM, WHY)),
                new UaEvent.MessageRefused(AT, WHY),
                new UaEvent.TransferAsked(AT, call, "sips:c@d", "sips:b@c"),
                new UaEvent.TransferProgress(AT, call, 486, "Busy"),
                new UaEvent.CallReplaces(AT, call, new CallId(9)),
                new UaEvent.MessagesWaiting(AT, true, Optional.of(2), Optional.empty()));
        List<String> lines = events.stream().map(JournalLines::of).toList();
        assertThat(lines).allSatisfy(line -> assertThat(line)
                .startsWith("{\"v\":1,\"type\":\"")
                .contains("\"at\":\"2026-11-23T12:00:00Z\"")
                .endsWith("}")
                .matches("[ -~]*"));
        assertThat(lines.get(0)).contains("\"type\":\"flow-up\"").contains("\"peer\":\"127.0.0.1:5061\"");
        assertThat(lines.get(3)).contains("\"expires\":60").contains("\"digest\":\"SHA-256\"");
        assertThat(lines.get(8)).contains("\"name\":\"B \\\"\\\\\\u001b\\u000a\\u00fc\"");
        assertThat(lines.get(11))
                .contains("\"setup_ms\":12")
                .contains("\"media\":{\"codec\":\"PCMU\"")
                .contains("\"mos\":4.2")
                .contains("\"exit\":0");
        assertThat(lines.get(15)).contains("\"type\":\"transfer-asked\"").contains("\"by\":\"sips:b@c\"");
        assertThat(lines.get(16)).contains("\"status\":486");
        assertThat(lines.get(17)).contains("\"replaced\":\"call-9\"");
        assertThat(lines.get(18)).contains("\"waiting\":true,\"new\":2,\"old\":null");
        assertThat(lines.get(12))
                .contains("\"status\":null")
                .contains("\"media\":null")
                .contains("\"code\":\"NET-04\"")
                .contains("\"exit\":6");
    }
}
