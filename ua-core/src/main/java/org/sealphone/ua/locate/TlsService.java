package org.sealphone.ua.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.ua.policy.SipTarget;

/**
 * SIP over TLS in the domain name system (RFC 3263 sections 4.1 and 4.2). What is served over UDP or TCP is passed over, whatever it is
 * preferred to: it is nothing that this phone could use (DNS-01).
 */
public final class TlsService {
    /** The service of NAPTR records that leads to SIP over TLS over TCP. */
    private static final String SIPS_D2T = "SIPS+D2T";

    private static final int MOST_NAMES = 4;
    private static final int MOST_PLACES = 8;

    private TlsService() {}

    /**
     * Whether name servers know more of it than an address: not of a literal address, nor where the port is written (RFC 3263 section
     * 4.2), nor of names of this machine or its link (RFC 6761, RFC 6762).
     */
    public static boolean knows(SipTarget target) {
        String host = target.host();
        return !target.isAddress()
                && target.writtenPort().isEmpty()
                && host.indexOf('.') > 0
                && !host.endsWith(".localhost")
                && !host.endsWith(".local");
    }

    /** The names of services to ask for, in order: those that the domain points to, else the usual one. Never empty. */
    public static List<String> names(String domain, List<NamingPointer> pointers) {
        List<String> named = pointers.stream()
                .filter(pointer ->
                        pointer.flags().equals("s") && pointer.service().equals(SIPS_D2T))
                .sorted(Comparator.comparingInt(NamingPointer::order).thenComparingInt(NamingPointer::preference))
                .map(NamingPointer::replacement)
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        return named.isEmpty() ? List.of("_sips._tcp." + domain) : named;
    }

    /**
     * Where to knock, in order: by priority, and by chance in the proportion of the weights among equals (RFC 2782). Empty where there
     * are no records: then the domain itself is the place. A service that is decidedly not there is a refusal.
     */
    public static Outcome<List<Place>> places(String name, List<ServiceRecord> records, RandomGenerator random) {
        if (records.size() == 1 && records.get(0).target().equals(ServiceRecord.NOWHERE)) {
            return Outcome.refused(CryptoReason.DNS_01, name);
        }
        Map<Integer, List<ServiceRecord>> byPriority = records.stream()
                .filter(record -> record.port() > 0 && !record.target().equals(ServiceRecord.NOWHERE))
                .collect(Collectors.groupingBy(ServiceRecord::priority, TreeMap::new, Collectors.toList()));
        return Outcome.granted(byPriority.values().stream()
                .flatMap(equals -> drawn(equals, random).stream())
                .map(record -> new Place(record.target(), record.port()))
                .distinct()
                .limit(MOST_PLACES)
                .toList());
    }

    /** Records of weight 0 stand first, so that they are drawn seldom while others have weight (RFC 2782, "Weight"). */
    private static List<ServiceRecord> drawn(List<ServiceRecord> equals, RandomGenerator random) {
        List<ServiceRecord> left = new ArrayList<>(equals);
        left.sort(Comparator.comparingInt(record -> Math.min(1, record.weight())));
        List<ServiceRecord> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int sum = left.stream().mapToInt(ServiceRecord::weight).sum();
            int chosen = random.nextInt(sum + 1);
            int running = 0;
            int at = -1;
            do {
                running += left.get(++at).weight();
            } while (running < chosen);
            order.add(left.remove(at));
        }
        return order;
    }
}
