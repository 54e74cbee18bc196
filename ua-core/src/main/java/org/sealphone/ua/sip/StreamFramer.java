package org.sealphone.ua.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/**
 * Divides the byte stream of a flow into SIP messages (RFC 3261 18.3, rule SIP-04) and keep-alives (RFC 5626 3.5.1).
 *
 * <p>Bounded: a header block of 64 KiB and a body of 64 KiB at most, whatever is announced; nothing is allocated for a length that was
 * only promised. Content-Length must stand there exactly once; without it, or with two, nobody can know where the next message begins,
 * so the stream is refused for good and the flow has to be closed. What a lost flow leaves half received is never delivered (TLS-11).
 *
 * <p>Owner: {@code ua-loop}.
 */
final class StreamFramer {
    static final int LARGEST_HEAD = 64 * 1024;
    static final int LARGEST_BODY = 64 * 1024;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    /** Takes what the framer finds, in order. */
    interface Sink {
        /** One whole message: the header block with its empty line, then exactly as many bytes as it announced. */
        void message(byte[] bytes, int headLength);

        /** CRLF CRLF between messages: to be answered with CRLF. */
        void ping();

        /** CRLF between messages: the answer to a ping of ours, or harmless. */
        void pong();

        /** The stream is beyond repair. Called once; nothing follows. */
        void broken(Refusal refusal);
    }

    private final Sink sink;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;
    private int scanned;
    /** Of the message that begins at {@code start}, once its header block is whole; 0 before. */
    private int headLength;

    private int totalLength;
    private boolean pongExpected;
    private boolean broken;

    StreamFramer(Sink sink) {
        this.sink = sink;
    }

    /** Takes bytes as they came; calls the sink for whatever they complete. */
    void feed(byte[] bytes, int length) {
        if (broken) {
            return;
        }
        append(bytes, length);
        boolean more = true;
        while (more && !broken) {
            more = keepAlive() || message();
        }
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
        }
    }

    private void append(byte[] bytes, int length) {
        if (end + length > buffer.length) {
            int held = end - start;
            byte[] wider =
                    held + length > buffer.length ? new byte[Math.max(held + length, buffer.length * 2)] : buffer;
            System.arraycopy(buffer, start, wider, 0, held);
            Arrays.fill(buffer, buffer == wider ? held : 0, end, (byte) 0);
            buffer = wider;
            scanned -= start;
            start = 0;
            end = held;
        }
        System.arraycopy(bytes, 0, buffer, end, length);
        end += length;
    }

    /** The octets that are held or could be held without more room; for tests of its bound. */
    int room() {
        return buffer.length;
    }

    /** A ping was sent: the next line end between messages is its answer, and need not wait to be told from a ping. */
    void expectPong() {
        pongExpected = true;
    }

    /** RFC 3261 7.5: line ends before a message are ignored; RFC 5626 gives them a meaning. */
    private boolean keepAlive() {
        if (end - start < 2 || buffer[start] != '\r' || buffer[start + 1] != '\n') {
            return false;
        }
        if (pongExpected) {
            pongExpected = false;
            skip(2);
            sink.pong();
            return true;
        }
        if (end - start >= 4 && buffer[start + 2] == '\r' && buffer[start + 3] == '\n') {
            skip(4);
            sink.ping();
            return true;
        }
        boolean undecided = end - start == 2 || (end - start == 3 && buffer[start + 2] == '\r');
        if (undecided) {
            return false;
        }
        skip(2);
        sink.pong();
        return true;
    }

    private boolean message() {
        if (start == end || buffer[start] == '\r') {
            return startsWithStrayReturn();
        }
        if (totalLength == 0 && !headIsWhole()) {
            return false;
        }
        if (end - start < totalLength) {
            return false;
        }
        byte[] whole = Arrays.copyOfRange(buffer, start, start + totalLength);
        skip(totalLength);
        totalLength = 0;
        sink.message(whole, headLength);
        return true;
    }

    /** Read once, however slowly the body comes. */
    private boolean headIsWhole() {
        int headEnd = findHeadEnd();
        int length = (headEnd < 0 ? end : headEnd) - start;
        if (length > LARGEST_HEAD) {
            refuse("a header block of more than " + LARGEST_HEAD + " octets");
            return false;
        }
        if (headEnd < 0) {
            return false;
        }
        Optional<Integer> bodyLength = contentLength(length);
        if (bodyLength.isEmpty()) {
            return false;
        }
        headLength = length;
        totalLength = length + bodyLength.get();
        return true;
    }

    /** A carriage return that no line feed follows can begin neither a message nor a keep-alive. */
    private boolean startsWithStrayReturn() {
        if (end - start >= 2 && buffer[start + 1] != '\n') {
            refuse("a carriage return without its line feed between messages");
        }
        return false;
    }

    /** What has been handed on is wiped here: it may hold keys, and this buffer outlives their call (SRTP-15). */
    private void skip(int octets) {
        Arrays.fill(buffer, start, start + octets, (byte) 0);
        start += octets;
        scanned = start;
    }

    private int findHeadEnd() {
        for (int i = Math.max(scanned, start); i + 3 < end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        scanned = Math.max(start, end - 3);
        return -1;
    }

    private Optional<Integer> contentLength(int headLength) {
        String head = new String(buffer, start, headLength, StandardCharsets.ISO_8859_1);
        Optional<String> value = Optional.empty();
        for (String line : HeaderBlock.lines(head)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("l")) {
                if (value.isPresent()) {
                    refuse("two Content-Length headers");
                    return Optional.empty();
                }
                value = Optional.of(line.substring(colon + 1).strip());
            }
        }
        if (value.isEmpty()) {
            refuse("no Content-Length");
            return Optional.empty();
        }
        if (!LENGTH.matcher(value.get()).matches() || Integer.parseInt(value.get()) > LARGEST_BODY) {
            refuse("a Content-Length that is no number from 0 to " + LARGEST_BODY);
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(value.get()));
    }

    private void refuse(String detail) {
        broken = true;
        Arrays.fill(buffer, (byte) 0);
        buffer = new byte[0];
        start = 0;
        end = 0;
        sink.broken(new Refusal(UaReason.SIP_04, detail));
    }
}
