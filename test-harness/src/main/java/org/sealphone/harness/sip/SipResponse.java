package org.sealphone.harness.sip;

import java.util.ArrayList;
import java.util.List;

/** A response (RFC 3261, 7.2). */
public record SipResponse(int status, String reason, SipHeaders headers, String body) implements SipMessage {
    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    public boolean provisional() {
        return status < 200;
    }

    public boolean success() {
        return status >= 200 && status < 300;
    }

    @Override
    public SipResponse withHeaders(SipHeaders changed) {
        return new SipResponse(status, reason, changed, body);
    }

    public SipResponse with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public SipResponse withSdp(String sdp) {
        return new SipResponse(status, reason, headers.replaced("Content-Type", "application/sdp"), sdp);
    }

    public SipResponse withStatus(int changed, String phrase) {
        return new SipResponse(changed, phrase, headers, body);
    }

    SipResponse withToTag(String tag) {
        List<SipHeaders.Field> fields = new ArrayList<>();
        for (SipHeaders.Field field : headers.fields()) {
            fields.add(field.is("To") ? new SipHeaders.Field("To", field.value() + ";tag=" + tag) : field);
        }
        return withHeaders(SipHeaders.of(fields));
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
