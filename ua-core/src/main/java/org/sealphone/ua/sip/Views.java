package org.sealphone.ua.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentEncodingHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.MinExpiresHeader;
import javax.sip.header.RequireHeader;
import org.jspecify.annotations.Nullable;
import org.sealphone.ua.engine.DialogKey;
import org.sealphone.ua.engine.Fields;
import org.sealphone.ua.engine.RequestView;
import org.sealphone.ua.engine.ResponseView;
import org.sealphone.ua.field.CleanText;
import org.sealphone.ua.field.MessageSummary;
import org.sealphone.ua.policy.Replaces;

/** JAIN-SIP's messages as the engine sees them. Stateless; {@code ua-loop}. */
final class Views {
    private static final int LONGEST = 2048;
    private static final int MOST_VALUES = 16;
    private static final int MOST_LINES = 32;
    private static final List<String> FOR_MACHINES = List.of(
            "to",
            "refer-to",
            "replaces",
            "event",
            "record-route",
            "subscription-state",
            "session-expires",
            "min-se",
            "supported",
            "allow",
            "require",
            "cseq",
            "date");
    /** Fields that JAIN-SIP never sees: its readers of them are lax, and one that fails would cost the whole message. */
    static final Set<String> READ_BY_US = Set.of(
            "path",
            "service-route",
            "retry-after",
            "rseq",
            "rack",
            "flow-timer",
            "p-asserted-identity",
            "privacy",
            "diversion",
            "history-info",
            "reason",
            "identity",
            "security-server");

    private static final List<String> FOR_PEOPLE = List.of("referred-by");

    private Views() {}

    static ResponseView of(SIPResponse response, String requestUri, Optional<DialogKey> dialog, String contactUser) {
        List<ContactHeader> contacts = contacts(response);
        String challenge = response.getStatusCode() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        String info = "Authentication-Info";
        return new ResponseView(
                response.getStatusCode(),
                CleanText.of(response.getReasonPhrase()),
                requestUri,
                values(response, challenge),
                first(response, info).or(() -> first(response, "Proxy-" + info)),
                binding(contacts, contactUser),
                contacts.size(),
                contacts.isEmpty()
                        ? Optional.empty()
                        : CleanText.optional(
                                contacts.get(0).getAddress().getURI().toString()),
                response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                        ? OptionalLong.of(expires.getExpires())
                        : OptionalLong.empty(),
                response.getHeader(MinExpiresHeader.NAME) instanceof MinExpiresHeader expires
                        ? OptionalLong.of(expires.getExpires())
                        : OptionalLong.empty(),
                first(response, "Server")
                        .or(() -> first(response, "User-Agent"))
                        .map(CleanText::of),
                first(response, "Allow").map(CleanText::of),
                dialog,
                sdp(response),
                Optional.ofNullable(response.getRawContent()),
                response.getToTag() == null ? "" : response.getToTag(),
                fields(response));
    }

    static RequestView of(SIPRequest request, Optional<DialogKey> dialog, Optional<DialogKey> replaced) {
        List<String> require = new ArrayList<>();
        for (ListIterator<?> all = request.getHeaders(RequireHeader.NAME); all.hasNext(); ) {
            require.add(CleanText.of(((RequireHeader) all.next()).getOptionTag()));
        }
        return new RequestView(
                request.getMethod(),
                CleanText.of(request.getRequestURI().toString()),
                CleanText.of(request.getFrom().getAddress().getURI().toString()),
                CleanText.of(request.getFrom().getAddress().getDisplayName()),
                require,
                contentType(request),
                request.getHeader(ContentEncodingHeader.NAME) != null,
                sdp(request),
                dialog,
                request.getCSeq().getSeqNumber(),
                fragment(request),
                fields(request),
                replaced);
    }

    static Optional<Replaces> replaces(SIPRequest request) {
        return first(request, "Replaces").flatMap(Replaces::parse);
    }

    /** Those of them that stand in this message, as they came. */
    static Fields readByUs(HeaderBlock head) {
        Map<String, List<String>> found = new HashMap<>();
        READ_BY_US.forEach(name -> found.put(name, List.copyOf(head.all(name))));
        return new Fields(found);
    }

    static Fields fields(SIPMessage message) {
        Map<String, List<String>> found = new HashMap<>();
        if (message.getApplicationData() instanceof Fields ours) {
            found.putAll(ours.values());
        }
        for (String name : FOR_MACHINES) {
            values(message, name).stream()
                    .filter(value -> value.length() <= LONGEST)
                    .forEach(value -> found.computeIfAbsent(name, fresh -> new ArrayList<>())
                            .add(value));
        }
        for (String name : FOR_PEOPLE) {
            values(message, name).stream().limit(MOST_VALUES).forEach(value -> found.computeIfAbsent(
                            name, fresh -> new ArrayList<>())
                    .add(CleanText.of(value)));
        }
        return new Fields(found);
    }

    private static List<ContactHeader> contacts(SIPMessage message) {
        List<ContactHeader> contacts = new ArrayList<>();
        for (ListIterator<?> all = message.getHeaders(ContactHeader.NAME); all.hasNext(); ) {
            contacts.add((ContactHeader) all.next());
        }
        return contacts;
    }

    /** Ours is the Contact with the user part that we made for this flow; host and port may have been rewritten on the way. */
    private static OptionalLong binding(List<ContactHeader> contacts, String contactUser) {
        for (ContactHeader contact : contacts) {
            if (contact.getAddress().getURI() instanceof SipURI uri && contactUser.equals(uri.getUser())) {
                int expires = contact.getExpires();
                return expires < 0 ? OptionalLong.empty() : OptionalLong.of(expires);
            }
        }
        return OptionalLong.empty();
    }

    /** The values of a header in order, without its name. */
    private static List<String> values(SIPMessage message, String name) {
        List<String> values = new ArrayList<>();
        for (ListIterator<?> all = message.getHeaders(name); all.hasNext(); ) {
            String text = ((Header) all.next()).toString().strip();
            values.add(text.substring(text.indexOf(':') + 1).strip());
        }
        return values;
    }

    private static Optional<String> first(SIPMessage message, String name) {
        return values(message, name).stream().findFirst();
    }

    private static Optional<String> contentType(SIPMessage message) {
        byte @Nullable [] body = message.getRawContent();
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        return message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                ? Optional.of((type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT))
                : Optional.of("");
    }

    private static Optional<String> fragment(SIPMessage message) {
        int lines =
                switch (contentType(message).orElse("")) {
                    case "message/sipfrag" -> 1;
                    case MessageSummary.TYPE -> MOST_LINES;
                    default -> 0;
                };
        return lines == 0
                ? Optional.empty()
                : Optional.of(new String(message.getRawContent(), StandardCharsets.UTF_8)
                        .lines()
                        .limit(lines)
                        .map(CleanText::of)
                        .collect(Collectors.joining("\n")));
    }

    static Optional<String> sdp(SIPMessage message) {
        return contentType(message)
                .filter("application/sdp"::equals)
                .map(type -> new String(message.getRawContent(), StandardCharsets.UTF_8));
    }
}
