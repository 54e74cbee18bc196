package org.sealphone.media.sdp;

import java.net.InetAddress;

/**
 * Where we take sound: the address of our own end of the TLS flow, and the ports that are reserved for one call.
 */
public record LocalMedia(InetAddress address, int rtpPort, int rtcpPort) {
    public LocalMedia {
        if (address.isAnyLocalAddress() || rtpPort <= 0 || rtcpPort <= 0 || rtpPort > 65_535 || rtcpPort > 65_535) {
            throw new IllegalArgumentException("sound is taken at an address and ports that exist");
        }
    }

    /** Address type and address as they stand in {@code o=} and {@code c=}: never a host name, never a scope. */
    String text() {
        String literal = address.getHostAddress();
        int scope = literal.indexOf('%');
        return (address.getAddress().length == 4 ? "IP4 " : "IP6 ")
                + (scope < 0 ? literal : literal.substring(0, scope));
    }
}
