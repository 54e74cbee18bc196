package org.sealphone.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code m=} line and what belongs to it. Immutable.
 *
 * <p>Crypto lines hold keys: they are kept apart from the attributes, are neither written nor printed by anything here,
 * and are handed to the negotiation alone. Of a {@code k=} line only its presence is remembered.
 */
final class MediaDescription {
    private final String media;
    private final int port;
    private final int portCount;
    private final String protocol;
    private final List<String> formats;
    private final @Nullable Connection connection;
    private final List<SdpLine> otherLines;
    private final List<SdpAttribute> attributes;
    private final List<String> cryptoLines;
    private final boolean keyLine;

    MediaDescription(String media, int port, int portCount, String protocol, List<String> formats, SdpSection section) {
        this.media = media;
        this.port = port;
        this.portCount = portCount;
        this.protocol = protocol;
        this.formats = List.copyOf(formats);
        this.connection = section.connection();
        this.otherLines = section.otherLines();
        this.attributes = section.attributes();
        this.cryptoLines = section.cryptoLines();
        this.keyLine = section.keyLine();
    }

    String media() {
        return media;
    }

    int port() {
        return port;
    }

    int portCount() {
        return portCount;
    }

    String protocol() {
        return protocol;
    }

    List<String> formats() {
        return formats;
    }

    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    List<SdpLine> otherLines() {
        return otherLines;
    }

    List<SdpAttribute> attributes() {
        return attributes;
    }

    /** What follows {@code a=crypto:}, in order. */
    List<String> cryptoLines() {
        return cryptoLines;
    }

    boolean keyLine() {
        return keyLine;
    }

    boolean has(String attribute) {
        return attributes.stream().anyMatch(line -> line.name().equals(attribute));
    }

    /** The values of every attribute of that name; a property has the empty one. */
    List<String> values(String attribute) {
        List<String> values = new ArrayList<>();
        for (SdpAttribute line : attributes) {
            if (line.name().equals(attribute)) {
                values.add(line.value() == null ? "" : line.value());
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return "[" + media + " " + port + " " + protocol + " " + formats + ", " + cryptoLines.size() + " crypto lines]";
    }
}
