package org.sealphone.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

/**
 * Our offer and the judge of its answers (RFC 3264 sections 5 and 6, RFC 4568 section 5.1).
 *
 * <p>The offer is one m-line RTP/SAVP: there is nothing plain in it that an answer could choose. An answer is refused
 * unless it is that one m-line, still RTP/SAVP, with exactly one crypto line of ours and codecs of ours, and an address
 * where sound may go. Several answers of a call that forks may be judged by one offer. The keys belong to the
 * {@link SdesOffer}, which its maker closes.
 */
public final class LocalOffer {
    private final LocalMedia local;
    private final SdesOffer keys;
    private final LocalDescription description;

    private LocalOffer(LocalMedia local, SdesOffer keys, LocalDescription description) {
        this.local = local;
        this.keys = keys;
        this.description = description;
    }

    public static LocalOffer of(LocalMedia local, List<Codec> codecs, SdesOffer keys, RandomGenerator random) {
        if (codecs.isEmpty() || codecs.stream().distinct().count() != codecs.size()) {
            throw new IllegalArgumentException("an offer has a codec, and none twice");
        }
        List<PayloadFormat> formats = codecs.stream()
                .map(codec -> new PayloadFormat(codec, codec.payloadType()))
                .toList();
        return new LocalOffer(
                local,
                keys,
                new LocalDescription(
                        random, local, formats, PacketTime.DEFAULT, true, Direction.SENDRECV, keys.lines()));
    }

    /** The offer as it goes into a message; only a verified flow can lend the writer. */
    public String text(CryptoWriter writer) {
        return description.text(writer);
    }

    /** A plan, or why this answer cannot be spoken under. The refused answer leaves no key behind. */
    public Outcome<MediaPlan> answered(String answer) {
        return SdpParser.parse(answer).then(this::judge);
    }

    private Outcome<MediaPlan> judge(SessionDescription answer) {
        if (answer.sessionCrypto()) {
            return Outcome.refused(CryptoReason.SDES_01, "a=crypto above the first m-line");
        }
        if (answer.media().size() != 1) {
            return Outcome.refused(MediaReason.SIP_05, answer.media().size() + " m-lines in the answer to one");
        }
        MediaDescription medium = answer.media().get(0);
        Optional<Outcome<MediaPlan>> fault = profile(medium);
        if (fault.isPresent()) {
            return fault.get();
        }
        if (answer.otherKeyManagement(medium)) {
            return Outcome.refused(MediaReason.SDES_35, "k= or a=key-mgmt");
        }
        return RemoteMedium.of(answer, medium, local).then(this::agree);
    }

    /** SDES-01: sound in clear is refused as what it is, before anything else about it is looked at. */
    private static Optional<Outcome<MediaPlan>> profile(MediaDescription medium) {
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

    private Outcome<MediaPlan> agree(RemoteMedium remote) {
        List<PayloadFormat> offered = description.formats();
        Optional<Integer> stranger = remote.formats().notOffered(offered);
        if (stranger.isPresent()) {
            return Outcome.refused(MediaReason.CODEC_01, "payload type " + stranger.get() + " was not offered");
        }
        List<PayloadFormat> chosen =
                remote.formats().ours(offered.stream().map(PayloadFormat::codec).toList());
        if (chosen.isEmpty()) {
            return Outcome.refused(MediaReason.CODEC_01, "the answer has no audio codec");
        }
        return Negotiation.offerer(keys, remote.cryptoLines())
                .fold(
                        agreed -> Outcome.granted(
                                new MediaPlan(agreed, chosen, remote.ptime(), remote.remote(), remote.direction())),
                        rejected -> new Outcome.Refused<>(rejected.refusal()));
    }

    private static Optional<Outcome<MediaPlan>> refused(ReasonCode reason, String detail) {
        return Optional.of(Outcome.refused(reason, detail));
    }
}
