package org.sealphone.harness.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.Dissection;
import org.sealphone.harness.capture.Dissector;
import org.sealphone.harness.oracle.datagram.DnsQuestion;
import org.sealphone.harness.oracle.datagram.Housekeeping;
import org.sealphone.harness.oracle.sip.MediaGrant;

/**
 * Accounts for every octet of a capture, default deny (standards 4.2). First the TCP streams, for they hold the keys; then every
 * datagram in the order of capture; last the search for canaries. Packets may be handed in one by one or all at once; a verdict can be
 * asked for at any time and never changes what comes later. Owned by one thread.
 */
public final class Oracle {
    private final OracleRules rules;
    private final List<CapturedPacket> packets = new ArrayList<>();

    public Oracle(OracleRules rules) {
        this.rules = rules;
    }

    public static Verdict judge(OracleRules rules, Collection<CapturedPacket> packets) {
        return new Judgement(rules, packets).verdict();
    }

    /** The same with the controls that are planted into exactly this run. */
    public static Verdict judgeWithControls(OracleRules rules, Collection<CapturedPacket> packets) {
        Judgement first = new Judgement(rules, packets);
        return first.verdict().withControls(PlantedControls.run(rules, packets, first));
    }

    public void accept(CapturedPacket packet) {
        packets.add(packet);
    }

    public Verdict verdict() {
        return judge(rules, packets);
    }

    /** Two passes over the packets: the first for the streams, which hold the keys, the second for every frame. Keeps none of them. */
    static final class Judgement {
        private final OracleRules rules;
        private final Account account;
        private final StreamJudge streams;
        private final Housekeeping housekeeping = new Housekeeping();
        private final MediaJudge media;
        private final CanarySearch inClear;
        private final Set<String> asked = new HashSet<>();
        private long frames;
        private long seenInClear;

        Judgement(OracleRules rules, Iterable<CapturedPacket> packets) {
            this.rules = rules;
            this.account = new Account(rules);
            this.streams = new StreamJudge(rules, account);
            for (CapturedPacket packet : packets) {
                Dissection frame = Dissector.dissect(packet);
                if (frame.kind() == Dissection.Kind.TCP) {
                    streams.segment(frame);
                }
            }
            streams.finish();
            List<MediaGrant> grants = new ArrayList<>(rules.grants());
            grants.addAll(streams.grants());
            media = new MediaJudge(rules, grants, account);
            List<Canary> all = new ArrayList<>(rules.canaries());
            all.addAll(streams.keyCanaries());
            inClear = new CanarySearch(all);
            packets.forEach(packet -> frame(Dissector.dissect(packet)));
            media.finish();
        }

        private void frame(Dissection frame) {
            frames++;
            account.enter(OctetClass.LINK, frame.headerLength());
            if (frame.stray() > 0) {
                strayOctets(frame);
            }
            switch (frame.kind()) {
                case TCP -> {
                    // Entered by the streams.
                }
                case UDP -> {
                    housekeeping.remember(frame);
                    account.datagram(frame);
                    datagram(frame);
                }
                case ARP, ICMP, ICMPV6, IGMP -> {
                    if (housekeeping.allows(frame)) {
                        account.enter(OctetClass.LINK, frame.payloadLength());
                    } else {
                        account.unknown(frame, frame.kind() + " with content");
                    }
                }
                case OTHER -> account.unknown(frame, frame.problem());
            }
            if (!account.isControl(frame.packet().number()) && !account.isPeer(frame.source())) {
                seenInClear += inClear.in(frame.packet().bytes()).size();
            }
        }

        private void strayOctets(Dissection frame) {
            int length = frame.packet().length();
            boolean behind = frame.payloadOffset() + frame.payloadLength() + frame.stray() == length;
            int from = behind ? length - frame.stray() : 0;
            account.unknown(frame, from, frame.stray(), frame.problem());
        }

        private void datagram(Dissection frame) {
            boolean query = rules.resolvers().contains(frame.destination());
            boolean answer = rules.resolvers().contains(frame.source());
            if (!query && !answer) {
                media.judge(frame);
                return;
            }
            Optional<DnsQuestion> question = DnsQuestion.parse(frame.payload());
            boolean known = question.isPresent()
                    && question.get().query() == query
                    && rules.names().contains(question.get().name());
            String key = question.map(DnsQuestion::name).orElse("") + (query ? frame.source() : frame.destination());
            if (known && query) {
                asked.add(key);
            }
            if (known && asked.contains(key)) {
                account.enter(OctetClass.DNS, frame.payloadLength());
                if (query) {
                    account.question(frame);
                }
            } else {
                account.unknown(
                        frame,
                        "DNS that is not on the list: "
                                + question.map(DnsQuestion::name)
                                        .map(Judgement::printable)
                                        .orElse("unreadable"));
            }
        }

        private static String printable(String name) {
            return name.replaceAll("[^!-~]", "?");
        }

        List<MediaJudge.Specimen> specimens() {
            return media.specimens();
        }

        Instant until(MediaJudge.Specimen specimen) {
            return media.until(specimen.grant());
        }

        Set<Long> flagged() {
            return account.flagged();
        }

        Verdict verdict() {
            return new Verdict(
                    frames,
                    account.octets(),
                    account.leakCount(),
                    account.leaks(),
                    account.peerFindings(),
                    account.problems(),
                    canaries(),
                    controls(),
                    streams.said(),
                    account.datagrams(),
                    account.questions(),
                    streams.flows(),
                    media.flows());
        }

        private Verdict.CanarySightings canaries() {
            long seen = seenInClear + streams.sightingsAcrossSegments(inClear);
            CanarySearch inside = new CanarySearch(rules.canaries());
            Set<Canary> decrypted = new LinkedHashSet<>();
            streams.decrypted().forEach(text -> inside.in(text).forEach(sighting -> decrypted.add(sighting.canary())));
            List<String> missing = new ArrayList<>();
            List<String> forbidden = new ArrayList<>();
            for (Canary canary : rules.canaries()) {
                if (canary.isExpected() && !decrypted.contains(canary)) {
                    missing.add(canary.name());
                } else if (!canary.isExpected() && decrypted.contains(canary)) {
                    forbidden.add(canary.name());
                }
            }
            if (rules.toneHz() > 0 && media.flows().stream().noneMatch(MediaFlow::toneHeard)) {
                missing.add("tone");
            }
            return new Verdict.CanarySightings(missing, seen, forbidden);
        }

        private Verdict.Controls controls() {
            List<String> missed = new ArrayList<>();
            for (ControlShot shot : rules.controls()) {
                if (!account.caught().contains(shot)) {
                    missed.add(shot.name());
                }
            }
            int total = rules.controls().size();
            return new Verdict.Controls(total, total - missed.size(), missed);
        }
    }
}
