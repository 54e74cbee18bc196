package org.sealphone.harness.capture;

import java.util.Optional;

/** The link layers that captures here have, with their numbers in pcap files. */
public enum LinkType {
    ETHERNET(1),
    RAW_IP(101),
    LINUX_COOKED(113),
    LINUX_COOKED_2(276);

    private final int number;

    LinkType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<LinkType> of(int number) {
        for (LinkType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
