package org.sealphone.ua.locate;

import java.util.Objects;

/**
 * Where to knock.
 *
 * @param host a name
 * @param port 1 to 65535
 */
public record Place(String host, int port) {
    public Place {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    @Override
    public String toString() {
        return host + " port " + port;
    }
}
