package org.sealphone.ua.sip;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/**
 * What a message must be before JAIN-SIP, which takes the first of two headers and answers a hostile Via in clear, gets to see it
 * (RFC 3261 7, 8.1.1, 18.2.1, 20). Refused: another version than SIP/2.0, a missing or doubled field among those that may stand once, a
 * topmost Via that does not name TLS, a CSeq that does not match, Max-Forwards outside 0 to 255, more than a hundred Vias, control
 * characters. Stateless.
 */
final class MessageValidator {
    static final int MOST_VIAS = 100;
    private static final int LONGEST_URI = 4096;

    private static final Pattern REQUEST = Pattern.compile("([^ ]{1,32}) ([^ ]+) SIP/2\\.0");
    private static final Pattern OTHER_VERSION =
            Pattern.compile("(?!ACK )[^ ]{1,32} [^ ]+ SIP/(?!2\\.0$)[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern RESPONSE = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2}) .*");
    private static final Pattern CSEQ = Pattern.compile("([0-9]{1,10})[ \t]+([^ \t]+)");
    private static final Pattern HOPS = Pattern.compile("0{0,8}[0-9]{1,3}");
    private static final Pattern TOP_VIA = Pattern.compile(
            "SIP[ \t]*/[ \t]*2\\.0[ \t]*/[ \t]*([^ \t]+)[ \t]+([^,;]+)([^,]*)(,.*)?", Pattern.CASE_INSENSITIVE);

    private static final List<String> EXACTLY_ONCE = List.of("from", "to", "call-id", "cseq", "content-length");
    private static final Set<String> AT_MOST_ONCE = Set.of(
            "max-forwards",
            "content-type",
            "content-disposition",
            "expires",
            "min-expires",
            "session-expires",
            "min-se",
            "event",
            "refer-to",
            "replaces",
            "referred-by",
            "subject",
            "user-agent",
            "server",
            "date",
            "timestamp",
            "organization",
            "priority",
            "reply-to",
            "retry-after",
            "mime-version",
            "rseq",
            "rack",
            "sip-etag",
            "sip-if-match",
            "subscription-state",
            "authentication-info",
            "join",
            "target-dialog",
            "max-breadth",
            "answer-mode",
            "flow-timer");

    private MessageValidator() {}

    static MessageVerdict check(byte[] message, int headLength) {
        Optional<HeaderBlock> read = HeaderBlock.read(message, headLength);
        return read.isEmpty()
                ? malformed("a line that is no header field, or a control character")
                : check(read.get(), message.length - headLength);
    }

    /** A request that would be in order, were it not for its version of SIP; as if it had ours. */
    static Optional<HeaderBlock> ofAnotherVersion(byte[] message, int headLength) {
        return HeaderBlock.read(message, headLength)
                .filter(head -> OTHER_VERSION.matcher(head.startLine()).matches())
                .map(HeaderBlock::inOurVersion)
                .filter(head -> check(head, message.length - headLength) instanceof MessageVerdict.Sound);
    }

    private static MessageVerdict check(HeaderBlock head, int bodyLength) {
        Matcher request = REQUEST.matcher(head.startLine());
        boolean isRequest = request.matches();
        if (!isRequest && !RESPONSE.matcher(head.startLine()).matches()) {
            return malformed("start line \"" + Excerpt.of(head.startLine(), 40) + "\"");
        }
        if (isRequest
                && (!HeaderBlock.isToken(request.group(1)) || request.group(2).length() > LONGEST_URI)) {
            return malformed("start line \"" + Excerpt.of(head.startLine(), 40) + "\"");
        }
        Optional<String> count = wrongCount(head);
        if (count.isPresent()) {
            return malformed(count.get());
        }
        if (!says(head.all("content-length").get(0), bodyLength)) {
            return malformed("a Content-Length that is not the length of the body");
        }
        Matcher cseq = CSEQ.matcher(head.all("cseq").get(0));
        if (!cseq.matches()
                || Long.parseLong(cseq.group(1)) > Integer.MAX_VALUE
                || !HeaderBlock.isToken(cseq.group(2))) {
            return malformed("CSeq");
        }
        if (isRequest && !cseq.group(2).equals(request.group(1))) {
            return malformed("a CSeq of another method than the request");
        }
        return via(head, isRequest)
                .or(() -> isRequest ? forwards(head) : Optional.empty())
                .orElseGet(() -> new MessageVerdict.Sound(isRequest, cseq.group(2), head));
    }

    /** Whether this is the number, with zeros before it or without. */
    private static boolean says(String text, int number) {
        int first = 0;
        while (first < text.length() - 1 && text.charAt(first) == '0') {
            first++;
        }
        return text.substring(first).equals(Integer.toString(number));
    }

    private static Optional<String> wrongCount(HeaderBlock head) {
        for (String name : EXACTLY_ONCE) {
            int count = head.all(name).size();
            if (count != 1) {
                return Optional.of(count + " times " + name);
            }
            if (head.all(name).get(0).isEmpty()) {
                return Optional.of("an empty " + name);
            }
        }
        Set<String> seen = new HashSet<>();
        for (HeaderBlock.Field field : head.fields()) {
            if (AT_MOST_ONCE.contains(field.name()) && !seen.add(field.name())) {
                return Optional.of("two times " + field.name());
            }
        }
        return Optional.empty();
    }

    private static Optional<MessageVerdict> via(HeaderBlock head, boolean isRequest) {
        List<String> vias = head.all("via");
        if (vias.isEmpty()) {
            return Optional.of(malformed("no Via"));
        }
        long hops = vias.size()
                + vias.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == ',')
                        .count();
        if (hops > MOST_VIAS) {
            return Optional.of(malformed("more than " + MOST_VIAS + " Vias"));
        }
        Matcher top = TOP_VIA.matcher(vias.get(0));
        if (!top.matches()) {
            return Optional.of(malformed("topmost Via"));
        }
        if (!top.group(1).equalsIgnoreCase("TLS")) {
            return Optional.of(new MessageVerdict.Unsound(new Refusal(
                    isRequest ? UaReason.SIP_21 : UaReason.SIP_20, "topmost Via by " + Excerpt.of(top.group(1), 16))));
        }
        return Optional.empty();
    }

    private static Optional<MessageVerdict> forwards(HeaderBlock head) {
        List<String> values = head.all("max-forwards");
        boolean good =
                values.size() == 1 && HOPS.matcher(values.get(0)).matches() && Integer.parseInt(values.get(0)) <= 255;
        return good
                ? Optional.empty()
                : Optional.of(new MessageVerdict.Unsound(new Refusal(
                        UaReason.SIP_02,
                        values.isEmpty() ? "no Max-Forwards" : "Max-Forwards " + Excerpt.of(values.get(0), 16))));
    }

    private static MessageVerdict malformed(String detail) {
        return new MessageVerdict.Unsound(new Refusal(UaReason.SIP_20, detail));
    }
}
