package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.Dissection;
import org.sealphone.harness.capture.TcpConnection;
import org.sealphone.harness.capture.TcpReassembly;
import org.sealphone.harness.capture.TcpStream;
import org.sealphone.harness.oracle.sip.CallFollower;
import org.sealphone.harness.oracle.sip.MediaGrant;
import org.sealphone.harness.oracle.sip.SipMessage;
import org.sealphone.harness.oracle.sip.SipStream;
import org.sealphone.harness.oracle.tls.TlsReading;
import org.sealphone.harness.srtp.CryptoLine;

/**
 * Judges TCP: only TLS to the trunk is one, as far as it is made of records that may come there and that open under the key log; what
 * is inside must be SIP to its last octet. The keys and rights of media come from there.
 */
final class StreamJudge {
    /** Alerts of a handshake that failed are sealed with keys that a log may not have; nothing else is that short. */
    private static final int ALERTS = 64;

    private final OracleRules rules;
    private final Account account;
    private final TcpReassembly reassembly = new TcpReassembly();
    private final Map<Long, Dissection> dissections = new HashMap<>();
    private final List<TlsFlow> flows = new ArrayList<>();
    private final List<Verdict.Said> said = new ArrayList<>();
    private final List<MediaGrant> grants = new ArrayList<>();
    private final List<Canary> keyCanaries = new ArrayList<>();
    private final Set<String> keysSeen = new HashSet<>();
    private final List<byte[]> decrypted = new ArrayList<>();
    private final Map<String, String> keyOwners = new HashMap<>();
    private final Map<TcpConnection, CallFollower> followers = new LinkedHashMap<>();

    StreamJudge(OracleRules rules, Account account) {
        this.rules = rules;
        this.account = account;
    }

    void segment(Dissection segment) {
        reassembly.accept(segment);
        if (segment.payloadLength() > 0) {
            dissections.put(segment.packet().number(), segment);
        }
    }

    void finish() {
        for (TcpConnection connection : reassembly.connections()) {
            if (rules.trunks().contains(connection.server())) {
                tls(connection);
            } else {
                octets(connection.fromClient(), 0, "TCP to where no trunk is");
                octets(connection.fromServer(), 0, "TCP to where no trunk is");
            }
        }
        followers.forEach(this::goodbyesElsewhere);
        followers.forEach(this::agreed);
    }

    private void tls(TcpConnection connection) {
        TlsReading reading = TlsReading.read(
                connection.fromClient().bytes(), connection.fromServer().bytes(), rules.keyLog(), rules.cbcToo());
        octets(
                connection.fromClient(),
                reading.client().valid(),
                reading.client().problem());
        octets(
                connection.fromServer(),
                reading.server().valid(),
                reading.server().problem());
        reading.offences().forEach(offence -> account.problem(connection + ": " + offence));
        if (!rules.keyLog().isEmpty() && reading.client().blindOctets() > ALERTS) {
            account.problem(
                    connection + ": " + reading.client().blindOctets() + " octets that the key log does not open");
        }
        SipStream fromClient = SipStream.read(true, reading.client().chunks(), connection.fromClient());
        SipStream fromServer = SipStream.read(false, reading.server().chunks(), connection.fromServer());
        decrypted.add(fromClient.octets());
        decrypted.add(fromServer.octets());
        unparsed(connection, fromClient, "client", connection.client());
        unparsed(connection, fromServer, "server", connection.server());
        List<SipMessage> messages = new ArrayList<>(fromClient.messages());
        messages.addAll(fromServer.messages());
        messages.sort(Comparator.comparing(SipMessage::time));
        messages.forEach(message -> said.add(new Verdict.Said(message.time(), message.fromClient(), message.text())));
        follow(connection, messages);
        flows.add(new TlsFlow(
                connection.client(),
                connection.server(),
                reading.version(),
                reading.suite(),
                reading.serverName(),
                reading.protocols(),
                connection.fromClient().length(),
                connection.fromServer().length(),
                fromClient.octets().length,
                fromClient.messages().size(),
                fromServer.messages().size()));
    }

