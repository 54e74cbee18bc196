package org.sealphone.media.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An {@code a=} line: a property ({@code a=rtcp-mux}) or a value ({@code a=ptime:20}). Never a crypto line, which is
 * kept apart.
 */
record SdpAttribute(String name, @Nullable String value) {
    static SdpAttribute of(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SdpAttribute(text, null)
                : new SdpAttribute(text.substring(0, colon), text.substring(colon + 1));
    }

    String text() {
        return value == null ? name : name + ":" + value;
    }
}
