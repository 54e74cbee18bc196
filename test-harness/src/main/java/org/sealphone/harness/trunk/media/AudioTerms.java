package org.sealphone.harness.trunk.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.harness.sip.SdpDocument;
import org.sealphone.harness.sip.SdpMedia;
import org.sealphone.media.codec.Codec;

/**
 * What one audio medium of an SDP says apart from keys: where its author listens, the first codec known here, the direction. Only
 * {@code RTP/SAVP} and {@code RTP/SAVPF} count (RFC 4568, 5.1): anything else is not read at all.
 *
 * @param index the position of the m-line
 * @param events the payload type of telephone events (RFC 4733), at the codec's clock where there is one; -1 for none
 * @param receives true where the author listens, so that one may send to it
 */
public record AudioTerms(
        int index,
        SdpMedia medium,
        Codec codec,
        int payloadType,
        int events,
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        boolean mux,
        String direction,
        boolean receives) {
    private static final List<String> DIRECTIONS = List.of("sendrecv", "sendonly", "recvonly", "inactive");

    /** The terms of the medium at that position; empty where it is not secure audio with a codec and an address that can be used. */
    public static Optional<AudioTerms> read(SdpDocument sdp, int index) {
        SdpMedia medium = sdp.media().get(index);
        boolean secure = medium.profile().equals("RTP/SAVP") || medium.profile().equals("RTP/SAVPF");
        Optional<InetAddress> address = sdp.address(medium).flatMap(AudioTerms::literal);
        if (!medium.type().equals("audio") || !secure || medium.port() == 0 || address.isEmpty()) {
            return Optional.empty();
        }
        String direction = direction(sdp, medium);
        boolean mux = medium.has("rtcp-mux");
        InetSocketAddress rtp = new InetSocketAddress(address.get(), medium.port());
        boolean receives =
                !address.get().isAnyLocalAddress() && (direction.equals("sendrecv") || direction.equals("recvonly"));
        for (String format : medium.formats()) {
            Optional<Codec> codec = codec(medium, format);
            if (codec.isPresent()) {
                return Optional.of(new AudioTerms(
                        index,
                        medium,
                        codec.get(),
                        Integer.parseInt(format),
                        events(medium, codec.get()),
                        rtp,
                        rtcp(medium, rtp),
                        mux,
                        direction,
                        receives));
            }
        }
        return Optional.empty();
    }

    private static Optional<Codec> codec(SdpMedia medium, String format) {
        if (!format.matches("[0-9]{1,3}") || Integer.parseInt(format) > 127) {
            return Optional.empty();
        }
        String encoding = medium.encoding(format).orElse("");
        return Codec.spoken().stream()
                .filter(codec ->
                        encoding.equals(name(codec)) || (codec.channels() == 1 && encoding.equals(name(codec) + "/1")))
                .findFirst();
    }

    private static int events(SdpMedia medium, Codec codec) {
        String wanted = "TELEPHONE-EVENT/" + codec.clockRate();
        return medium.formats().stream()
                .filter(format -> medium.encoding(format).orElse("").startsWith("TELEPHONE-EVENT/"))
                .sorted(Comparator.comparing(
                        format -> !medium.encoding(format).orElse("").equals(wanted)))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(-1);
    }

    private static String name(Codec codec) {
        return rtpmap(codec).toUpperCase(Locale.ROOT);
    }

    /** What stands behind the payload type in {@code a=rtpmap}. */
    static String rtpmap(Codec codec) {
        return codec.encodingName() + "/" + codec.clockRate() + (codec.channels() == 1 ? "" : "/" + codec.channels());
    }

    private static InetSocketAddress rtcp(SdpMedia medium, InetSocketAddress rtp) {
        for (String value : medium.attributes("rtcp")) {
            String[] words = value.split(" ", -1);
            boolean readable = words[0].matches("[0-9]{1,5}") && Integer.parseInt(words[0]) <= 65535;
            Optional<InetAddress> other = words.length == 4 ? literal(words[3]) : Optional.of(rtp.getAddress());
            if (readable && other.isPresent()) {
                return new InetSocketAddress(other.get(), Integer.parseInt(words[0]));
            }
        }
        return new InetSocketAddress(rtp.getAddress(), Math.min(65535, rtp.getPort() + 1));
    }

    private static String direction(SdpDocument sdp, SdpMedia medium) {
        for (String name : DIRECTIONS) {
            if (medium.has(name)) {
                return name;
            }
        }
        return DIRECTIONS.stream()
                .filter(name -> sdp.session().contains("a=" + name))
                .findFirst()
                .orElse("sendrecv");
    }

    /** What the answerer says to the direction of the offer (RFC 3264, 6.1). */
    public String mirrored() {
        return switch (direction) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            default -> direction;
        };
    }

    /** Literal addresses alone: a name would be looked up, and this thread looks nothing up. */
    private static Optional<InetAddress> literal(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") && !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
