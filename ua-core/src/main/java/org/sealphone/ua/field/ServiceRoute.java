package org.sealphone.ua.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.ua.report.UaReason;

/**
 * The way that requests of ours are to take behind the registrar (RFC 3608 6.1). It only says what stands in Route: everything goes over
 * the verified flow whatever it says. Routes that lead over anything but TLS, or that cannot be read, refuse the whole registration
 * (SIP-09). Stateless.
 */
public final class ServiceRoute {
    private ServiceRoute() {}

    /**
     * The routes, each in brackets as it goes into Route.
     *
     * @param lines the values of Service-Route as they came
     */
    public static Outcome<List<String>> read(List<String> lines) {
        Optional<List<String>> values = FieldList.of(lines);
        if (values.isEmpty()) {
            return Outcome.refused(UaReason.SIP_09, "a Service-Route that cannot be read");
        }
        List<String> routes = new ArrayList<>();
        for (String value : values.get()) {
            Optional<NameAddr> hop = NameAddr.parse(value);
            if (hop.isEmpty() || !overTls(hop.get().uri())) {
                return Outcome.refused(UaReason.SIP_09, Excerpt.of(value));
            }
            routes.add("<" + hop.get().uri() + ">");
        }
        return Outcome.granted(List.copyOf(routes));
    }

    /** The URIs of a field that is only shown, such as Path (RFC 3327); what cannot be read is left out. */
    public static List<String> shown(List<String> lines) {
        return FieldList.of(lines).orElse(List.of()).stream()
                .flatMap(value -> NameAddr.parse(value).stream())
                .map(hop -> CleanText.of(hop.uri()))
                .toList();
    }

    /** A sips: URI, or sip: with transport=tls; loose, because a strict router would rewrite whom the request is for. */
    private static boolean overTls(String uri) {
        String[] parts = uri.toLowerCase(Locale.ROOT).split(";", -1);
        boolean sips = parts[0].startsWith("sips:");
        boolean tls = sips;
        boolean loose = false;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("transport=")) {
                tls = parts[i].equals("transport=tls");
                sips &= tls;
            }
            loose |= parts[i].equals("lr") || parts[i].startsWith("lr=");
        }
        return (sips || (parts[0].startsWith("sip:") && tls)) && loose && uri.indexOf('?') < 0;
    }
}
