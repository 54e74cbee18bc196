package org.sealphone.harness.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one whole message (RFC 3261, 7 and 25), strictly: what lacks a header field that RFC 3261, 8.1.1 demands, repeats one that stands
 * alone, or names two different methods, is refused. Bounded by what the framing lets through and by 200 header fields.
 */
public final class SipParser {
    private static final int MOST_FIELDS = 200;
    private static final Pattern REQUEST = Pattern.compile("([A-Za-z0-9.!%*_+`'~-]{1,32}) ([!-~]{1,1000}) SIP/2\\.0");
    private static final Pattern RESPONSE =
            Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2}) ([^\\x00-\\x08\\x0a-\\x1f\\x7f]{0,500})");
    private static final List<String> SINGLE = List.of("From", "To", "Call-ID", "CSeq");

    private SipParser() {}

    /** Reads a message whose length is known: the head up to and without its empty line, and the body. */
    static Parsed parse(String head, String body) {
        List<String> lines = unfold(head);
        List<SipHeaders.Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Optional<SipHeaders.Field> field = field(line);
            if (field.isEmpty() || fields.size() >= MOST_FIELDS) {
                return new Broken("a header line that is none, or too many");
            }
            if (!field.get().is("Content-Length")) {
                fields.add(field.get());
            }
        }
        return start(lines.get(0), SipHeaders.of(fields), body);
    }

    /** Reads a whole message from text, for tests and scripts. */
    public static Parsed parse(String message) {
        int end = message.indexOf("\r\n\r\n");
        return end < 0
                ? new Broken("no empty line after the header fields")
                : parse(message.substring(0, end), message.substring(end + 4));
    }

    private static Parsed start(String line, SipHeaders headers, String body) {
        Optional<String> objection = objection(headers);
        if (objection.isPresent()) {
            return new Broken(objection.get());
        }
        Matcher response = RESPONSE.matcher(line);
        if (response.matches()) {
            return new Whole(new SipResponse(Integer.parseInt(response.group(1)), response.group(2), headers, body));
        }
        Matcher request = REQUEST.matcher(line);
        if (!request.matches()) {
            return new Broken("neither a request line nor a status line");
        }
        SipRequest parsed = new SipRequest(request.group(1), request.group(2), headers, body);
        return parsed.cseq().method().equals(parsed.method())
                ? new Whole(parsed)
                : new Broken("the method of the CSeq is not that of the request");
    }

    private static Optional<String> objection(SipHeaders headers) {
        for (String name : SINGLE) {
            if (headers.all(name).size() != 1) {
                return Optional.of("not exactly one " + name);
            }
        }
        boolean sound = NameAddr.parse(headers.required("From")).isPresent()
                && NameAddr.parse(headers.required("To")).isPresent()
                && CSeq.parse(headers.required("CSeq")).isPresent()
                && !headers.required("Call-ID").isEmpty()
                && headers.has("Via")
                && headers.elements("Via").stream()
                        .allMatch(via -> Via.parse(via).isPresent());
        return sound ? Optional.empty() : Optional.of("a From, To, CSeq, Call-ID or Via that cannot be read");
    }

    private static List<String> unfold(String head) {
        List<String> lines = new ArrayList<>();
        for (String line : head.split("\r\n", -1)) {
            boolean continues = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (continues && lines.size() > 1) {
                int last = lines.size() - 1;
                lines.set(last, lines.get(last) + " " + line.trim());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    static Optional<SipHeaders.Field> field(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
            return Optional.empty();
        }
        String name = line.substring(0, colon).stripTrailing();
        return Words.isToken(name)
                ? Optional.of(new SipHeaders.Field(
                        SipHeaders.longName(name), line.substring(colon + 1).trim()))
                : Optional.empty();
    }

    /** What reading gave. */
    public sealed interface Parsed permits Whole, Broken {}

    /** A message. */
    public record Whole(SipMessage message) implements Parsed {}

    /** Not a message; why, free of its content. */
    public record Broken(String why) implements Parsed {}
}
