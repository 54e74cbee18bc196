package org.sealphone.media.sdp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.media.codec.Codec;

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
                LocalDescription.first(
                        random,
                        LocalDescription.Frame.NONE,
                        new LocalDescription.Stream(
                                local,
                                formats,
                                TelephoneEvents.offered(codecs),
                                PacketTime.DEFAULT,
                                true,
                                Direction.SENDRECV,
                                keys.lines())));
    }

    /** The offer as it goes into a message; only a verified flow can lend the writer. */
    public String text(CryptoWriter writer) {
        return description.text(writer);
    }

    /** What both sides have said once an answer of ours was agreed to. */
    public SessionTerms terms(MediaPlan agreed) {
        return new SessionTerms(description, agreed);
    }

    /** A plan, or why this answer cannot be spoken under. The refused answer leaves no key behind. */
    public Outcome<MediaPlan> answered(String answer) {
        return SdpParser.parse(answer).then(this::judge);
    }

    private Outcome<MediaPlan> judge(SessionDescription answer) {
        return AnsweredMedium.of(answer, description.frame())
                .then(medium -> RemoteMedium.of(answer, medium, local))
                .then(remote -> AnsweredMedium.agree(remote, description, keys));
    }
}
