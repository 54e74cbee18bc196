package org.sealphone.harness.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealphone.harness.capture.Dissection;
import org.sealphone.harness.oracle.datagram.PadLedger;
import org.sealphone.harness.oracle.datagram.RtcpLayout;
import org.sealphone.harness.oracle.sip.MediaGrant;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.Opening;
import org.sealphone.harness.srtp.RtcpOpener;
import org.sealphone.harness.srtp.RtpLayout;
import org.sealphone.harness.srtp.RtpOpener;

/**
 * Judges datagrams as SRTP and SRTCP (standards 4.2): addresses, time, authentication, decryption, E bit, one SSRC for a key, no key
 * stream twice, payload of the negotiated codec. Says why not, or accepts.
 */
final class MediaJudge {
    private static final int LONGEST_FRAME = 1600;
    private static final int FRAME = 160;
    /** Of 160 octets of cipher text 119 values are distinct on average, with a deviation of 5. */
    private static final int FEWEST_DISTINCT = 76;

    private final OracleRules rules;
    private final List<MediaGrant> grants;
    private final Account account;
    private final PadLedger pads = new PadLedger();
    private final Map<HarnessKeys, RtpOpener> rtp = new HashMap<>();
    private final Map<HarnessKeys, RtcpOpener> rtcp = new HashMap<>();
    private final Map<String, Integer> sources = new HashMap<>();
    private final Map<String, MediaFlow> flows = new LinkedHashMap<>();
    private final List<Specimen> specimens = new ArrayList<>();

    MediaJudge(OracleRules rules, List<MediaGrant> grants, Account account) {
        this.rules = rules;
        this.grants = grants;
        this.account = account;
    }

    void judge(Dissection datagram) {
        byte[] payload = datagram.payload();
        boolean control = RtpLayout.isRtcp(payload, payload.length);
        String why = "no SDP names these addresses";
        for (MediaGrant grant : candidates(datagram, control)) {
            Optional<String> objection = time(grant, datagram.packet().time());
            if (objection.isEmpty()) {
                objection = control ? rtcp(grant, datagram, payload) : rtp(grant, datagram, payload);
            }
            if (objection.isEmpty()) {
                return;
            }
            why = objection.get();
        }
        account.unknown(datagram, why);
    }

    /** Where a phone's own flow tells when it may send, nobody else's does. */
    private List<MediaGrant> candidates(Dissection datagram, boolean control) {
        List<MediaGrant> fitting = new ArrayList<>();
        for (MediaGrant grant : grants) {
            boolean fits = control
                    ? grant.fromRtcp().equals(datagram.source())
                            && grant.toRtcp().equals(datagram.destination())
                    : grant.fromRtp().equals(datagram.source()) && grant.toRtp().equals(datagram.destination());
            if (fits) {
                fitting.add(grant);
            }
        }
        boolean own = fitting.stream().anyMatch(MediaGrant::byClient);
        fitting.removeIf(grant -> own && !grant.byClient());
        return fitting;
    }

    private Optional<String> time(MediaGrant grant, Instant time) {
        if (time.isBefore(grant.since())) {
            return Optional.of("media before its key was agreed");
        }
        boolean late =
                !grant.until().equals(Instant.MAX) && time.isAfter(grant.until().plus(rules.grace()));
        return late ? Optional.of("media after its call or key had ended") : Optional.empty();
    }

    private Optional<String> rtp(MediaGrant grant, Dissection datagram, byte[] payload) {
        Opening opening =
                rtp.computeIfAbsent(grant.keys(), HarnessSrtp::receiver).open(payload);
        Optional<String> objection = opened(opening, grant, false, payload);
        if (objection.isEmpty()) {
            objection = rtpPlain(grant, opening.plain());
        }
        if (objection.isEmpty() && looksPlain(payload, opening.plain().length)) {
            objection = Optional.of("authentic, but its payload is not encrypted");
        }
        if (objection.isEmpty()) {
            accept(OctetClass.SRTP, grant, datagram, opening, payload);
        }
        return objection;
    }

    private Optional<String> rtcp(MediaGrant grant, Dissection datagram, byte[] payload) {
        Opening opening =
                rtcp.computeIfAbsent(grant.keys(), HarnessSrtp::rtcpReceiver).open(payload);
        Optional<String> objection = opened(opening, grant, true, payload);
        if (objection.isEmpty()) {
            objection = RtcpLayout.problem(opening.plain());
        }
        if (objection.isEmpty()) {
            accept(OctetClass.SRTCP, grant, datagram, opening, payload);
        }
        return objection;
    }

