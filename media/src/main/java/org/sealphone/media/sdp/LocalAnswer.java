package org.sealphone.media.sdp;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

/**
 * Our answer to an offer (RFC 3264 section 6, RFC 4568 section 5.1.2): the first m-line that is secure audio we can
 * speak, with exactly one codec, telephone events beside it, and one crypto line; every other m-line is rejected with port 0 (SDES-36).
 *
 * <p>Refused as a whole, to be answered with 488: offers without such a line (plain, opportunistic, DTLS alone, SAVPF),
 * keys above the first m-line, and a second way of agreeing on keys. The plan owns the keys of both sides.
 */
public final class LocalAnswer {
    private final MediaPlan plan;
    private final LocalDescription description;

    private LocalAnswer(MediaPlan plan, LocalDescription description) {
        this.plan = plan;
        this.description = description;
    }

    /** An answer with fresh keys of ours, or why there can be none. */
    public static Outcome<LocalAnswer> to(
            String offer, LocalMedia local, List<Codec> codecs, List<SrtpSuite> suites, SecureRandom random) {
        return SdpParser.parse(offer).then(parsed -> new Judge(parsed, local, codecs, suites, random).judge());
    }

    public MediaPlan plan() {
        return plan;
    }

    /** The answer as it goes into a message; only a verified flow can lend the writer. Always the same text. */
    public String text(CryptoWriter writer) {
        return description.text(writer);
    }

    /** What both sides have said. */
    public SessionTerms terms() {
        return new SessionTerms(description, plan);
    }

    /** One look at one offer. */
    private record Judge(
            SessionDescription offer,
            LocalMedia local,
            List<Codec> codecs,
            List<SrtpSuite> suites,
            SecureRandom random) {

        Outcome<LocalAnswer> judge() {
            if (offer.sessionCrypto()) {
                return Outcome.refused(CryptoReason.SDES_01, "a=crypto above the first m-line");
            }
            List<Refusal> refusals = new ArrayList<>();
            for (MediaDescription medium : offer.media()) {
                if (medium.media().equals("audio") && medium.protocol().equals(RemoteMedium.SECURE)) {
                    Outcome<LocalAnswer> outcome = secure(medium);
                    if (outcome instanceof Outcome.Granted) {
                        return outcome;
                    }
                    outcome.fold(granted -> granted, refusals::add);
                }
            }
            return refusals.isEmpty() ? nothingSecure() : new Outcome.Refused<>(refusals.get(0));
        }

        private Outcome<LocalAnswer> secure(MediaDescription medium) {
            if (offer.otherKeyManagement(medium)) {
                return Outcome.refused(MediaReason.SDES_35, "k= or a=key-mgmt");
            }
            return RemoteMedium.of(offer, medium, local).then(remote -> agree(medium, remote));
        }

        private Outcome<LocalAnswer> agree(MediaDescription medium, RemoteMedium remote) {
            List<PayloadFormat> spoken = remote.formats().ours(codecs);
            if (spoken.isEmpty()) {
                return Outcome.refused(
                        MediaReason.CODEC_01,
                        "none of payload types " + Excerpt.of(medium.formats() + "") + " is spoken");
            }
            return Negotiation.answerer(remote.cryptoLines(), suites, random)
                    .fold(
                            agreed -> Outcome.granted(answer(medium, remote, spoken.subList(0, 1), agreed)),
                            rejected -> new Outcome.Refused<>(rejected.refusal()));
        }

        private LocalAnswer answer(
                MediaDescription medium, RemoteMedium remote, List<PayloadFormat> one, Agreed agreed) {
            List<TelephoneEvents> events = remote.formats().events(one.get(0).codec()).stream()
                    .limit(1)
                    .toList();
            MediaPlan plan = new MediaPlan(agreed, one, events, remote.ptime(), remote.remote(), remote.direction());
            LocalDescription.Stream stream = new LocalDescription.Stream(
                    local,
                    one,
                    events,
                    plan.ptime(),
                    plan.remote().mux(),
                    plan.direction(),
                    List.of(agreed.localLine()));
            return new LocalAnswer(
                    plan, LocalDescription.first(random, LocalDescription.Frame.of(offer, medium), stream));
        }

        private Outcome<LocalAnswer> nothingSecure() {
            return new Outcome.Refused<>(whyInsecure(offer));
        }
    }

    /** Why an offer has no secure line: opportunistic encryption has a name of its own (RFC 8643, RFC 5939). */
    static Refusal whyInsecure(SessionDescription offer) {
        Optional<MediaDescription> opportunistic = offer.media().stream()
                .filter(medium -> medium.protocol().startsWith("RTP/AVP"))
                .filter(medium -> !medium.cryptoLines().isEmpty() || medium.has("pcfg") || medium.has("acfg"))
                .findFirst();
        if (opportunistic.isPresent()) {
            return new Refusal(
                    MediaReason.SDES_36,
                    "a=crypto or a=pcfg on " + opportunistic.get().protocol());
        }
        List<String> protocols = offer.media().stream()
                .map(MediaDescription::protocol)
                .distinct()
                .toList();
        return new Refusal(CryptoReason.SDES_10, "the offer has no RTP/SAVP but " + Excerpt.of(protocols + ""));
    }
}
