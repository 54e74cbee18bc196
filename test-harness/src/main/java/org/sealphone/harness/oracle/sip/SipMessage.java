package org.sealphone.harness.oracle.sip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a SIP message (RFC 3261, 7) as the oracle needs to follow calls. The text holds secrets: who shows it blanks them. */
public final class SipMessage {
    private static final Pattern CSEQ = Pattern.compile("([0-9]{1,10})\\s+([A-Z]{1,20})");
    private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;\\s,]{1,200})", Pattern.CASE_INSENSITIVE);

    private final boolean fromClient;
    private final Instant time;
    private final String startLine;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    SipMessage(boolean fromClient, Instant time, String startLine, Map<String, List<String>> headers, byte[] body) {
        this.fromClient = fromClient;
        this.time = time;
        this.startLine = startLine;
        this.headers = headers;
        this.body = body;
    }

    /** The whole message, its header names in lower case. */
    public String text() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> text.append(name).append(": ").append(value).append("\r\n")));
        return text.append("\r\n")
                .append(new String(body, StandardCharsets.ISO_8859_1))
                .toString();
    }

    public boolean fromClient() {
        return fromClient;
    }

    /** When its last octet was on the wire. */
    public Instant time() {
        return time;
    }

    /** The status, or 0 for a request. */
    public int status() {
        return startLine.startsWith("SIP/2.0 ") ? Integer.parseInt(startLine.substring(8, 11)) : 0;
    }

    /** A request's own method, or that of the request that a response answers. */
    public String method() {
        return status() == 0
                ? startLine.substring(0, startLine.indexOf(' '))
                : cseq().map(m -> m.group(2)).orElse("");
    }

    /** CSeq number, or -1. */
    public long sequence() {
        return cseq().map(m -> Long.parseLong(m.group(1))).orElse(-1L);
    }

    private Optional<Matcher> cseq() {
        Matcher matcher = CSEQ.matcher(header("cseq"));
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    public String callId() {
        return header("call-id");
    }

    public String toTag() {
        return tag("to");
    }

    public String fromTag() {
        return tag("from");
    }

    private String tag(String header) {
        Matcher matcher = TAG.matcher(header(header));
        return matcher.find() ? matcher.group(1) : "";
    }

    public Optional<SdpView> sdp() {
        boolean named = header("content-type").toLowerCase(Locale.ROOT).startsWith("application/sdp");
        return named ? SdpView.parse(new String(body, StandardCharsets.ISO_8859_1)) : Optional.empty();
    }

    private String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
