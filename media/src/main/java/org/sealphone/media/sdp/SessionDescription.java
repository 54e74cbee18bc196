package org.sealphone.media.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A description as it was read, its keys kept apart as in {@link MediaDescription}. Immutable.
 *
 * <p>{@link #text()} writes it again without any key: crypto lines leave the phone through the writer of a verified
 * flow and in no other way (SDES-34), and what a peer wrote is never sent back to it.
 */
final class SessionDescription {
    private final String origin;
    private final String name;
    private final String timing;
    private final @Nullable Connection connection;
    private final List<SdpLine> otherLines;
    private final List<SdpAttribute> attributes;
    private final boolean sessionCrypto;
    private final boolean keyLine;
    private final List<MediaDescription> media;

    SessionDescription(String origin, String name, String timing, SdpSection session, List<MediaDescription> media) {
        this.origin = origin;
        this.name = name;
        this.timing = timing;
        this.connection = session.connection();
        this.otherLines = session.otherLines();
        this.attributes = session.attributes();
        this.sessionCrypto = !session.cryptoLines().isEmpty();
        this.keyLine = session.keyLine();
        this.media = List.copyOf(media);
    }

    /** What follows {@code o=}. */
    String origin() {
        return origin;
    }

    /** What follows {@code s=}: text of a stranger. */
    String name() {
        return name;
    }

    /** What follows the first {@code t=}. */
    String timing() {
        return timing;
    }

    /** True when there is {@code a=crypto} above the first medium, where it has no meaning (SDES-01). */
    boolean sessionCrypto() {
        return sessionCrypto;
    }

    List<SdpAttribute> attributes() {
        return attributes;
    }

    List<MediaDescription> media() {
        return media;
    }

    /** The medium's own {@code c=} line, else the session's. */
    Optional<Connection> connectionOf(MediaDescription medium) {
        return medium.connection().or(() -> Optional.ofNullable(connection));
    }

    /** True when a second way of agreeing on keys is there, for the session or for that medium (SDES-35). */
    boolean otherKeyManagement(MediaDescription medium) {
        return keyLine
                || medium.keyLine()
                || medium.has("key-mgmt")
                || attributes.stream().anyMatch(line -> line.name().equals("key-mgmt"));
    }

    /** The description in the order of RFC 4566, without keys. */
    String text() {
        StringBuilder out = new StringBuilder();
        line(out, 'v', "0");
        line(out, 'o', origin);
        line(out, 's', name);
        if (connection != null) {
            line(out, 'c', connection.text());
        }
        line(out, 't', timing);
        section(out, otherLines, attributes);
        for (MediaDescription medium : media) {
            String ports = medium.portCount() == 1 ? "" : "/" + medium.portCount();
            line(
                    out,
                    'm',
                    medium.media() + " " + medium.port() + ports + " " + medium.protocol() + " "
                            + String.join(" ", medium.formats()));
            medium.connection().ifPresent(own -> line(out, 'c', own.text()));
            section(out, medium.otherLines(), medium.attributes());
        }
        return out.toString();
    }

    private static void section(StringBuilder out, List<SdpLine> otherLines, List<SdpAttribute> attributes) {
        otherLines.forEach(other -> line(out, other.type(), other.value()));
        attributes.forEach(attribute -> line(out, 'a', attribute.text()));
    }

    private static void line(StringBuilder out, char type, String value) {
        out.append(type).append('=').append(value).append("\r\n");
    }

    @Override
    public String toString() {
        return media.toString();
    }
}
