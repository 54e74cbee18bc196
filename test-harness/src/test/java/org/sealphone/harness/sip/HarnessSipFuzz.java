package org.sealphone.harness.sip;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** The trunk's own reading of a stream: alike however it is cut, and a message that was read is written and reads again. */
public final class HarnessSipFuzz implements FuzzTarget {
    private static final String MESSAGE =
            "INVITE sips:a@b.example SIP/2.0\r\nVia: SIP/2.0/TLS c.example:5061;branch=z9hG4bKx\r\n"
                    + "From: \"D\" <sips:d@c.example>;tag=1\r\nTo: <sips:a@b.example>\r\nCall-ID: 1@c\r\nCSeq: 1 INVITE\r\n"
                    + "Contact: <sips:d@c.example;transport=tls>\r\nAuthorization: Digest username=\"d\", realm=\"r\"\r\n"
                    + "Content-Length: 4\r\n\r\nabcd";

    @Override
    public String name() {
        return "harness-sip";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        MESSAGE,
                        MESSAGE + "\r\n\r\n" + MESSAGE,
                        "\r\n" + MESSAGE,
                        MESSAGE.replace("Via", "v").replace("From", "f").replace("Content-Length", "l"),
                        MESSAGE.replace("\"D\"", "\"D\\\"<\\\\\""),
                        MESSAGE.replace("From: ", "From:\r\n\t"),
                        MESSAGE.replace("Content-Length: 4", "Content-Length: 4\r\nl: 4"),
                        MESSAGE.replace("1 INVITE", "2 BYE"),
                        MESSAGE.replace("c.example:5061", "[2001:db8::1]:5061"),
                        MESSAGE.replace("\r\nFrom", ", SIP/2.0/TLS d.example;branch=z9hG4bKy\r\nFrom"),
                        "SIP/2.0 200 OK\r\n" + MESSAGE.substring(MESSAGE.indexOf("Via")),
                        "\r\n\r\n",
                        "")
                .map(FuzzTarget::text)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        SipFramer whole = new SipFramer();
        whole.received(input, input.length);
        List<SipFramer.Framed> messages = drained(whole);
        SipFramer slow = new SipFramer();
        List<SipFramer.Framed> pieces = new ArrayList<>();
        for (byte octet : input) {
            slow.received(new byte[] {octet}, 1);
            pieces.addAll(drained(slow));
        }
        require(kept(messages).equals(kept(pieces)), "the same messages, however they are cut");
        for (SipFramer.Framed framed : messages) {
            if (framed instanceof SipFramer.Message message) {
                again(message.message());
            }
        }
    }

    private static List<SipFramer.Framed> drained(SipFramer framer) {
        List<SipFramer.Framed> all = new ArrayList<>();
        for (Optional<SipFramer.Framed> next = framer.next(); next.isPresent(); next = framer.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static List<String> kept(List<SipFramer.Framed> framed) {
        return framed.stream()
                .filter(each -> each instanceof SipFramer.Message || each instanceof SipFramer.Unreadable)
                .map(each -> each instanceof SipFramer.Message message
                        ? message.message().text()
                        : each.toString())
                .toList();
    }

    private static void again(SipMessage message) {
        SipFramer framer = new SipFramer();
        byte[] written = message.bytes();
        framer.received(written, written.length);
        SipFramer.Framed same = framer.next().orElseThrow(() -> new AssertionError("what was read is written whole"));
        require(
                same instanceof SipFramer.Message read
                        && read.message().startLine().equals(message.startLine())
                        && read.message().headers().equals(message.headers())
                        && read.message().body().equals(message.body()),
                "and reads as the same message");
        message.topVia().branch();
        message.from().sipUri().ifPresent(SipUri::plainUser);
        message.fromTag();
        message.toTag();
        for (String value : message.headers().all("Authorization")) {
            DigestFields.parse(value);
        }
        for (String value : message.headers().elements("Contact")) {
            NameAddr.parse(value).flatMap(NameAddr::sipUri).ifPresent(SipUri::asksForTls);
        }
    }
}