    private Optional<String> opened(Opening opening, MediaGrant grant, boolean control, byte[] payload) {
        return switch (opening.outcome()) {
            case OPENED, REPLAYED -> pads.mayUse(grant.keys(), control, opening.ssrc(), opening.index(), payload)
                    ? Optional.empty()
                    : Optional.of("two-time pad: this key, SSRC and index have covered another content");
            case UNENCRYPTED -> Optional.of("SRTCP without encryption: its E bit is zero");
            case NOT_AUTHENTIC -> Optional.of("does not authenticate under the key of its SDP");
            case MALFORMED -> Optional.of("no RTP or RTCP");
        };
    }

    private Optional<String> rtpPlain(MediaGrant grant, byte[] plain) {
        int header = RtpLayout.headerLength(plain, plain.length);
        if ((plain[0] & 0x1f) != 0) {
            return Optional.of("header extension or contributing sources in clear");
        }
        if (!grant.codecs().containsKey(RtpLayout.payloadType(plain))) {
            return Optional.of("payload type " + RtpLayout.payloadType(plain) + " was not negotiated");
        }
        int length = plain.length - header;
        if (length < 1 || length > LONGEST_FRAME) {
            return Optional.of("a payload of " + length + " octets");
        }
        Integer other = sources.putIfAbsent(grant.keys().fingerprint(), RtpLayout.ssrc(plain));
        return other == null || other == RtpLayout.ssrc(plain)
                ? Optional.empty()
                : Optional.of("a second SSRC under one key");
    }

    /** Sound in the place of the cipher text: cipher text is spread over all values. */
    private static boolean looksPlain(byte[] sealed, int plainLength) {
        int header = RtpLayout.headerLength(sealed, sealed.length);
        return plainLength - header >= FRAME && distinct(sealed, header) < FEWEST_DISTINCT;
    }

    private static int distinct(byte[] octets, int from) {
        BitSet values = new BitSet(256);
        for (int i = from; i < from + FRAME; i++) {
            values.set(octets[i] & 0xff);
        }
        return values.cardinality();
    }

    /** What cannot be said of one packet: that the whole of a flow decrypts to noise. */
    void finish() {
        for (MediaFlow flow : flows.values()) {
            flow.tone().close();
            if (flow.noise()) {
                account.problem(flow + ": decrypts to noise");
            }
        }
    }

    private void accept(OctetClass octetClass, MediaGrant grant, Dissection datagram, Opening opening, byte[] payload) {
        account.enter(octetClass, payload.length);
        boolean control = octetClass == OctetClass.SRTCP;
        String key = grant.keys().fingerprint() + datagram.source() + datagram.destination() + control;
        MediaFlow flow = flows.get(key);
        if (flow == null) {
            flow = new MediaFlow(
                    datagram.source(),
                    datagram.destination(),
                    grant.keys().suite().name(),
                    control,
                    opening.ssrc(),
                    rules.toneHz());
            flows.put(key, flow);
            specimens.add(new Specimen(grant, datagram, control, opening));
        }
        flow.packet(datagram.packet().time(), payload.length, opening.index());
        if (!control) {
            byte[] plain = opening.plain();
            String codec = grant.codecs().getOrDefault(RtpLayout.payloadType(plain), "");
            int header = RtpLayout.headerLength(plain, plain.length);
            flow.tone().packet(codec, plain, header);
            if (!codec.toLowerCase(Locale.ROOT).startsWith("telephone-event")) {
                flow.frame(plain.length - header);
            }
            if (codec.startsWith("PCM") && plain.length - header >= FRAME) {
                flow.decrypted(distinct(plain, header));
            }
        }
    }

    /** When the last right to send under this key on this way ends. */
    Instant until(MediaGrant like) {
        return grants.stream()
                .filter(grant -> grant.keys().fingerprint().equals(like.keys().fingerprint())
                        && grant.fromRtp().equals(like.fromRtp())
                        && grant.toRtp().equals(like.toRtp()))
                .map(MediaGrant::until)
                .max(Comparator.naturalOrder())
                .orElse(like.until());
    }

    List<MediaFlow> flows() {
        return List.copyOf(flows.values());
    }

    /** The first datagram of each flow, for controls. */
    List<Specimen> specimens() {
        return specimens;
    }

    /** An accepted datagram and what was in it. */
    record Specimen(MediaGrant grant, Dissection datagram, boolean control, Opening opening) {}
}
