package org.sealphone.ua.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of a message that the engine looks at besides those with a place of their own. Without control characters; what people
 * get to see of them is cleaned like every text of the peer.
 *
 * @param values by lower-case name, in order
 */
public record Fields(Map<String, List<String>> values) {
    /** None at all. */
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
        values = Map.copyOf(values);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }
}
