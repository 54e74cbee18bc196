package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.capture.Dissection;

/** The books of one judgement: each octet is entered once, under one class. Owned by one thread. */
final class Account {
    private static final int MAX_EVIDENCE = 1000;

    private final OracleRules rules;
    private final Map<OctetClass, Long> octets = new EnumMap<>(OctetClass.class);
    private final List<Leak> leaks = new ArrayList<>();
    private final List<Leak> peerFindings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<ControlShot> caught = new HashSet<>();
    private final Set<Long> flagged = new HashSet<>();
    private final Set<Long> controlPackets = new HashSet<>();
    private final Map<InetSocketAddress, Verdict.Datagrams> datagrams = new HashMap<>();
    private final Map<InetSocketAddress, Verdict.Datagrams> questions = new HashMap<>();
    private long leakCount;

    Account(OracleRules rules) {
        this.rules = rules;
        for (OctetClass octetClass : OctetClass.values()) {
            octets.put(octetClass, 0L);
        }
    }

    void enter(OctetClass octetClass, int count) {
        octets.merge(octetClass, (long) count, Long::sum);
    }

    void datagram(Dissection datagram) {
        datagrams.merge(datagram.source(), new Verdict.Datagrams(1, datagram.payloadLength()), Verdict.Datagrams::plus);
    }

    /** A question to a name server that was allowed. */
    void question(Dissection datagram) {
        questions.merge(datagram.source(), new Verdict.Datagrams(1, datagram.payloadLength()), Verdict.Datagrams::plus);
    }

    /** The payload belongs nowhere: a control that was caught, a peer's business, or a leak. */
    void unknown(Dissection frame, String why) {
        unknown(frame, frame.payloadOffset(), frame.payloadLength(), why);
    }

    void unknown(Dissection frame, int offset, int length, String why) {
        if (length == 0) {
            return;
        }
        flagged.add(frame.packet().number());
        ControlShot shot = control(frame);
        if (shot != null) {
            caught.add(shot);
            controlPackets.add(frame.packet().number());
            enter(OctetClass.CONTROL, length);
            return;
        }
        Leak leak = new Leak(
                frame.packet().time(),
                frame.packet().number(),
                frame.source(),
                frame.destination(),
                length,
                why,
                Leak.hexdump(frame.packet().bytes(), offset, length));
        if (isPeer(frame.source())) {
            enter(OctetClass.PEER, length);
            keep(peerFindings, leak);
        } else {
            enter(OctetClass.UNKNOWN, length);
            leakCount++;
            keep(leaks, leak);
        }
    }

    private static void keep(List<Leak> list, Leak leak) {
        if (list.size() < MAX_EVIDENCE) {
            list.add(leak);
        }
    }

    boolean isPeer(InetSocketAddress address) {
        return address.getAddress() != null && rules.peers().contains(address.getAddress());
    }

    private @Nullable ControlShot control(Dissection frame) {
        if (frame.kind() == Dissection.Kind.UDP && !rules.controls().isEmpty()) {
            byte[] payload = frame.payload();
            for (ControlShot shot : rules.controls()) {
                if (shot.is(frame.source(), frame.destination(), payload)) {
                    return shot;
                }
            }
        }
        return null;
    }

    /** A broken rule that no single octet shows. */
    void problem(String text) {
        if (problems.size() < MAX_EVIDENCE && !problems.contains(text)) {
            problems.add(text);
        }
    }

    boolean isControl(long packet) {
        return controlPackets.contains(packet);
    }

    /** Packets with octets that belong nowhere, whoever sent them. */
    Set<Long> flagged() {
        return flagged;
    }

    Map<OctetClass, Long> octets() {
        return octets;
    }

    List<Leak> leaks() {
        return leaks;
    }

    long leakCount() {
        return leakCount;
    }

    List<Leak> peerFindings() {
        return peerFindings;
    }

    List<String> problems() {
        return problems;
    }

    Set<ControlShot> caught() {
        return caught;
    }

    Map<InetSocketAddress, Verdict.Datagrams> datagrams() {
        return datagrams;
    }

    Map<InetSocketAddress, Verdict.Datagrams> questions() {
        return questions;
    }
}
