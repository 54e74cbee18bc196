package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealphone.harness.sip.NameAddr;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.sip.SipUri;

/**
 * The registrar and its location service (RFC 3261, 10.3): contacts of authenticated users, each bound to the flow it came over, since a
 * flow is the only way back. At most eight contacts for a user. Refuses a contact without TLS (400), an expiry below the shortest (423), a
 * CSeq that runs backwards (500). Owned by the loop thread.
 */
final class Registrar {
    private static final int MOST_CONTACTS = 8;

    private final TrunkSettings settings;
    private final TrunkLoop loop;
    private final TrunkCounters counters;
    private final Tags tags;
    private final Map<String, Map<String, Binding>> bindings = new LinkedHashMap<>();

    Registrar(TrunkSettings settings, TrunkLoop loop, TrunkCounters counters, Tags tags) {
        this.settings = settings;
        this.loop = loop;
        this.counters = counters;
        this.tags = tags;
    }

    /** One contact of a user. */
    record Binding(String user, NameAddr contact, Flow flow, String callId, long cseq, long deadline, Timer expiry) {
        long seconds() {
            return Math.max(0, (deadline - System.nanoTime() + 999_999_999) / 1_000_000_000);
        }
    }

    /** The contact that a user registered last. */
    Optional<Binding> binding(String user) {
        List<Binding> all =
                new ArrayList<>(bindings.getOrDefault(user, Map.of()).values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    boolean knows(String user) {
        return settings.hashes().containsKey(user);
    }

    SipResponse register(Flow flow, SipRequest request, String user) {
        Optional<String> addressed = request.to().sipUri().map(SipUri::plainUser);
        if (!addressed.equals(Optional.of(user))) {
            return request.response(403, "Forbidden", tags.fresh());
        }
        List<NameAddr> contacts = new ArrayList<>();
        boolean all = false;
        for (String element : request.headers().elements("Contact")) {
            Optional<NameAddr> contact = NameAddr.parse(element);
            all |= element.equals("*");
            if (!element.equals("*")
                    && !contact.flatMap(NameAddr::sipUri)
                            .filter(SipUri::asksForTls)
                            .isPresent()) {
                return request.response(400, "Contact Without TLS", tags.fresh());
            }
            contact.filter(read -> !element.equals("*")).ifPresent(contacts::add);
        }
        Optional<SipResponse> objection = objection(request, user, contacts, all);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (all) {
            forget(user, bindings.getOrDefault(user, Map.of()).keySet().stream().toList());
        }
        for (NameAddr contact : contacts) {
            bind(flow, request, user, contact);
        }
        changed(user);
        return listing(request, user);
    }

    private Optional<SipResponse> objection(SipRequest request, String user, List<NameAddr> contacts, boolean all) {
        if (all && (!contacts.isEmpty() || !request.headers().first("Expires").equals(Optional.of("0")))) {
            return Optional.of(request.response(400, "Bad Request", tags.fresh()));
        }
        for (NameAddr contact : contacts) {
            long seconds = expires(request, contact);
            if (seconds > 0 && seconds < settings.shortestExpires()) {
                return Optional.of(request.response(423, "Interval Too Brief", tags.fresh())
                        .with("Min-Expires", Integer.toString(settings.shortestExpires())));
            }
        }
        for (Binding binding : bindings.getOrDefault(user, Map.of()).values()) {
            boolean backwards = binding.callId().equals(request.callId())
                    && binding.cseq() >= request.cseq().number();
            if (backwards) {
                return Optional.of(request.response(500, "CSeq Out Of Order", tags.fresh()));
            }
        }
        return Optional.empty();
    }

    private long expires(SipRequest request, NameAddr contact) {
        String wish = contact.parameter("expires")
                .or(() -> request.headers().first("Expires"))
                .orElse("");
        boolean number = wish.matches("[0-9]{1,10}");
        return number ? Math.min(Long.parseLong(wish), settings.longestExpires()) : settings.longestExpires();
    }

    private void bind(Flow flow, SipRequest request, String user, NameAddr contact) {
        String key = key(contact);
        long seconds = expires(request, contact);
        forget(user, List.of(key));
        Map<String, Binding> mine = bindings.computeIfAbsent(user, name -> new LinkedHashMap<>());
        if (seconds == 0) {
            return;
        }
        if (mine.size() >= MOST_CONTACTS) {
            forget(user, List.of(mine.keySet().iterator().next()));
        }
        Duration life = Duration.ofSeconds(seconds);
        Timer expiry = loop.later(life, () -> {
            forget(user, List.of(key));
            changed(user);
        });
        mine.put(
                key,
                new Binding(
                        user,
                        contact,
                        flow,
                        request.callId(),
                        request.cseq().number(),
                        System.nanoTime() + life.toNanos(),
                        expiry));
    }

    /** Equal by user, host and port: what of RFC 3261, 19.1.4 matters to a phone that names itself. */
    private static String key(NameAddr contact) {
        SipUri uri = contact.sipUri().orElseThrow();
        return uri.user() + "@" + uri.host() + ":" + uri.port();
    }

    private void forget(String user, List<String> keys) {
        Map<String, Binding> mine = bindings.getOrDefault(user, Map.of());
        for (String key : keys) {
            Binding binding = mine.get(key);
            if (binding != null) {
                binding.expiry().cancel();
                mine.remove(key);
            }
        }
    }

    private void changed(String user) {
        counters.registrations(
                (int) bindings.values().stream().filter(mine -> !mine.isEmpty()).count());
        settings.observer()
                .registration(
                        user,
                        binding(user).map(binding -> (int) binding.seconds()).orElse(0));
    }

    private SipResponse listing(SipRequest request, String user) {
        SipResponse response = request.response(200, "OK", tags.fresh());
        for (Binding binding : bindings.getOrDefault(user, Map.of()).values()) {
            response = response.with("Contact", "<" + binding.contact().uri() + ">;expires=" + binding.seconds());
        }
        return response.with("Date", SipDate.now());
    }

    /** Contacts die with their flow: nobody can be reached over it any more. */
    void lost(Flow flow) {
        for (Iterator<Map.Entry<String, Map<String, Binding>>> users =
                        bindings.entrySet().iterator();
                users.hasNext(); ) {
            Map.Entry<String, Map<String, Binding>> entry = users.next();
            List<String> gone = entry.getValue().entrySet().stream()
                    .filter(binding -> binding.getValue().flow() == flow)
                    .map(Map.Entry::getKey)
                    .toList();
            forget(entry.getKey(), gone);
            if (!gone.isEmpty()) {
                changed(entry.getKey());
            }
        }
    }
}
