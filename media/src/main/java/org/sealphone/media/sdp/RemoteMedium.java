package org.sealphone.media.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.wire.MediaRemote;
import org.sealphone.media.reason.MediaReason;

/**
 * One secure audio m-line of the other side, everything about it checked except its keys: where it receives, which way
 * sound flows, its packet time and its payload types. Offer and answer share this.
 */
record RemoteMedium(MediaRemote remote, Direction direction, int ptime, Formats formats, List<String> cryptoLines) {
    /**
     * The profile whose every packet is encrypted and authenticated (RFC 3711). The one with feedback (RFC 5124) is
     * never offered.
     */
    static final String SECURE = "RTP/SAVP";

    private static final Set<String> UNSPECIFIED = Set.of("0.0.0.0", "::");
    private static final Pattern RTCP = Pattern.compile("([0-9]{1,5})(?: ([^ ]+) ([^ ]+) ([^ ]+))?");

    static Outcome<RemoteMedium> of(SessionDescription description, MediaDescription medium, LocalMedia local) {
        return of(description, medium, local, Optional.empty());
    }

    /**
     * The same in a session that is going on, where the address 0.0.0.0 means hold as RFC 2543 had it (RFC 3264 section
     * 8.4, SDES-30): nothing is ever sent there, and sound goes nowhere until an address is given again.
     *
     * @param before where the other side has received so far
     */
    static Outcome<RemoteMedium> of(
            SessionDescription description, MediaDescription medium, LocalMedia local, Optional<MediaRemote> before) {
        boolean legacyHold = description
                .connectionOf(medium)
                .map(Connection::address)
                .filter(UNSPECIFIED::contains)
                .isPresent();
        if (before.isPresent() && legacyHold) {
            return of(description, medium, Outcome.granted(before.get()))
                    .then(held -> Outcome.granted(new RemoteMedium(
                            held.remote(),
                            held.direction().and(Direction.RECVONLY),
                            held.ptime(),
                            held.formats(),
                            held.cryptoLines())));
        }
        return of(description, medium, remote(description, medium, new AddressRule(local), medium.has("rtcp-mux")));
    }

    private static Outcome<RemoteMedium> of(
            SessionDescription description, MediaDescription medium, Outcome<MediaRemote> where) {
        if (medium.portCount() != 1) {
            return Outcome.refused(MediaReason.SIP_05, "an m-line with " + medium.portCount() + " ports");
        }
        boolean mux = medium.has("rtcp-mux");
        return where.then(remote -> direction(description, medium)
                .then(direction -> PacketTime.of(medium).then(ptime -> formats(medium, mux)
                        .then(formats -> Outcome.granted(
                                new RemoteMedium(remote, direction, ptime, formats, medium.cryptoLines()))))));
    }

    private static Outcome<MediaRemote> remote(
            SessionDescription description, MediaDescription medium, AddressRule rule, boolean mux) {
        Optional<Connection> connection = description.connectionOf(medium);
        if (connection.isEmpty()) {
            return Outcome.refused(MediaReason.SIP_05, "there is no c= line");
        }
        Outcome<InetSocketAddress> rtp = rule.allowed(connection.get(), medium.port());
        if (mux) {
            return rtp.then(to -> Outcome.granted(MediaRemote.multiplexed(to)));
        }
        return rtp.then(to -> rtcp(connection.get(), medium, rule).then(control -> {
            boolean elsewhere = !control.getAddress().equals(to.getAddress());
            return elsewhere
                    ? Outcome.refused(MediaReason.ADV_23, "a=rtcp: names another host than c=")
                    : Outcome.granted(new MediaRemote(to, control, false));
        }));
    }

    /** RFC 3605, else the next port. */
    private static Outcome<InetSocketAddress> rtcp(Connection connection, MediaDescription medium, AddressRule rule) {
        List<String> values = medium.values("rtcp");
        if (values.isEmpty()) {
            return rule.allowed(connection, medium.port() + 1);
        }
        Matcher matcher = RTCP.matcher(values.get(0).strip());
        if (values.size() > 1 || !matcher.matches()) {
            return Outcome.refused(MediaReason.SIP_05, "an a=rtcp: that is malformed or repeated");
        }
        Connection own = matcher.group(2) == null
                ? connection
                : new Connection(matcher.group(2), matcher.group(3), matcher.group(4));
        return rule.allowed(own, Integer.parseInt(matcher.group(1)));
    }

    private static Outcome<Direction> direction(SessionDescription description, MediaDescription medium) {
        List<Direction> own = directions(medium.attributes());
        List<Direction> found = own.isEmpty() ? directions(description.attributes()) : own;
        return found.size() > 1
                ? Outcome.refused(MediaReason.SIP_05, "two directions: " + Excerpt.of(found.toString()))
                : Outcome.granted((found.isEmpty() ? Direction.SENDRECV : found.get(0)).reversed());
    }

    private static List<Direction> directions(List<SdpAttribute> attributes) {
        List<Direction> directions = new ArrayList<>();
        for (SdpAttribute attribute : attributes) {
            if (attribute.value() == null) {
                Direction.named(attribute.name()).ifPresent(directions::add);
            }
        }
        return directions;
    }

    private static Outcome<Formats> formats(MediaDescription medium, boolean mux) {
        return Formats.of(medium).then(formats -> {
            Optional<Integer> likeRtcp = mux ? formats.likeRtcp() : Optional.empty();
            return likeRtcp.isPresent()
                    ? Outcome.refused(MediaReason.SRTP_17, "payload type " + likeRtcp.get() + " with a=rtcp-mux")
                    : Outcome.granted(formats);
        });
    }

    @Override
    public String toString() {
        return "[" + remote + " " + direction + ", " + cryptoLines.size() + " crypto lines]";
    }
}
