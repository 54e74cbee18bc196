package org.sealphone.harness.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Takes frames apart down to UDP and TCP (RFC 791, 8200, 768, 9293). Fragments, tunnels, unknown protocols and lengths that do not
 * fit are not interpreted: they come out as {@link Dissection.Kind#OTHER}. Pure; any thread.
 */
public final class Dissector {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int ARP = 0x0806;

    private final byte[] bytes;
    private final Dissection result;
    /** End of what the headers so far account for. */
    private int end;

    private Dissector(CapturedPacket packet) {
        this.bytes = packet.bytes();
        this.result = new Dissection(packet);
        this.end = bytes.length;
    }

    public static Dissection dissect(CapturedPacket packet) {
        Dissector dissector = new Dissector(packet);
        return packet.truncated() ? dissector.result.other("captured only in part") : dissector.link(packet.linkType());
    }

    private Dissection link(LinkType type) {
        return switch (type) {
            case ETHERNET -> bytes.length < 14 ? tooShort("Ethernet") : network(14, half(12));
            case LINUX_COOKED -> bytes.length < 16 ? tooShort("cooked") : network(16, half(14));
            case LINUX_COOKED_2 -> bytes.length < 20 ? tooShort("cooked") : network(20, half(0));
            case RAW_IP -> bytes.length < 1 ? tooShort("IP") : network(0, (bytes[0] & 0xf0) == 0x60 ? IPV6 : IPV4);
        };
    }

    private Dissection network(int offset, int protocol) {
        result.networkOffset = offset;
        return switch (protocol) {
            case IPV4 -> ipv4(offset);
            case IPV6 -> ipv6(offset);
            case ARP -> arp(offset);
            default -> result.other("ether type " + Integer.toHexString(protocol));
        };
    }

    private Dissection arp(int offset) {
        if (end - offset < 28 || half(offset) != 1 || half(offset + 2) != IPV4 || half(offset + 4) != 0x0604) {
            return result.other("ARP that is not for IPv4 over Ethernet");
        }
        int operation = half(offset + 6);
        if (operation != 1 && operation != 2) {
            return result.other("ARP operation " + operation);
        }
        return finish(Dissection.Kind.ARP, offset + 28, offset + 28);
    }

    private Dissection ipv4(int offset) {
        if (end - offset < 20 || bytes[offset] >> 4 != 4) {
            return tooShort("IPv4");
        }
        int header = 4 * (bytes[offset] & 0x0f);
        int total = half(offset + 2);
        if (header < 20 || total < header || offset + total > end) {
            return result.other("IPv4 lengths do not fit");
        }
        addresses(
                Arrays.copyOfRange(bytes, offset + 12, offset + 16),
                Arrays.copyOfRange(bytes, offset + 16, offset + 20));
        if ((half(offset + 6) & 0x3fff) != 0) {
            return result.other("IPv4 fragment");
        }
        int protocol = bytes[offset + 9] & 0xff;
        if (header > 20 && !(protocol == 2 && header == 24 && half(offset + 20) == 0x9404)) {
            return result.other("IPv4 options");
        }
        return transport(protocol, offset + header, offset + total);
    }

    private Dissection ipv6(int offset) {
        if (end - offset < 40 || (bytes[offset] & 0xf0) != 0x60) {
            return tooShort("IPv6");
        }
        int stop = offset + 40 + half(offset + 4);
        if (stop > end) {
            return result.other("IPv6 lengths do not fit");
        }
        addresses(
                Arrays.copyOfRange(bytes, offset + 8, offset + 24),
                Arrays.copyOfRange(bytes, offset + 24, offset + 40));
        int next = bytes[offset + 6] & 0xff;
        int at = offset + 40;
        if (next == 0 && isRouterAlert(at, stop)) {
            next = bytes[at] & 0xff;
            at += 8;
        }
        return transport(next, at, stop);
    }

    /** The hop-by-hop header of multicast listener reports: router alert and padding, nothing else (RFC 2710, 3). */
    private boolean isRouterAlert(int at, int stop) {
        return stop - at >= 8 && bytes[at + 1] == 0 && word(at + 2) == 0x0502_0000 && half(at + 6) == 0x0100;
    }

    private void addresses(byte[] source, byte[] destination) {
        result.sourceHost = address(source);
        result.destinationHost = address(destination);
        ports(0, 0);
    }

    private void ports(int source, int destination) {
        result.source = new InetSocketAddress(result.sourceHost, source);
        result.destination = new InetSocketAddress(result.destinationHost, destination);
    }

    private static InetAddress address(byte[] raw) {
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 octets are always an address", e);
        }
    }

    private Dissection transport(int protocol, int offset, int stop) {
        return switch (protocol) {
            case 17 -> udp(offset, stop);
            case 6 -> tcp(offset, stop);
            case 1 -> finish(Dissection.Kind.ICMP, offset, stop);
            case 58 -> finish(Dissection.Kind.ICMPV6, offset, stop);
            case 2 -> finish(Dissection.Kind.IGMP, offset, stop);
            default -> result.other("IP protocol " + protocol);
        };
    }

    private Dissection udp(int offset, int stop) {
        if (stop - offset < 8 || half(offset + 4) != stop - offset) {
            return result.other("UDP length does not fit");
        }
        ports(half(offset), half(offset + 2));
        return finish(Dissection.Kind.UDP, offset + 8, stop);
    }

    private Dissection tcp(int offset, int stop) {
        int header = stop - offset < 20 ? 0 : 4 * ((bytes[offset + 12] & 0xf0) >> 4);
        if (header < 20 || header > stop - offset) {
            return result.other("TCP header does not fit");
        }
        ports(half(offset), half(offset + 2));
        result.sequence = word(offset + 4);
        result.flags = bytes[offset + 13] & 0xff;
        int unknown = unknownOptions(offset + 20, offset + header);
        finish(Dissection.Kind.TCP, offset + header, stop);
        if (unknown > 0) {
            result.stray += unknown;
            result.problem = "TCP options that no rule names";
        }
        return result;
    }

    /** Octets of options other than end, no-op, MSS, window scale, SACK and time stamps. */
    private int unknownOptions(int offset, int stop) {
        int at = offset;
        while (at < stop) {
            int kind = bytes[at];
            if (kind == 0) {
                return allZero(at, stop) ? 0 : stop - at;
            }
            int length = kind == 1 ? 1 : at + 1 < stop ? bytes[at + 1] & 0xff : 0;
            boolean known =
                    switch (kind) {
                        case 1 -> true;
                        case 2 -> length == 4;
                        case 3 -> length == 3;
                        case 4 -> length == 2;
                        case 5 -> length >= 10 && length <= 34 && length % 8 == 2;
                        case 8 -> length == 10;
                        default -> false;
                    };
            if (!known || at + length > stop) {
                return stop - at;
            }
            at += length;
        }
        return 0;
    }

    /** Padding behind a short Ethernet frame must be zeros; anything else there is a covert payload. */
    private Dissection finish(Dissection.Kind kind, int payloadOffset, int stop) {
        result.kind = kind;
        result.payloadOffset = payloadOffset;
        result.payloadLength = stop - payloadOffset;
        if (!allZero(stop, bytes.length)) {
            result.stray = bytes.length - stop;
            result.problem = "octets behind the end of the packet";
        }
        return result;
    }

    private boolean allZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private Dissection tooShort(String what) {
        return result.other("no " + what + " header");
    }

    private int half(int offset) {
        return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
    }

    private int word(int offset) {
        return (half(offset) << 16) | half(offset + 2);
    }
}
