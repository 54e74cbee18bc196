package org.sealphone.ua.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/**
 * A request of ours in the making, line by line. A value with a control character in it refuses the whole request (CWE-93): nothing is
 * dropped in silence, and nothing that a person typed can become a header of its own. Owner: {@code ua-loop}.
 */
final class MessageText {
    private final StringBuilder text = new StringBuilder(1024);
    private boolean tainted;

    private MessageText() {}

    static MessageText request(String method, String uri) {
        MessageText made = new MessageText();
        made.tainted =
                uri.isEmpty() || uri.chars().anyMatch(c -> c <= 0x20 || c >= 0x7F || c == '<' || c == '>' || c == '"');
        made.text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        return made;
    }

    MessageText header(String name, String value) {
        tainted |= value.chars()
                .anyMatch(c -> c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029);
        text.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** RFC 3261 25.1: a quoted string, with backslash and quote escaped. */
    static String quoted(String plain) {
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The request as JAIN-SIP reads it, after it has passed the checks that a request of a peer has to pass. */
    Outcome<SIPRequest> parse(Optional<byte[]> sdp) {
        if (tainted) {
            return Outcome.refused(UaReason.GUARD_08, "");
        }
        byte[] body = sdp.orElse(new byte[0]);
        sdp.ifPresent(present -> header("Content-Type", "application/sdp"));
        header("Content-Length", Integer.toString(body.length));
        byte[] head = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        Optional<Refusal> unsound =
                MessageValidator.check(whole, head.length).fold(sound -> Optional.empty(), Optional::of);
        if (unsound.isPresent()) {
            return Outcome.refused(UaReason.GUARD_08, unsound.get().detail());
        }
        JainCall.Result<SIPRequest> parsed = JainCall.get(() -> {
            SIPRequest request =
                    (SIPRequest) new StringMsgParser().parseSIPMessage(whole, true, false, StrictHeaders.ALL);
            request.checkHeaders();
            return request;
        });
        return parsed.value().isPresent()
                ? Outcome.granted(parsed.value().get())
                : Outcome.refused(UaReason.GUARD_08, "a header that cannot be read back");
    }
}
