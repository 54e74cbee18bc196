package org.sealphone.harness.relay;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of an SDP's first accepted audio line, and the SDP with others in their place; nothing else of it is touched. */
final class SdpAddresses {
    private static final Pattern CONNECTION = Pattern.compile("c=IN IP[46] (\\S+)");
    private static final Pattern MEDIA = Pattern.compile("m=audio ([0-9]{1,5}) (.*)");
    private static final Pattern RTCP = Pattern.compile("a=rtcp:([0-9]{1,5})(.*)");
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final List<String> lines = new ArrayList<>();
    private String host = "";
    private int port;
    private int rtcpPort;

    private SdpAddresses() {}

    static SdpAddresses of(String sdp) {
        SdpAddresses found = new SdpAddresses();
        boolean audio = false;
        for (String line : sdp.split("\r?\n")) {
            found.lines.add(line);
            Matcher media = MEDIA.matcher(line);
            Matcher connection = CONNECTION.matcher(line);
            Matcher rtcp = RTCP.matcher(line);
            if (media.matches() && found.port == 0) {
                audio = true;
                found.port = Integer.parseInt(media.group(1));
            } else if (line.startsWith("m=")) {
                audio = false;
            } else if (connection.matches() && (found.host.isEmpty() || audio)) {
                found.host = connection.group(1);
            } else if (rtcp.matches() && audio) {
                found.rtcpPort = Integer.parseInt(rtcp.group(1));
            }
        }
        return found;
    }

    boolean hasMedia() {
        return port > 0
                && port < 65535
                && rtcpPort < 65536
                && LITERAL.matcher(host).matches();
    }

    InetSocketAddress rtp() {
        return address(port);
    }

    InetSocketAddress rtcp() {
        return address(rtcpPort == 0 ? port + 1 : rtcpPort);
    }

    /** Only literals come here: nothing is looked up. */
    private InetSocketAddress address(int number) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), number);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + host, e);
        }
    }

    String withAddress(InetAddress address, int rtp, int rtcp) {
        StringBuilder text = new StringBuilder();
        String connection = "c=IN " + (address instanceof Inet4Address ? "IP4 " : "IP6 ") + address.getHostAddress();
        boolean done = false;
        boolean audio = false;
        for (String line : lines) {
            Matcher media = MEDIA.matcher(line);
            String changed = line;
            if (media.matches() && !done) {
                changed = "m=audio " + rtp + " " + media.group(2);
                done = true;
                audio = true;
            } else if (line.startsWith("m=")) {
                audio = false;
            } else if (CONNECTION.matcher(line).matches() && (audio || !done)) {
                changed = connection;
            } else if (audio && RTCP.matcher(line).matches()) {
                changed = "a=rtcp:" + rtcp;
            }
            text.append(changed).append("\r\n");
        }
        return text.toString();
    }
}
