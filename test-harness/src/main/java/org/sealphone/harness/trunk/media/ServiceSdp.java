package org.sealphone.harness.trunk.media;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SdpDocument;
import org.sealphone.harness.sip.SdpMedia;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.media.codec.Codec;

/**
 * The SDP of one service's call: answers offers and makes its own (RFC 3264), with fresh keys (RFC 4568). A later offer that changes
 * neither suite nor tag keeps this side's key, so that its contexts go on. Owned by the loop thread.
 */
public final class ServiceSdp {
    private final MediaPorts ports;
    private final StreamPlan.Voice voice;
    private final SecureRandom random;
    private final long session;
    private int version;
    private @Nullable CryptoLine own;
    private List<CryptoLine> offered = List.of();

    public ServiceSdp(MediaPorts ports, StreamPlan.Voice voice, SecureRandom random) {
        this.ports = ports;
        this.voice = voice;
        this.random = random;
        this.session = random.nextInt(Integer.MAX_VALUE);
    }

    /** An answer and what it agrees on. */
    public record Answer(String sdp, StreamPlan plan) {
        /** Leaves the SDP out: it holds keys. */
        @Override
        public String toString() {
            return "Answer[" + plan.codec() + "]";
        }
    }

    /** Answers the first secure audio of the offer and refuses its other media; empty where there is none to accept. */
    public Optional<Answer> answer(SdpDocument offer) {
        for (int i = 0; i < offer.media().size(); i++) {
            Optional<AudioTerms> terms = AudioTerms.read(offer, i).filter(this::reachable);
            Optional<CryptoLine> theirs = terms.flatMap(read -> SdesRules.choose(read.medium()));
            if (terms.isPresent() && theirs.isPresent()) {
                return Optional.of(answer(offer, terms.get(), theirs.get()));
            }
        }
        return Optional.empty();
    }

    /** These sockets speak one family of addresses; nothing can be sent to one of the other. */
    private boolean reachable(AudioTerms terms) {
        Class<?> family = ports.rtp().getAddress().getClass();
        return terms.rtp().getAddress().getClass() == family
                && terms.rtcp().getAddress().getClass() == family;
    }

    private Answer answer(SdpDocument offer, AudioTerms terms, CryptoLine theirs) {
        CryptoLine mine = own;
        if (mine == null || mine.tag() != theirs.tag() || mine.suite() != theirs.suite()) {
            mine = CryptoLine.of(theirs.tag(), HarnessKeys.generate(theirs.suite(), random));
            own = mine;
        }
        List<SdpMedia> media = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia refused = offer.media().get(i).refused();
            media.add(i == terms.index() ? medium(terms.medium().profile(), terms, List.of(mine)) : refused);
        }
        return new Answer(new SdpDocument(sessionLines(), media).text(), plan(terms, mine, theirs));
    }

    private StreamPlan plan(AudioTerms terms, CryptoLine mine, CryptoLine theirs) {
        return new StreamPlan(
                voice,
                terms.codec(),
                terms.payloadType(),
                terms.events(),
                mine.keys(),
                theirs.keys(),
                terms.rtp(),
                terms.rtcp(),
                terms.mux(),
                terms.receives());
    }

    private SdpMedia medium(String profile, AudioTerms terms, List<CryptoLine> lines) {
        List<String> below = new ArrayList<>();
        List<String> types = new ArrayList<>();
        types.add("" + terms.payloadType());
        format(below, terms.codec(), terms.payloadType());
        if (terms.events() >= 0) {
            types.add("" + terms.events());
            below.add("a=rtpmap:" + terms.events() + " "
                    + terms.medium().encoding("" + terms.events()).orElseThrow().toLowerCase(Locale.ROOT));
            below.add("a=fmtp:" + terms.events() + " 0-16");
        }
        below.add("a=ptime:20");
        lines.forEach(line -> below.add(line.line()));
        if (terms.mux()) {
            below.add("a=rtcp-mux");
        }
        below.add("a=" + terms.mirrored());
        return new SdpMedia("audio", ports.rtp().getPort(), profile, types, below);
    }

    private static void format(List<String> below, Codec codec, int type) {
        below.add("a=rtpmap:" + type + " " + AudioTerms.rtpmap(codec));
        if (!codec.parameters().isEmpty()) {
            below.add("a=fmtp:" + type + " " + codec.parameters());
        }
    }

    private List<String> sessionLines() {
        String family = ports.rtp().getAddress() instanceof Inet6Address ? "IP6 " : "IP4 ";
        String address = family + ports.rtp().getAddress().getHostAddress();
        return List.of(
                "v=0", "o=trunk " + session + " " + ++version + " IN " + address, "s=-", "c=IN " + address, "t=0 0");
    }

    /** An offer of its own: one audio with a line for each of the three suites that every phone here knows. */
    public String offer() {
        List<CryptoLine> lines = new ArrayList<>();
        for (HarnessSuite suite : List.of(
                HarnessSuite.AEAD_AES_256_GCM, HarnessSuite.AEAD_AES_128_GCM, HarnessSuite.AES_CM_128_HMAC_SHA1_80)) {
            lines.add(CryptoLine.of(lines.size() + 1, HarnessKeys.generate(suite, random)));
        }
        offered = List.copyOf(lines);
        List<String> below = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (Codec codec : Codec.preferred()) {
            format(below, codec, codec.payloadType());
            types.add("" + codec.payloadType());
        }
        for (int clock :
                Codec.preferred().stream().mapToInt(Codec::clockRate).distinct().toArray()) {
            int type = clock == 8000 ? 101 : 100;
            types.add("" + type);
            below.add("a=rtpmap:" + type + " telephone-event/" + clock);
            below.add("a=fmtp:" + type + " 0-16");
        }
        below.add("a=ptime:20");
        lines.forEach(line -> below.add(line.line()));
        below.add("a=rtcp-mux");
        below.add("a=sendrecv");
        SdpMedia audio = new SdpMedia("audio", ports.rtp().getPort(), "RTP/SAVP", types, below);
        return new SdpDocument(sessionLines(), List.of(audio)).text();
    }

    /** Reads the answer to {@link #offer}; empty where it breaks the rules. */
    public Optional<StreamPlan> answered(SdpDocument answer) {
        List<Integer> accepted = IntStream.range(0, answer.media().size())
                .filter(i -> answer.media().get(i).port() != 0)
                .boxed()
                .toList();
        if (accepted.size() != 1) {
            return Optional.empty();
        }
        return AudioTerms.read(answer, accepted.get(0))
                .filter(this::reachable)
                .flatMap(terms -> SdesRules.accepted(terms.medium(), offered).map(theirs -> {
                    CryptoLine mine = offered.stream()
                            .filter(line -> line.tag() == theirs.tag())
                            .findFirst()
                            .orElseThrow();
                    own = mine;
                    return plan(terms, mine, theirs);
                }));
    }

    public InetSocketAddress rtp() {
        return ports.rtp();
    }
}
