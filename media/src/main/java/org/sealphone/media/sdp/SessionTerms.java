package org.sealphone.media.sdp;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.KeyChange;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.sdes.Transport;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

/**
 * What two sides have agreed on, and how it may change while the call goes on (RFC 3264 section 8, RFC 4568 section
 * 7.1.4, RFC 6337). Immutable: whatever is refused leaves the terms as they were, and with them the keys (SDES-28).
 *
 * <p>A later offer of the peer is judged like a first one, in the place that its m-line had: sealed or refused. Only its
 * content counts; a peer whose {@code o=} version does not move is not refused for it. Our key goes on as long as the
 * peer's does (SDES-24).
 */
public final class SessionTerms implements AutoCloseable {
    private final LocalDescription said;
    private final MediaPlan plan;

    SessionTerms(LocalDescription said, MediaPlan plan) {
        this.said = said;
        this.plan = plan;
    }

    /** What media runs by. */
    public MediaPlan plan() {
        return plan;
    }

    /** Where we take sound. */
    public LocalMedia local() {
        return said.stream().local();
    }

    /** What we said last, as it goes into a message; only a verified flow can lend the writer. */
    public String text(CryptoWriter writer) {
        return said.text(writer);
    }

    /** True when the other side takes no sound now. */
    public boolean heldByPeer() {
        return !plan.direction().sends();
    }

    /**
     * The terms after the answer to a later offer of the peer, which is then their {@link #text}; or why it is answered
     * with 488 and nothing changes.
     *
     * @param wish which way sound may flow as far as we are concerned
     */
    public Outcome<SessionTerms> answering(
            String offer, Direction wish, List<Codec> codecs, List<SrtpSuite> suites, SecureRandom random) {
        return SdpParser.parse(offer).then(parsed -> place(parsed)
                .then(medium -> RemoteMedium.of(parsed, medium, local(), Optional.of(plan.remote()))
                        .then(remote -> agree(remote, wish, codecs, suites, random))
                        .then(next -> Outcome.granted(answered(next, LocalDescription.Frame.of(parsed, medium))))));
    }

    private Outcome<MediaDescription> place(SessionDescription offer) {
        if (offer.sessionCrypto()) {
            return Outcome.refused(CryptoReason.SDES_01, "a=crypto above the first m-line");
        }
        LocalDescription.Frame frame = said.frame();
        int count = offer.media().size();
        if (count < frame.size()) {
            return Outcome.refused(MediaReason.SIP_05, count + " m-lines where there were " + frame.size());
        }
        MediaDescription medium = offer.media().get(frame.place());
        if (!medium.media().equals("audio") || !medium.protocol().equals(RemoteMedium.SECURE)) {
            return new Outcome.Refused<>(LocalAnswer.whyInsecure(offer));
        }
        return offer.otherKeyManagement(medium)
                ? Outcome.refused(MediaReason.SDES_35, "k= or a=key-mgmt")
                : Outcome.granted(medium);
    }

    private Outcome<MediaPlan> agree(
            RemoteMedium remote, Direction wish, List<Codec> codecs, List<SrtpSuite> suites, SecureRandom random) {
        List<PayloadFormat> spoken = remote.formats().ours(codecs);
        if (spoken.isEmpty()) {
            return Outcome.refused(MediaReason.CODEC_01, "none of the payload types is spoken");
        }
        // The codec that runs goes on where it may: a change nobody asked for is a gap in the sound.
        PayloadFormat one = spoken.stream()
                .filter(format -> format.codec() == plan.codec())
                .findFirst()
                .orElse(spoken.get(0));
        return Negotiation.reanswerer(plan.agreed(), remote.cryptoLines(), suites, Transport.UNCHANGED, random)
                .fold(
                        agreed -> consistent(
                                agreed,
                                Transport.UNCHANGED,
                                new MediaPlan(
                                        agreed,
                                        List.of(one),
                                        remote.formats().events(one.codec()).stream()
                                                .limit(1)
                                                .toList(),
                                        remote.ptime(),
                                        remote.remote(),
                                        remote.direction().and(wish))),
                        rejected -> new Outcome.Refused<>(rejected.refusal()));
    }

