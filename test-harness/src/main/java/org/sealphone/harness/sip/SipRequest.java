package org.sealphone.harness.sip;

/** A request (RFC 3261, 7.1). */
public record SipRequest(String method, String uri, SipHeaders headers, String body) implements SipMessage {
    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    public boolean is(String other) {
        return method.equals(other);
    }

    /** True for a request inside a dialog: its To has a tag. */
    public boolean inDialog() {
        return toTag().isPresent();
    }

    @Override
    public SipRequest withHeaders(SipHeaders changed) {
        return new SipRequest(method, uri, changed, body);
    }

    public SipRequest withUri(String changed) {
        return new SipRequest(method, changed, headers, body);
    }

    public SipRequest withBody(String changed) {
        return new SipRequest(method, uri, headers, changed);
    }

    /** A response to this request with the header fields of RFC 3261, 8.2.6.2 copied; the To gets no tag here. */
    public SipResponse response(int status, String reason) {
        SipHeaders copied = SipHeaders.empty().withAll("Via", headers.all("Via"));
        for (String name : new String[] {"From", "To", "Call-ID", "CSeq"}) {
            copied = copied.with(name, headers.required(name));
        }
        return new SipResponse(status, reason, copied, "");
    }

    /** As {@link #response(int, String)}, with a tag in the To where there is none yet. */
    public SipResponse response(int status, String reason, String toTag) {
        SipResponse response = response(status, reason);
        return inDialog() ? response : response.withToTag(toTag);
    }

    /** The first line without the target: bodies and header fields may be secrets. */
    @Override
    public String toString() {
        return method;
    }
}
