package org.sealphone.media.sdp;

import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

/**
 * The one look at an answer, to a first offer and to a later one: as many m-lines as were offered, ours still audio over
 * RTP/SAVP and all others rejected, no second way of agreeing on keys, codecs and a crypto line that were offered.
 */
final class AnsweredMedium {
    private AnsweredMedium() {}

    /** The m-line that answers ours. */
    static Outcome<MediaDescription> of(SessionDescription answer, LocalDescription.Frame offered) {
        if (answer.sessionCrypto()) {
            return Outcome.refused(CryptoReason.SDES_01, "a=crypto above the first m-line");
        }
        int count = answer.media().size();
        if (count != offered.size()) {
            return Outcome.refused(MediaReason.SIP_05, count + " m-lines in the answer to " + offered.size());
        }
        for (int place = 0; place < count; place++) {
            if (place != offered.place() && answer.media().get(place).port() != 0) {
                return Outcome.refused(MediaReason.SIP_05, "m-line " + (place + 1) + " was offered with port 0");
            }
        }
        MediaDescription medium = answer.media().get(offered.place());
        Optional<Outcome<MediaDescription>> fault = profile(medium);
        if (fault.isPresent()) {
            return fault.get();
        }
        return answer.otherKeyManagement(medium)
                ? Outcome.refused(MediaReason.SDES_35, "k= or a=key-mgmt")
                : Outcome.granted(medium);
    }

    /** SDES-01: sound in clear is refused as what it is, before anything else about it is looked at. */
    private static Optional<Outcome<MediaDescription>> profile(MediaDescription medium) {
        String protocol = medium.protocol();
        if (!medium.media().equals("audio")) {
            return refused(MediaReason.SIP_05, "m=" + Excerpt.of(medium.media()) + " in the answer to m=audio");
        }
        if (protocol.equals(RemoteMedium.SECURE)) {
            return Optional.empty();
        }
        if (!protocol.equals("RTP/AVP") && !protocol.equals("RTP/AVPF")) {
            return refused(MediaReason.SIP_05, Excerpt.of(protocol) + " in the answer to " + RemoteMedium.SECURE);
        }
        return medium.cryptoLines().isEmpty()
                ? refused(MediaReason.ADV_01, protocol + " in the answer")
                : refused(CryptoReason.SDES_01, protocol + " with a=crypto in the answer");
    }

    private static Optional<Outcome<MediaDescription>> refused(ReasonCode reason, String detail) {
        return Optional.of(Outcome.refused(reason, detail));
    }

    /** What is agreed by it. */
    static Outcome<MediaPlan> agree(RemoteMedium remote, LocalDescription description, SdesOffer keys) {
        List<PayloadFormat> offered = description.formats();
        Optional<Integer> stranger = remote.formats().notOffered(offered);
        if (stranger.isPresent()) {
            return Outcome.refused(MediaReason.CODEC_01, "payload type " + stranger.get() + " was not offered");
        }
        List<Codec> codecs = offered.stream().map(PayloadFormat::codec).toList();
        List<PayloadFormat> chosen = remote.formats().ours(codecs);
        if (chosen.isEmpty()) {
            return Outcome.refused(MediaReason.CODEC_01, "the answer has no audio codec");
        }
        return Negotiation.offerer(keys, remote.cryptoLines())
                .fold(
                        agreed -> Outcome.granted(new MediaPlan(
                                agreed,
                                chosen,
                                events(remote, description, chosen.get(0).codec()),
                                remote.ptime(),
                                remote.remote(),
                                remote.direction())),
                        rejected -> new Outcome.Refused<>(rejected.refusal()));
    }

    /** Those of ours that the answer repeats; others are none that were agreed on. */
    private static List<TelephoneEvents> events(RemoteMedium remote, LocalDescription description, Codec codec) {
        return remote.formats().events(codec).stream()
                .filter(theirs -> description.events().stream()
                        .anyMatch(ours ->
                                ours.payloadType() == theirs.payloadType() && ours.clockRate() == theirs.clockRate()))
                .toList();
    }
}
