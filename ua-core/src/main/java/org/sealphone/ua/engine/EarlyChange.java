package org.sealphone.ua.engine;

import java.util.Optional;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.SessionTerms;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * An UPDATE of the peer before the call is taken (RFC 3311 5.2), by the same rules as any later change: sealed or refused, and a refusal leaves
 * what was agreed in force (SDES-28). Owner: the engine.
 */
final class EarlyChange {
    private EarlyChange() {}

    /**
     * Answers it.
     *
     * @param agreed what both sides have said in this dialog; empty while an offer of one of them waits for its answer
     * @param ours whether the offer that waits is ours
     * @return what is agreed now, when that has changed
     */
    static Optional<SessionTerms> answer(
            Call call, Exchange exchange, RequestView view, Optional<SessionTerms> agreed, boolean ours) {
        if (view.sdp().isEmpty()) {
            call.out.add(new Output.Respond(exchange, SipAnswer.plain(200)));
            return Optional.empty();
        }
        if (agreed.isEmpty()) {
            call.out.add(new Output.Respond(
                    exchange, ours ? SipAnswer.plain(491) : SipAnswer.tryAgain(call.calls.random())));
            return Optional.empty();
        }
        return agreed.get()
                .answering(
                        view.sdp().get(),
                        Direction.SENDRECV,
                        call.account.codecs(),
                        call.account.suites(),
                        call.calls.random())
                .fold(next -> said(call, exchange, next), refusal -> {
                    call.out.add(new Output.Respond(exchange, SipAnswer.plain(488)));
                    call.find(
                            Severity.INFO,
                            UaReason.SIP_24,
                            view.method() + ", " + refusal.reason().code() + " " + refusal.detail());
                    return Optional.empty();
                });
    }

    private static Optional<SessionTerms> said(Call call, Exchange exchange, SessionTerms next) {
        Optional<byte[]> sdp = call.flow.writer().write(next::text);
        if (sdp.isEmpty()) {
            next.close();
            return Optional.empty();
        }
        call.out.add(new Output.Respond(exchange, SipAnswer.sdp(sdp.get())));
        return Optional.of(next);
    }
}