    /** SDES-25: whoever moves brings a fresh key. */
    private Outcome<MediaPlan> consistent(Agreed agreed, Transport ours, MediaPlan next) {
        boolean moved = !next.remote().rtp().equals(plan.remote().rtp());
        Transport theirs = moved ? Transport.CHANGED : Transport.UNCHANGED;
        Outcome<MediaPlan> outcome =
                KeyChange.between(plan.agreed(), agreed, ours, theirs).then(change -> Outcome.granted(next));
        if (outcome instanceof Outcome.Refused) {
            agreed.close();
        }
        return outcome;
    }

    private SessionTerms answered(MediaPlan next, LocalDescription.Frame frame) {
        LocalDescription.Stream stream = new LocalDescription.Stream(
                local(),
                next.formats(),
                next.events(),
                next.ptime(),
                next.remote().mux(),
                next.direction(),
                List.of(next.agreed().localLine()));
        return new SessionTerms(said.next(frame, stream), next);
    }

    /** A later offer of ours under the key of this moment (SDES-24): to hold, to resume, to repair, or because we are asked. */
    public LocalReoffer reoffer(Direction wish, List<Codec> codecs) {
        return new LocalReoffer(
                this, described(local(), wish, codecs, plan.agreed().reoffer()), Transport.UNCHANGED);
    }

    /** A later offer from another address, and so under a fresh key (SDES-25). */
    public LocalReoffer moved(LocalMedia elsewhere, Direction wish, List<Codec> codecs, SecureRandom random) {
        SdesOffer fresh = SdesOffer.fresh(plan.agreed().suite(), random);
        return new LocalReoffer(this, described(elsewhere, wish, codecs, fresh), Transport.CHANGED);
    }

    private LocalReoffer.Offered described(LocalMedia local, Direction wish, List<Codec> codecs, SdesOffer keys) {
        List<PayloadFormat> formats = formats(codecs);
        LocalDescription.Stream stream = new LocalDescription.Stream(
                local, formats, events(formats), PacketTime.DEFAULT, true, wish, keys.lines());
        return new LocalReoffer.Offered(said.next(said.frame(), stream), keys);
    }

    /** What runs first, under its numbers; then what else we speak, where its number is free (RFC 3264 section 8.3.2). */
    private List<PayloadFormat> formats(List<Codec> codecs) {
        List<PayloadFormat> formats = new ArrayList<>(plan.formats());
        for (Codec codec : codecs) {
            boolean taken = formats.stream()
                            .anyMatch(format -> format.codec() == codec || format.payloadType() == codec.payloadType())
                    || plan.events().stream().anyMatch(event -> event.payloadType() == codec.payloadType());
            if (!taken) {
                formats.add(new PayloadFormat(codec, codec.payloadType()));
            }
        }
        return formats;
    }

    /** Keys under the numbers that run, and at the other clocks under ours, where they are free. */
    private List<TelephoneEvents> events(List<PayloadFormat> formats) {
        List<TelephoneEvents> events = new ArrayList<>(plan.events());
        List<Codec> codecs = formats.stream().map(PayloadFormat::codec).toList();
        for (TelephoneEvents more : TelephoneEvents.offered(codecs)) {
            boolean taken = events.stream()
                            .anyMatch(event ->
                                    event.clockRate() == more.clockRate() || event.payloadType() == more.payloadType())
                    || formats.stream().anyMatch(other -> other.payloadType() == more.payloadType());
            if (!taken) {
                events.add(more);
            }
        }
        return events;
    }

    /** The plan, unless somebody has moved under an old key. */
    Outcome<MediaPlan> checked(Transport ours, MediaPlan next) {
        return consistent(next.agreed(), ours, next);
    }

    /** Wipes the keys. Ports that were opened with them have derived their own and go on. */
    @Override
    public void close() {
        plan.close();
    }
}