    private void unparsed(TcpConnection connection, SipStream stream, String side, InetSocketAddress author) {
        if (stream.unparsed() > 0 && !account.isPeer(author)) {
            account.problem(
                    connection + ": " + stream.unparsed() + " decrypted octets of the " + side + " that are no SIP");
        }
    }

    private void follow(TcpConnection connection, List<SipMessage> messages) {
        CallFollower follower = new CallFollower();
        messages.forEach(follower::message);
        if (connection.ended()) {
            Instant lost = connection.lastSeen();
            follower.flowEnds(lost.plus(rules.afterFlowLoss()));
        }
        followers.put(connection, follower);
    }

    /** A phone whose connection is lost says goodbye on its next one, and has no minute left from then on. */
    private void goodbyesElsewhere(TcpConnection connection, CallFollower follower) {
        followers.forEach((other, elsewhere) -> {
            boolean sameAddress =
                    other.client().getAddress().equals(connection.client().getAddress());
            if (elsewhere != follower && sameAddress) {
                elsewhere.goodbyes().forEach(follower::goodbyeElsewhere);
            }
        });
    }

    private void agreed(TcpConnection connection, CallFollower follower) {
        grants.addAll(follower.grants());
        follower.problems().forEach(problem -> account.problem(connection + ": " + problem));
        for (CryptoLine line : follower.keysSeen()) {
            if (keysSeen.add(line.keys().fingerprint())) {
                keyCanaries.add(Canary.key("SDES key", line.keys().masterKeyAndSalt()));
            }
        }
        for (MediaGrant grant : follower.grants()) {
            String owner = keyOwners.putIfAbsent(grant.keys().fingerprint(), grant.callId());
            if (owner != null && !owner.equals(grant.callId())) {
                account.problem(connection + ": one master key in two calls");
            }
        }
    }

    /** Enters each segment: what lies before {@code valid} and does not contradict is TLS. */
    private void octets(TcpStream stream, int valid, String why) {
        for (TcpStream.Segment segment : stream.segments()) {
            Dissection frame = dissections.get(segment.packet().number());
            if (frame == null) {
                throw new IllegalStateException("a segment without its dissection");
            }
            if (stream.contradicts(segment.packet())) {
                account.unknown(
                        frame, "a TCP segment that repeats octets with another content, or lies outside of the stream");
                continue;
            }
            int good = (int) Math.max(0, Math.min(segment.length(), valid - segment.offset()));
            account.enter(OctetClass.TLS, good);
            account.unknown(
                    frame,
                    segment.frameOffset() + good,
                    segment.length() - good,
                    why.isEmpty() ? "octets behind a gap in the stream" : why);
        }
    }

    /** Canaries that lie across segments; what lies within one is found in its frame. */
    long sightingsAcrossSegments(CanarySearch search) {
        long count = 0;
        for (TcpConnection connection : reassembly.connections()) {
            count += across(search, connection.fromClient()) + across(search, connection.fromServer());
        }
        return count;
    }

    private static long across(CanarySearch search, TcpStream stream) {
        if (stream.length() == 0) {
            return 0;
        }
        return search.in(stream.bytes()).stream()
                .filter(sighting -> !samePacket(stream, sighting.from(), sighting.to() - 1))
                .count();
    }

    private static boolean samePacket(TcpStream stream, int first, int last) {
        CapturedPacket one = stream.packetOf(first);
        return one.number() == stream.packetOf(last).number();
    }

    List<MediaGrant> grants() {
        return grants;
    }

    List<Canary> keyCanaries() {
        return keyCanaries;
    }

    List<byte[]> decrypted() {
        return decrypted;
    }

    List<Verdict.Said> said() {
        return said;
    }

    List<TlsFlow> flows() {
        return flows;
    }
}
