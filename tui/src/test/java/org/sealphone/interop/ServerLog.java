package org.sealphone.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealphone.harness.oracle.sip.MediaGrant;
import org.sealphone.harness.oracle.sip.SdpView;
import org.sealphone.harness.srtp.CryptoLine;

/**
 * Every SIP message as the server logged it when it came and when it left. From the descriptions that a phone sent and was sent follow its
 * rights to send media: the witness of the keys is the server, not the phone.
 */
final class ServerLog {
    private static final Pattern LINE = Pattern.compile("(GOT|SENT) (\\S+) ([0-9a-fA-F]+)");

    private final List<Message> messages;

    private ServerLog(List<Message> messages) {
        this.messages = messages;
    }

    /** @param came whether the server received it from {@code host}, or sent it there */
    record Message(boolean came, String host, String head, String body) {
        String start() {
            return head.lines().findFirst().orElse("");
        }

        String callId() {
            return head.lines()
                    .filter(line -> line.toLowerCase().startsWith("call-id:"))
                    .findFirst()
                    .orElse("");
        }

        /** An answer travels in a response or in an ACK; what comes in any other request is an offer. */
        boolean answers() {
            return start().startsWith("SIP/2.0 ") || start().startsWith("ACK ");
        }

        Optional<SdpView.Media> audio() {
            return SdpView.parse(body).flatMap(view -> view.media().stream()
                    .filter(SdpView.Media::secureAudio)
                    .findFirst());
        }
    }

    static ServerLog read(Path log) throws IOException {
        List<Message> messages = new ArrayList<>();
        Matcher matcher = LINE.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            String text = new String(HexFormat.of().parseHex(matcher.group(3)), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end > 0) {
                messages.add(new Message(
                        matcher.group(1).equals("GOT"),
                        matcher.group(2),
                        text.substring(0, end),
                        text.substring(end + 4)));
            }
        }
        return new ServerLog(messages);
    }

    List<Message> messages() {
        return messages;
    }

    /** The rights of the phones at those addresses: one for each pair of an offer and its answer, whoever made the offer. */
    List<MediaGrant> grants(String... phones) {
        return Stream.of(phones).flatMap(phone -> of(phone).stream()).toList();
    }

    private List<MediaGrant> of(String phone) {
        List<MediaGrant> grants = new ArrayList<>();
        Map<String, SdpView.Media> own = new HashMap<>();
        Map<String, SdpView.Media> peers = new HashMap<>();
        for (Message message : messages) {
            Optional<SdpView.Media> audio = message.host().equals(phone) ? message.audio() : Optional.empty();
            if (audio.isEmpty()) {
                continue;
            }
            (message.came() ? own : peers).put(message.callId(), audio.get());
            SdpView.Media from = own.get(message.callId());
            SdpView.Media to = peers.get(message.callId());
            if (message.answers() && from != null && to != null) {
                SdpView.Media answer = message.came() ? from : to;
                grant(from, to, answer.crypto().get(0).tag()).ifPresent(grants::add);
            }
        }
        return grants;
    }

    /** Both directions between two phones that the same server connected without touching their descriptions. */
    List<MediaGrant> grantsBetweenTwo() throws IOException {
        List<Message> descriptions = new ArrayList<>();
        for (Message message : messages) {
            boolean known = descriptions.stream().anyMatch(other -> other.body().equals(message.body()));
            if (message.came() && message.audio().isPresent() && !known) {
                descriptions.add(message);
            }
        }
        if (descriptions.size() != 2) {
            throw new IOException("one offer and one answer should have passed the server, not " + descriptions.size());
        }
        SdpView.Media offer = descriptions.get(0).audio().orElseThrow();
        SdpView.Media answer = descriptions.get(1).audio().orElseThrow();
        int tag = answer.crypto().get(0).tag();
        return List.of(
                grant(offer, answer, tag).orElseThrow(),
                grant(answer, offer, tag).orElseThrow());
    }

    private static Optional<MediaGrant> grant(SdpView.Media from, SdpView.Media to, int tag) {
        Optional<CryptoLine> line =
                from.crypto().stream().filter(one -> one.tag() == tag).findFirst();
        if (line.isEmpty() || from.rtp().isEmpty() || to.rtp().isEmpty()) {
            return Optional.empty();
        }
        boolean mux = from.mux() && to.mux();
        InetSocketAddress fromRtp = from.rtp().get();
        InetSocketAddress toRtp = to.rtp().get();
        return Optional.of(new MediaGrant(
                "",
                true,
                fromRtp,
                toRtp,
                mux ? fromRtp : from.rtcp().orElse(fromRtp),
                mux ? toRtp : to.rtcp().orElse(toRtp),
                line.get().keys(),
                to.codecs(),
                Instant.EPOCH,
                Instant.MAX));
    }
}
