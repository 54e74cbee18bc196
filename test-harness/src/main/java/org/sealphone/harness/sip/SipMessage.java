package org.sealphone.harness.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A SIP request or response; immutable. Octets are held as ISO-8859-1 text, one character each, so that a message passes through
 * unchanged whatever its character set.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {
    SipHeaders headers();

    String body();

    /** The first line, without its line end. */
    String startLine();

    /** The same message with other header fields. */
    SipMessage withHeaders(SipHeaders headers);

    default String callId() {
        return headers().required("Call-ID");
    }

    default CSeq cseq() {
        return CSeq.parse(headers().required("CSeq")).orElseThrow();
    }

    default NameAddr from() {
        return NameAddr.parse(headers().required("From")).orElseThrow();
    }

    default NameAddr to() {
        return NameAddr.parse(headers().required("To")).orElseThrow();
    }

    default Via topVia() {
        return Via.parse(headers().elements("Via").get(0)).orElseThrow();
    }

    default Optional<String> fromTag() {
        return from().parameter("tag");
    }

    default Optional<String> toTag() {
        return to().parameter("tag");
    }

    /** True when the body is an SDP. */
    default boolean hasSdp() {
        return !body().isEmpty()
                && headers()
                        .first("Content-Type")
                        .filter(type -> type.toLowerCase(java.util.Locale.ROOT).startsWith("application/sdp"))
                        .isPresent();
    }

    /** The message as it goes onto the wire; Content-Length comes last among the header fields. */
    default String text() {
        StringBuilder text = new StringBuilder(startLine()).append("\r\n");
        for (SipHeaders.Field field : headers().fields()) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return text.append("Content-Length: ")
                .append(body().length())
                .append("\r\n\r\n")
                .append(body())
                .toString();
    }

    default byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }
}
