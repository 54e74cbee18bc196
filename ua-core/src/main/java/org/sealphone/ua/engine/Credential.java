package org.sealphone.ua.engine;

/**
 * An answer to a challenge, as it goes into a request.
 *
 * @param proxy whether it stands in Proxy-Authorization instead of Authorization
 * @param value the header's value
 */
public record Credential(boolean proxy, String value) {
    @Override
    public String toString() {
        return "[credential]";
    }
}
