package org.sealphone.media.sdp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

/**
 * Where sound may be sent to (ADV-23): a literal unicast address and a port that is not known for something else.
 *
 * <p>Refused: names, which would have to be looked up; the unspecified, multicast and broadcast addresses; loopback and
 * link-local addresses, unless our own flow runs on such a network; the metadata address of clouds; our own socket;
 * ports below 1024 and those of services that answer to UDP.
 */
final class AddressRule {
    private static final Pattern OCTETS =
            Pattern.compile("(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final byte[] METADATA = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
    private static final int FIRST_UNPRIVILEGED = 1024;
    /** SSDP, NFS, SIP, SIP over TLS, mDNS, LLMNR, memcached. */
    private static final Set<Integer> SERVICES = Set.of(1900, 2049, 5060, 5061, 5353, 5355, 11211);

    private final LocalMedia local;

    AddressRule(LocalMedia local) {
        this.local = local;
    }

    Outcome<InetSocketAddress> allowed(Connection connection, int port) {
        if (!connection.networkType().equals("IN")) {
            return refused("network type " + Excerpt.of(connection.networkType()));
        }
        InetAddress address =
                switch (connection.addressType()) {
                    case "IP4" -> v4(connection.address());
                    case "IP6" -> v6(connection.address());
                    default -> null;
                };
        if (address == null) {
            return refused(Excerpt.of(connection.address()) + " is not an address");
        }
        String fault = fault(address);
        if (fault == null) {
            fault = fault(address, port);
        }
        return fault == null
                ? Outcome.granted(new InetSocketAddress(address, port))
                : refused(address.getHostAddress() + " port " + port + ": " + fault);
    }

    private @Nullable String fault(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address.isAnyLocalAddress() || (octets.length == 4 && octets[0] == 0)) {
            return "nobody's address";
        }
        if (address.isMulticastAddress()) {
            return "a multicast address";
        }
        if (octets.length == 4 && (octets[0] & 0xF0) == 0xF0) {
            return "a broadcast or reserved address";
        }
        if (Arrays.equals(octets, METADATA)) {
            return "the metadata service of clouds";
        }
        if (address.isLoopbackAddress() && !local.address().isLoopbackAddress()) {
            return "a loopback address";
        }
        if (address.isLinkLocalAddress() && !local.address().isLinkLocalAddress()) {
            return "a link-local address";
        }
        return octets.length == local.address().getAddress().length ? null : "another address family than our own";
    }

    private @Nullable String fault(InetAddress address, int port) {
        if (port == 0) {
            return "the other side takes no sound there";
        }
        if (port < FIRST_UNPRIVILEGED || port > 65_535 || SERVICES.contains(port)) {
            return "the port of a service";
        }
        boolean ours = address.equals(local.address()) && (port == local.rtpPort() || port == local.rtcpPort());
        return ours ? "our own socket" : null;
    }

    private static @Nullable InetAddress v4(String text) {
        var matcher = OCTETS.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        byte[] octets = new byte[4];
        for (int i = 0; i < 4; i++) {
            int octet = Integer.parseInt(matcher.group(i + 1));
            if (octet > 255) {
                return null;
            }
            octets[i] = (byte) octet;
        }
        return address(octets) instanceof Inet4Address four ? four : null;
    }

    /**
     * RFC 4291 section 2.2 without scopes and without IPv4 inside: those forms exist to reach something by another
     * name.
     */
    private static @Nullable InetAddress v6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return null;
        }
        String[] head = groups(gap < 0 ? text : text.substring(0, gap));
        String[] tail = gap < 0 ? new String[0] : groups(text.substring(gap + 2));
        int groups = head.length + tail.length;
        if (gap < 0 ? groups != 8 : groups > 7) {
            return null;
        }
        byte[] octets = new byte[16];
        if (!fill(octets, 0, head) || !fill(octets, 16 - 2 * tail.length, tail)) {
            return null;
        }
        if (!(address(octets) instanceof Inet6Address six)) {
            return null;
        }
        boolean four = six.isIPv4CompatibleAddress() && !six.isAnyLocalAddress() && !six.isLoopbackAddress();
        return four ? null : six;
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static boolean fill(byte[] octets, int at, String[] groups) {
        for (int i = 0; i < groups.length; i++) {
            if (!GROUP.matcher(groups[i]).matches()) {
                return false;
            }
            int group = Integer.parseInt(groups[i], 16);
            octets[at + 2 * i] = (byte) (group >> 8);
            octets[at + 2 * i + 1] = (byte) group;
        }
        return true;
    }

    private static @Nullable InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException cannotBe) {
            throw new IllegalStateException("4 and 16 octets are always an address", cannotBe);
        }
    }

    private static Outcome<InetSocketAddress> refused(String detail) {
        return Outcome.refused(MediaReason.ADV_23, detail);
    }
}
