package org.sealphone.harness.sip;

import java.util.Map;
import java.util.Optional;

/**
 * The value of a From, To, Contact, Route or Record-Route: an address and the parameters of the header field (RFC 3261, 20.10). Without
 * angle brackets every parameter is the field's, none the URI's.
 */
public record NameAddr(String display, String uri, Map<String, String> parameters) {
    public static Optional<NameAddr> parse(String value) {
        String text = value.trim();
        int open = firstUnquoted(text, '<');
        if (open < 0) {
            int semicolon = text.indexOf(';');
            String uri = semicolon < 0 ? text : text.substring(0, semicolon).trim();
            return build("", uri, semicolon < 0 ? "" : text.substring(semicolon + 1));
        }
        int close = text.indexOf('>', open);
        if (close < 0) {
            return Optional.empty();
        }
        String after = text.substring(close + 1).trim();
        if (!after.isEmpty() && after.charAt(0) != ';') {
            return Optional.empty();
        }
        return Words.unquote(text.substring(0, open).trim())
                .flatMap(display ->
                        build(display, text.substring(open + 1, close), after.isEmpty() ? "" : after.substring(1)));
    }

    private static Optional<NameAddr> build(String display, String uri, String parameters) {
        if (uri.isEmpty() || uri.chars().anyMatch(c -> c <= ' ')) {
            return Optional.empty();
        }
        return Words.parameters(parameters, ';').map(read -> new NameAddr(display, uri, read));
    }

    private static int firstUnquoted(String text, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == wanted) {
                return i;
            }
        }
        return -1;
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The address as a SIP URI, where it is one. */
    public Optional<SipUri> sipUri() {
        return SipUri.parse(uri);
    }
}
