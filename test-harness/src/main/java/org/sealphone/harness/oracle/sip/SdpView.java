package org.sealphone.harness.oracle.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.harness.srtp.CryptoLine;

/** The media lines of an SDP (RFC 4566) with addresses, payload types and keys. Names instead of addresses are not looked up. */
public final class SdpView {
    private static final Pattern MEDIA =
            Pattern.compile("m=([a-z]{1,20}) ([0-9]{1,5})(?:/[0-9]{1,3})? ([A-Z/]{1,30})((?: [0-9]{1,3}){0,64})");
    private static final Pattern CONNECTION = Pattern.compile("c=IN IP[46] ([0-9A-Fa-f:.]{3,45})(?:/[0-9]{1,3}){0,2}");
    private static final Pattern RTPMAP = Pattern.compile("a=rtpmap:([0-9]{1,3}) ([!-.0-~]{1,40})/.*");
    private static final Pattern RTCP = Pattern.compile("a=rtcp:([0-9]{1,5})(?: IN IP[46] ([0-9A-Fa-f:.]{3,45}))?");

    private final List<Media> media = new ArrayList<>();

    private SdpView() {}

    public static Optional<SdpView> parse(String text) {
        SdpView view = new SdpView();
        String session = "";
        Media current = null;
        for (String line : text.split("\r?\n")) {
            Matcher start = MEDIA.matcher(line);
            if (start.matches()) {
                current = new Media(
                        start.group(1),
                        Integer.parseInt(start.group(2)),
                        start.group(3),
                        start.group(4).strip(),
                        session);
                view.media.add(current);
            } else if (current != null) {
                current.line(line);
            } else {
                Matcher connection = CONNECTION.matcher(line);
                session = connection.matches() ? connection.group(1) : session;
            }
        }
        return view.media.isEmpty() ? Optional.empty() : Optional.of(view);
    }

    public List<Media> media() {
        return media;
    }

    /** One m-line. */
    public static final class Media {
        private static final Map<Integer, String> STATIC =
                Map.of(0, "PCMU", 8, "PCMA", 9, "G722", 3, "GSM", 18, "G729");

        private final String kind;
        private final int port;
        private final String profile;
        private final Map<Integer, String> codecs = new HashMap<>();
        private final List<CryptoLine> crypto = new ArrayList<>();
        private String host;
        private String rtcpHost = "";
        private int rtcpPort;
        private boolean mux;
        private int unreadableCrypto;

        Media(String kind, int port, String profile, String formats, String sessionHost) {
            this.kind = kind;
            this.port = port;
            this.profile = profile;
            this.host = sessionHost;
            for (String format : formats.isEmpty() ? new String[0] : formats.split(" ")) {
                int type = Integer.parseInt(format);
                codecs.put(type, STATIC.getOrDefault(type, ""));
            }
        }

        void line(String line) {
            Matcher connection = CONNECTION.matcher(line);
            Matcher rtpmap = RTPMAP.matcher(line);
            Matcher rtcp = RTCP.matcher(line);
            if (connection.matches()) {
                host = connection.group(1);
            } else if (rtpmap.matches()) {
                codecs.computeIfPresent(Integer.parseInt(rtpmap.group(1)), (type, old) -> rtpmap.group(2)
                        .toUpperCase(Locale.ROOT));
            } else if (rtcp.matches()) {
                rtcpPort = Integer.parseInt(rtcp.group(1));
                rtcpHost = rtcp.group(2) == null ? "" : rtcp.group(2);
            } else if (line.equals("a=rtcp-mux")) {
                mux = true;
            } else if (line.startsWith("a=crypto:")) {
                CryptoLine.parse(line).ifPresentOrElse(crypto::add, () -> unreadableCrypto++);
            }
        }

        /** Accepted audio on a secure profile. */
        public boolean secureAudio() {
            return kind.equals("audio") && port > 0 && port < 65536 && profile.startsWith("RTP/SAVP");
        }

        public boolean mux() {
            return mux;
        }

        public Map<Integer, String> codecs() {
            return codecs;
        }

        public List<CryptoLine> crypto() {
            return crypto;
        }

        /** All crypto lines, those that this side cannot read too. */
        public int cryptoLines() {
            return crypto.size() + unreadableCrypto;
        }

        public Optional<InetSocketAddress> rtp() {
            return address(host, port);
        }

        public Optional<InetSocketAddress> rtcp() {
            return address(rtcpHost.isEmpty() ? host : rtcpHost, rtcpPort == 0 ? port + 1 : rtcpPort);
        }

        /** Literals only: the pattern leaves nothing that could be a name, except one without a dot or colon. */
        private static Optional<InetSocketAddress> address(String host, int port) {
            boolean literal = host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.contains(":");
            if (!literal || port > 65535) {
                return Optional.empty();
            }
            try {
                return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }
    }
}
