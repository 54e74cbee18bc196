package org.sealphone.harness.trunk;

import java.util.Locale;
import java.util.Optional;

/** What answers a call by itself: {@code echo} sends back what it hears, {@code tone} plays 440 Hz. */
public enum Service {
    ECHO,
    TONE;

    /** The user part of the service's address. */
    public String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Service> named(String user) {
        for (Service service : values()) {
            if (service.user().equals(user)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
