package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.digest.DigestAlgorithm;
import org.sealphone.crypto.digest.DigestAnswer;
import org.sealphone.crypto.digest.DigestExchange;
import org.sealphone.crypto.digest.DigestPolicy;
import org.sealphone.crypto.digest.DigestRequest;
import org.sealphone.crypto.digest.DigestSession;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * Our requests on their way, and the answers to challenges of any of them (RFC 3261 22, RFC 7616, RFC 8760; AUTH-01 to AUTH-06): only on
 * the verified flow, only for the realm that the account is bound to, at most two answers a request. Owner: the engine.
 */
final class Requests {
    private static final class Pending {
        final SipRequest request;
        final Reply reply;
        final @Nullable DigestExchange digest;

        Pending(SipRequest request, Reply reply, @Nullable DigestExchange digest) {
            this.request = request;
            this.reply = reply;
            this.digest = digest;
        }
    }

    private final Outbox out;
    private final Account account;
    private final SecureRandom random;
    private final Map<Exchange, Pending> pending = new HashMap<>();
    private @Nullable Password password;
    private @Nullable DigestSession session;
    private final Agreement agreement;
    private List<String> route = List.of();
    private boolean byProxy;
    private Optional<DigestAlgorithm> lastAlgorithm = Optional.empty();

    Requests(Outbox out, Account account, SecureRandom random) {
        this.out = out;
        this.account = account;
        this.random = random;
        this.agreement = new Agreement(out, account.terms().agreement());
    }

    /** The way that requests outside dialogs take from now on (RFC 3608), but for those to the registrar itself. */
    void route(List<String> proxies) {
        route = List.copyOf(proxies);
    }

    /** Sends a request. */
    Exchange send(SipRequest wish, Reply reply) {
        boolean begins = wish.dialog().isEmpty() && wish.toTag().isEmpty();
        boolean routed = !route.isEmpty() && begins && wish.method() != Method.REGISTER;
        SipRequest request = agreement.in(routed ? wish.header("Route", String.join(", ", route)) : wish);
        DigestSession credentials = session;
        if (credentials == null || !credentials.announced() || !toTrunk(request)) {
            return send(request, reply, null);
        }
        // RFC 7616 3.5: the server has said which nonce it wants next.
        DigestExchange digest = begin(credentials, request, request.uri());
        SipRequest dressed = digest.preemptive()
                .map(answer -> request.with(new Credential(byProxy, answer.headerValue())))
                .orElse(request);
        return send(dressed, reply, digest);
    }

    private Exchange send(SipRequest request, Reply reply, @Nullable DigestExchange digest) {
        Exchange exchange = out.nextExchange();
        pending.put(exchange, new Pending(request, reply, digest));
        out.add(new Output.Send(exchange, request));
        return exchange;
    }

    /** False when nobody waits for it any more. */
    boolean response(Exchange exchange, ResponseView response) {
        Pending one = pending.get(exchange);
        if (one == null) {
            return false;
        }
        if (response.provisional()) {
            one.reply.provisional(exchange, response);
        } else {
            pending.remove(exchange);
            last(one, response);
        }
        return true;
    }

    private void last(Pending one, ResponseView response) {
        if (one.request.method() == Method.REGISTER) {
            agreement.told(response);
        }
        if (response.challenged()) {
            challenged(one, response);
            return;
        }
        Optional<Refusal> impostor = one.digest == null
                ? Optional.empty()
                : response.authenticationInfo()
                        .flatMap(info -> one.digest.verify(info, response.body().orElse(new byte[0])));
        if (impostor.isPresent()) {
            one.reply.failed(new End.AuthFailed(impostor.get()));
            return;
        }
        one.reply.done(response);
    }

    private void challenged(Pending one, ResponseView response) {
        if (!one.reply.answersChallenges()) {
            one.reply.done(response);
            return;
        }
        DigestSession credentials = session();
        if (credentials == null) {
            one.reply.failed(new End.AuthFailed(new Refusal(UaReason.AUTH_30, "status " + response.status())));
            return;
        }
        DigestExchange digest =
                one.digest != null ? one.digest : begin(credentials, one.request, response.requestUri());
        digest.challenged(response.challenges())
                .fold(
                        answer -> {
                            answered(answer);
                            byProxy = response.status() == 407;
                            Credential credential = new Credential(byProxy, answer.headerValue());
                            Exchange again = send(agreement.in(one.request.with(credential)), one.reply, digest);
                            one.reply.resent(again);
                            return true;
                        },
                        refusal -> {
                            one.reply.failed(new End.AuthFailed(refusal));
                            return false;
                        });
    }

    /**
     * AUTH-04, AUTH-05: the trunk itself, asked by its own URI, says what its realm is. A challenge to any other request may come from
     * whoever that has reached; until the realm is known, the trunk's name alone is answered there.
     */
    private DigestExchange begin(DigestSession credentials, SipRequest request, String uri) {
        DigestRequest covered = DigestRequest.of(request.method().name(), uri, request.body());
        return toTrunk(request)
                ? credentials.begin(covered)
                : credentials.begin(covered, account.trunk().host());
    }

    private boolean toTrunk(SipRequest request) {
        return request.dialog().isEmpty()
                && request.uri().equals(account.trunk().uri());
    }

    private void answered(DigestAnswer answer) {
        lastAlgorithm = Optional.of(answer.algorithm());
        if (answer.algorithm() == DigestAlgorithm.MD5) {
            out.find(Severity.MEDIUM, CryptoReason.AUTH_02, "MD5 was used, inside the verified flow");
        }
    }

    private @Nullable DigestSession session() {
        if (session == null) {
            Optional<Password> opened = account.password().open();
            if (opened.isEmpty()) {
                return null;
            }
            password = opened.get();
            DigestPolicy policy = account.policy().admitsMd5() ? DigestPolicy.tolerant() : DigestPolicy.strict();
            session = account.terms().realm().isPresent()
                    ? DigestSession.bound(
                            account.authUser(),
                            password,
                            policy,
                            account.terms().realm().get(),
                            random)
                    : DigestSession.binding(account.authUser(), password, policy, random);
        }
        return session;
    }

    void timedOut(Exchange exchange) {
        fail(exchange, new End.Unreachable(new Refusal(UaReason.NET_20, "")));
    }

    void sendFailed(Exchange exchange, Refusal refusal) {
        boolean ours = refusal.reason() == UaReason.GUARD_08;
        fail(exchange, ours ? new End.LocalFailure(refusal) : new End.Unreachable(refusal));
    }

    private void fail(Exchange exchange, End end) {
        Pending one = pending.remove(exchange);
        if (one != null) {
            one.reply.failed(end);
        }
    }

    /** Stops waiting for an answer; whatever still comes is nobody's. */
    void abandon(Exchange exchange) {
        pending.remove(exchange);
    }

    /** The flow is gone, and with it nonces and realm: a new flow is a new session (AUTH-04). Nobody is told here. */
    void forget() {
        pending.clear();
        agreement.over();
        session = null;
        if (password != null) {
            password.close();
            password = null;
        }
    }

    /** The algorithm that the last challenge was answered with. */
    Optional<String> digest() {
        return lastAlgorithm.map(DigestAlgorithm::wireName);
    }

    int outstanding() {
        return pending.size();
    }
}
