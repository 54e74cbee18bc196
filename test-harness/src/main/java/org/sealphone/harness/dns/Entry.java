package org.sealphone.harness.dns;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** One resource record, of the class of the internet (RFC 1035 section 4.1.3): it may be kept for no longer than its answer. Immutable. */
public final class Entry {
    static final int ALIAS = 5;
    private static final int ADDRESS = 1;
    private static final int ADDRESS_6 = 28;
    private static final int SERVICE = 33;
    private static final int POINTER = 35;
    private static final int INTERNET = 1;
    private static final int UNKEPT = 0;

    private final String owner;
    private final int type;
    private final String target;
    private final byte[] data;

    private Entry(String owner, int type, String target, byte[] data) {
        this.owner = owner;
        this.type = type;
        this.target = target;
        this.data = data;
    }

    /** An address, of either family (A; AAAA, RFC 3596). */
    public static Entry address(String owner, InetAddress address) {
        return new Entry(owner, address instanceof Inet4Address ? ADDRESS : ADDRESS_6, "", address.getAddress());
    }

    /** An address in digits. */
    public static Entry address(String owner, String digits) {
        try {
            return address(owner, InetAddress.getByName(digits));
        } catch (UnknownHostException noDigits) {
            throw new IllegalArgumentException(digits, noDigits);
        }
    }

    /** Another name for the same (CNAME). */
    public static Entry alias(String owner, String target) {
        return new Entry(owner, ALIAS, target, new Words().name(target).octets());
    }

    /** A server of a service (SRV, RFC 2782). */
    public static Entry service(String owner, int priority, String target, int port) {
        return new Entry(
                owner,
                SERVICE,
                target,
                new Words().half(priority).half(1).half(port).name(target).octets());
    }

    /** A way in which a domain is served (NAPTR, RFC 3403). */
    public static Entry pointer(String owner, int order, String service, String replacement) {
        return new Entry(
                owner,
                POINTER,
                replacement,
                new Words()
                        .half(order)
                        .half(1)
                        .text("s")
                        .text(service)
                        .text("")
                        .name(replacement)
                        .octets());
    }

    String owner() {
        return owner;
    }

    int type() {
        return type;
    }

    /** The name that it leads to; empty where it is an address. */
    String target() {
        return target;
    }

    void write(Words message) {
        message.name(owner).half(type).half(INTERNET).half(UNKEPT).half(UNKEPT);
        message.half(data.length).raw(data);
    }

    /** Octets as messages have them. */
    static final class Words {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        Words half(int value) {
            octets.write(value >> 8);
            octets.write(value);
            return this;
        }

        Words raw(byte[] more) {
            octets.writeBytes(more);
            return this;
        }

        /** A character string: its length and its octets. */
        Words text(String text) {
            octets.write(text.length());
            return raw(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Uncompressed; a single dot is the root. */
        Words name(String name) {
            for (String label : name.split("\\.")) {
                text(label);
            }
            octets.write(0);
            return this;
        }

        byte[] octets() {
            return octets.toByteArray();
        }
    }
}
