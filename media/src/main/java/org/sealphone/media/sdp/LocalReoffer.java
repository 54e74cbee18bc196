package org.sealphone.media.sdp;

import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.sdes.Transport;
import org.sealphone.crypto.wire.CryptoWriter;

/**
 * A later offer of ours, with the active suite alone, and the judge of its answer, as strict as that of the first one.
 * An answer that is refused, or a refusal of the offer, leaves the terms of before in force (RFC 3264 section 8,
 * SDES-28). Close it when its fate is known.
 */
public final class LocalReoffer implements AutoCloseable {
    /** What is offered, with its keys. */
    record Offered(LocalDescription description, SdesOffer keys) {}

    private final SessionTerms before;
    private final Offered offered;
    private final Transport ours;

    LocalReoffer(SessionTerms before, Offered offered, Transport ours) {
        this.before = before;
        this.offered = offered;
        this.ours = ours;
    }

    /** The offer as it goes into a message; only a verified flow can lend the writer. */
    public String text(CryptoWriter writer) {
        return offered.description().text(writer);
    }

    /** The terms by this answer, or why it cannot be spoken under. */
    public Outcome<SessionTerms> answered(String answer) {
        LocalDescription description = offered.description();
        return SdpParser.parse(answer)
                .then(parsed -> AnsweredMedium.of(parsed, description.frame())
                        .then(medium -> RemoteMedium.of(
                                parsed,
                                medium,
                                description.stream().local(),
                                Optional.of(before.plan().remote())))
                        .then(remote -> AnsweredMedium.agree(remote, description, offered.keys())))
                .then(plan -> before.checked(ours, bounded(plan)))
                .then(plan -> Outcome.granted(new SessionTerms(description, plan)));
    }

    /** An answer may take away, and not add (RFC 3264 section 6.1). */
    private MediaPlan bounded(MediaPlan plan) {
        Direction both = plan.direction().and(offered.description().stream().direction());
        return new MediaPlan(plan.agreed(), plan.formats(), plan.events(), plan.ptime(), plan.remote(), both);
    }

    /** The terms when the offer was refused: those of before. */
    public SessionTerms refused() {
        return new SessionTerms(offered.description(), before.plan());
    }

    /** Wipes a fresh key that was not agreed on. */
    @Override
    public void close() {
        offered.keys().close();
    }
}
