package org.sealphone.ua.sip;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.fuzz.FuzzTarget;

/**
 * The octets of a flow up to what JAIN-SIP makes of them: framed alike however they are cut; a sound header block, written
 * anew, is sound and the same; the trace of it shows no control characters and no key.
 */
public final class SipFuzz implements FuzzTarget {
    private static final String MESSAGE =
            "OPTIONS sips:a@b.example SIP/2.0\r\nVia: SIP/2.0/TLS c.example;branch=z9hG4bKx\r\n"
                    + "From: <sips:d@c.example>;tag=1\r\nTo: <sips:a@b.example>\r\nCall-ID: 1@c\r\nCSeq: 1 OPTIONS\r\n"
                    + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n";

    private static final Pattern KEY = Pattern.compile("(?i)inline:[A-Za-z0-9+/]{30}");

    private record Message(byte[] bytes, int headLength) {}

    private static final class Found implements StreamFramer.Sink {
        private final List<String> what = new ArrayList<>();
        private final List<Message> messages = new ArrayList<>();

        @Override
        public void message(byte[] bytes, int headLength) {
            what.add(headLength + ":" + FuzzTarget.text(bytes));
            messages.add(new Message(bytes, headLength));
        }

        @Override
        public void ping() {
            what.add("ping");
        }

        @Override
        public void pong() {
            what.add("pong");
        }

        @Override
        public void broken(Refusal refusal) {
            what.add(refusal.text());
        }
    }

    @Override
    public String name() {
        return "sip";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(Stream.of(
                        MESSAGE,
                        MESSAGE + "\r\n\r\n" + MESSAGE,
                        MESSAGE.replace("Content-Length: 0", "l: 4") + "abcd",
                        MESSAGE.replace("Content-Length: 0", "Content-Length: 0\r\nl: 0"),
                        MESSAGE.replace("TLS", "UDP"),
                        MESSAGE.replace("70", "256"),
                        MESSAGE.replace("From: ", "From:\r\n "),
                        "SIP/2.0 200 OK\r\n" + MESSAGE.substring(MESSAGE.indexOf("Via")),
                        "\r\n\r\n\r\n",
                        "\r\n",
                        "")
                .map(FuzzTarget::text)
                .toList());
        for (String folder : List.of("rfc4475", "rfc5118")) {
            torture(folder).forEach(seeds::add);
        }
        return seeds;
    }

    /** The messages of RFC 4475 and 5118 with the Via of a TLS hop, as far as they are short. */
    private static List<byte[]> torture(String folder) {
        URL found = SipFuzz.class.getResource("/" + folder);
        try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
            List<byte[]> messages = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                byte[] message = TortureTest.overTls(Files.readAllBytes(file));
                if (message.length <= 1200) {
                    messages.add(message);
                }
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void check(byte[] input) {
        Found whole = new Found();
        new StreamFramer(whole).feed(input, input.length);
        Found pieces = new Found();
        StreamFramer slow = new StreamFramer(pieces);
        for (byte octet : input) {
            slow.feed(new byte[] {octet}, 1);
        }
        require(messages(whole).equals(messages(pieces)), "the same messages, however they are cut");
        trace(input);
        for (Message message : whole.messages) {
            trace(message.bytes());
            MessageValidator.check(message.bytes(), message.headLength())
                    .fold(sound -> sound(sound, message), SipFuzz::bounded);
        }
    }

    private static List<String> messages(Found found) {
        return found.what.stream()
                .filter(each -> !each.equals("ping") && !each.equals("pong"))
                .toList();
    }

    private static boolean sound(MessageVerdict.Sound sound, Message message) {
        byte[] head = sound.head().normalised();
        byte[] whole = Arrays.copyOf(head, head.length + message.bytes().length - message.headLength());
        System.arraycopy(
                message.bytes(),
                message.headLength(),
                whole,
                head.length,
                message.bytes().length - message.headLength());
        MessageVerdict again = MessageValidator.check(whole, head.length);
        require(again instanceof MessageVerdict.Sound, "written anew it is sound");
        HeaderBlock same = ((MessageVerdict.Sound) again).head();
        require(same.fields().equals(sound.head().fields()), "and the same");
        require(same.startLine().equals(sound.head().startLine()), "with the same start line");
        JainCall.get(() -> MessageIntake.parse(whole));
        return true;
    }

    private static void trace(byte[] message) {
        String shown = TraceText.of(message);
        require(
                shown.codePoints()
                        .noneMatch(c ->
                                c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F || c >= 0x80 && c < 0xA0),
                "no control character in a trace");
        require(shown.length() <= 8L * message.length + 100, "a trace of bounded length");
        require(!KEY.matcher(shown).find(), "no key in a trace");
    }

    private static boolean bounded(Refusal refusal) {
        require(refusal.text().length() < 2_000, "a refusal of bounded length");
        return false;
    }
}
