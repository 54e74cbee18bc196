package org.sealphone.harness.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261, 19.1.1). Header fields after a question mark are refused: nobody here has a use for them.
 *
 * @param port -1 where none is written
 * @param parameters by name in lower case
 */
public record SipUri(String scheme, String user, String host, int port, Map<String, String> parameters) {
    public static Optional<SipUri> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0
                || text.indexOf('?') >= 0
                || text.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"')) {
            return Optional.empty();
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return Optional.empty();
        }
        String rest = text.substring(colon + 1);
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        if (at == 0) {
            return Optional.empty();
        }
        String tail = rest.substring(at + 1);
        int semicolon = tail.indexOf(';');
        String hostPort = semicolon < 0 ? tail : tail.substring(0, semicolon);
        Optional<Map<String, String>> parameters =
                Words.parameters(semicolon < 0 ? "" : tail.substring(semicolon + 1), ';');
        Optional<HostPort> parsed = HostPort.parse(hostPort);
        if (parameters.isEmpty() || parsed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SipUri(scheme, user, parsed.get().host(), parsed.get().port(), Map.copyOf(parameters.get())));
    }

    /** True when the URI asks for TLS: by its scheme or by its transport parameter. */
    public boolean asksForTls() {
        String transport = parameters.getOrDefault("transport", "");
        return scheme.equals("sips")
                ? transport.isEmpty() || transport.equalsIgnoreCase("tls") || transport.equalsIgnoreCase("tcp")
                : transport.equalsIgnoreCase("tls");
    }

    /** The user part with its percent escapes decoded and without a password. */
    public String plainUser() {
        String name = user.indexOf(':') < 0 ? user : user.substring(0, user.indexOf(':'));
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%' && isHex(name, i + 1) && isHex(name, i + 2)) {
                plain.append((char) Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                plain.append(name.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
    }
}
