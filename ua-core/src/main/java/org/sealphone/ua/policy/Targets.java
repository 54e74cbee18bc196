package org.sealphone.ua.policy;

import java.util.Locale;
import java.util.Optional;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/**
 * Reads targets: {@code sips:} and {@code sip:} URIs (RFC 3261 19.1), {@code tls:host:port}, {@code tel:} and bare numbers and names of
 * the account's domain. What asks for a transport without TLS is understood, named and refused; what carries headers, a password, quotes
 * or control characters cannot be read at all. Stateless.
 */
public final class Targets {
    private static final int LONGEST = 1024;

    private Targets() {}

    /** Reads what stands for a server: registrar, outbound proxy, the target of a ping. */
    public static TargetOutcome server(String text) {
        return read(text, Optional.empty());
    }

    /** Reads what somebody wants to call from an account at this trunk. */
    public static TargetOutcome callee(String text, SipTarget trunk) {
        return read(text, Optional.of(trunk.server()));
    }

    private static TargetOutcome read(String typed, Optional<SipTarget> trunk) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > LONGEST || !isVisibleAscii(text)) {
            return malformed(typed);
        }
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        switch (scheme) {
            case "sips":
                return uri(typed, rest, TargetScheme.SIPS, trunk);
            case "sip":
                return uri(typed, rest, TargetScheme.SIP_TLS, trunk);
            case "tls":
                return rest.indexOf('@') >= 0 || rest.indexOf(';') >= 0
                        ? malformed(typed)
                        : hostAndPort(typed, rest, TargetScheme.SIP_TLS, Optional.empty());
            case "udp":
            case "tcp":
            case "ws":
            case "wss":
            case "sctp":
            case "http":
            case "https":
                return refused(UaReason.GUARD_01, typed);
            case "tel":
                return trunk.map(at -> number(typed, rest, at)).orElseGet(() -> refused(UaReason.GUARD_04, typed));
            default:
                return bare(typed, text, trunk, colon);
        }
    }

    private static TargetOutcome bare(String typed, String text, Optional<SipTarget> trunk, int colon) {
        if (trunk.isEmpty()) {
            return colon > 0 && isScheme(text.substring(0, colon))
                    ? refused(UaReason.GUARD_04, typed)
                    : malformed(typed);
        }
        int at = text.lastIndexOf('@');
        if (colon > 0 && colon < at && isScheme(text.substring(0, colon))) {
            return refused(UaReason.GUARD_04, typed);
        }
        if (at >= 0) {
            return uri(typed, text, trunk.get().scheme(), trunk);
        }
        if (colon >= 0) {
            return refused(UaReason.GUARD_04, typed);
        }
        return text.indexOf(';') >= 0 || text.indexOf('?') >= 0 || text.indexOf('"') >= 0 || text.indexOf('<') >= 0
                ? malformed(typed)
                : new TargetOutcome.Accepted(trunk.get().withUser(text));
    }

    /** RFC 3966: visual separators mean nothing; parameters are not for us. */
    private static TargetOutcome number(String typed, String rest, SipTarget trunk) {
        String digits = rest.replaceAll("[-.()]", "");
        return digits.matches("\\+?[0-9*#]{1,32}")
                ? new TargetOutcome.Accepted(trunk.withUser(digits))
                : malformed(typed);
    }

    private static TargetOutcome uri(String typed, String rest, TargetScheme scheme, Optional<SipTarget> trunk) {
        int at = rest.indexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        String tail = rest.substring(at + 1);
        if (tail.indexOf('@') >= 0 || tail.indexOf('?') >= 0 || (at >= 0 && !UserPart.isWellFormed(user))) {
            return malformed(typed);
        }
        String[] parts = tail.split(";", -1);
        boolean tls = scheme == TargetScheme.SIPS;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].toLowerCase(Locale.ROOT);
            if (parameter.equals("transport=tls")) {
                tls = true;
            } else if (parameter.startsWith("transport=")) {
                return refused(UaReason.GUARD_02, typed);
            } else if (!parameter.equals("user=phone") && !parameter.equals("lr")) {
                return malformed(typed);
            }
        }
        Optional<String> name = at < 0 ? Optional.empty() : Optional.of(user);
        TargetOutcome read = hostAndPort(typed, parts[0], scheme, name);
        boolean sure = tls;
        return read.fold(target -> sure ? read : ofTheDomain(typed, target, trunk), refused -> read, malformed -> read);
    }

    /** A sip: URI of the account's own domain goes over its flow, so it is written the way the account writes itself (SIPS-01 upwards only). */
    private static TargetOutcome ofTheDomain(String typed, SipTarget target, Optional<SipTarget> trunk) {
        if (trunk.isPresent() && trunk.get().host().equals(target.host())) {
            SipTarget home = trunk.get();
            return new TargetOutcome.Accepted(new SipTarget(
                    home.scheme(),
                    target.user(),
                    home.host(),
                    home.writtenPort().orElse(-1)));
        }
        return refused(UaReason.GUARD_03, typed);
    }

    private static TargetOutcome hostAndPort(String typed, String text, TargetScheme scheme, Optional<String> user) {
        String host;
        String port;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || !isIpv6(text.substring(1, end))) {
                return malformed(typed);
            }
            host = text.substring(1, end);
            port = text.substring(end + 1);
        } else {
            int colon = text.indexOf(':');
            host = colon < 0 ? text : text.substring(0, colon);
            port = colon < 0 ? "" : text.substring(colon);
            if (!isHost(host)) {
                return malformed(typed);
            }
        }
        if (!port.isEmpty() && !port.matches(":[0-9]{1,5}")) {
            return malformed(typed);
        }
        int number = port.isEmpty() ? -1 : Integer.parseInt(port.substring(1));
        if (number == 0 || number > 65535) {
            return malformed(typed);
        }
        return new TargetOutcome.Accepted(new SipTarget(scheme, user, host.toLowerCase(Locale.ROOT), number));
    }

    private static boolean isHost(String host) {
        if (host.isEmpty() || host.length() > 253 || host.matches("[0-9.]+")) {
            return host.matches("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
        }
        for (String label : host.split("\\.", -1)) {
            boolean trailingDot = label.isEmpty() && host.endsWith(".");
            if (trailingDot || !label.matches("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")) {
                return false;
            }
        }
        return true;
    }

    /** Shape only: eight groups or fewer with one gap. What is not an address in the end fails to connect. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        boolean oneGap = gap < 0 || text.indexOf("::", gap + 1) < 0;
        String[] groups = text.split(":", -1);
        return text.matches("[0-9A-Fa-f:]+(\\d{1,3}(\\.\\d{1,3}){3})?")
                && oneGap
                && groups.length >= 3
                && (gap >= 0 ? groups.length <= 9 : groups.length == 8 || text.indexOf('.') >= 0)
                && java.util.Arrays.stream(groups).allMatch(group -> group.length() <= 4 || group.indexOf('.') > 0);
    }

    private static boolean isScheme(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]*") && text.indexOf('.') < 0;
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static TargetOutcome refused(UaReason reason, String typed) {
        return new TargetOutcome.Refused(new Refusal(reason, Excerpt.of(typed)));
    }

    private static TargetOutcome malformed(String typed) {
        return new TargetOutcome.Malformed(new Refusal(UaReason.GUARD_05, Excerpt.of(typed)));
    }
}
