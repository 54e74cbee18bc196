package org.sealphone.harness.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261, 18.3; RFC 5626, 4.4.1 for the pings between them). A head above 16 KiB,
 * a body above 64 KiB, a Content-Length that is missing, repeated or no number: the stream is broken for good, since nobody can tell where
 * the next message begins. Owned by one thread.
 */
public final class SipFramer {
    private static final int MOST_HEAD = 16 * 1024;
    private static final int MOST_BODY = 64 * 1024;

    private final StringBuilder pending = new StringBuilder();
    private boolean broken;

    public void received(byte[] bytes, int length) {
        if (!broken) {
            pending.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    /** The next thing in the stream; empty until more of it has come. */
    public Optional<Framed> next() {
        if (broken) {
            return Optional.empty();
        }
        if (pending.length() >= 2 && pending.charAt(0) == '\r' && pending.charAt(1) == '\n') {
            return ping();
        }
        int end = pending.indexOf("\r\n\r\n");
        if (end < 0 || end > MOST_HEAD) {
            return end > MOST_HEAD || pending.length() > MOST_HEAD
                    ? broken("a head of more than 16 KiB")
                    : Optional.empty();
        }
        String head = pending.substring(0, end);
        Optional<Integer> length = contentLength(head);
        if (length.isEmpty()) {
            return broken("no usable Content-Length");
        }
        int whole = end + 4 + length.get();
        if (pending.length() < whole) {
            return Optional.empty();
        }
        String body = pending.substring(end + 4, whole);
        pending.delete(0, whole);
        SipParser.Parsed parsed = SipParser.parse(head, body);
        if (parsed instanceof SipParser.Whole message) {
            return Optional.of(new Message(message.message()));
        }
        return broken(((SipParser.Broken) parsed).why());
    }

    private Optional<Framed> ping() {
        boolean doubled = pending.length() >= 4 && pending.charAt(2) == '\r' && pending.charAt(3) == '\n';
        pending.delete(0, doubled ? 4 : 2);
        return Optional.of(doubled ? new Ping() : new Pong());
    }

    private Optional<Framed> broken(String why) {
        broken = true;
        pending.setLength(0);
        return Optional.of(new Unreadable(why));
    }

    private static Optional<Integer> contentLength(String head) {
        String found = null;
        for (String line : head.split("\r\n", -1)) {
            Optional<SipHeaders.Field> field = SipParser.field(line);
            if (field.isPresent() && field.get().is("Content-Length")) {
                if (found != null) {
                    return Optional.empty();
                }
                found = field.get().value();
            }
        }
        return found == null ? Optional.empty() : Words.number(found, MOST_BODY).map(Long::intValue);
    }

    /** What a stream is made of. */
    public sealed interface Framed permits Message, Ping, Pong, Unreadable {}

    /** A message. */
    public record Message(SipMessage message) implements Framed {}

    /** Two line ends: the peer asks whether the flow lives. */
    public record Ping() implements Framed {}

    /** One line end: the answer to a ping, or an empty line before a message, which RFC 3261, 7.5 lets pass. */
    public record Pong() implements Framed {}

    /** The stream cannot be read any further; why, free of its content. */
    public record Unreadable(String why) implements Framed {}
}
