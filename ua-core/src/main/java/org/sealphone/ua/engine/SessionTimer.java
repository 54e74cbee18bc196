package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.report.UaReason;

/**
 * How long a call that stands may go on before one side has to say that it is still there (RFC 4028), in both roles. The one who refreshes does
 * so at half of the interval; a call that is not refreshed ends the lesser of 32 seconds and a third before it is over. An interval that is too
 * short is answered with 422, and one that the peer wants longer is taken twice at most and within bounds (ADV-82). Owner: the engine.
 */
final class SessionTimer {
    /** RFC 4028 4: the least that anybody may ask for. */
    static final long LEAST = 90;

    private static final long USUAL = 1800;
    private static final long LONGEST = 86_400;
    private static final int MOST_RAISES = 2;
    private static final Pattern EXPIRES = Pattern.compile("([0-9]{1,9})\\s*(?:;.*)?");
    private static final Pattern REFRESHER =
            Pattern.compile("(?i)[^;]*(?:;.*)?;\\s*refresher\\s*=\\s*(uac|uas)\\s*(?:;.*)?");

    private final Call call;
    private final Outbox out;
    private final TimerKey refresh;
    private final TimerKey expiry;
    private long wanted = USUAL;
    private long least = LEAST;
    private int raised;
    private long interval;
    private boolean ours;

    SessionTimer(Call call) {
        this.call = call;
        this.out = call.out;
        this.refresh = new TimerKey(TimerKey.Kind.SESSION_REFRESH, call.id.number());
        this.expiry = new TimerKey(TimerKey.Kind.SESSION_EXPIRY, call.id.number());
    }

    /** A request whose interval is shorter than anybody may ask for (RFC 4028 7.1). */
    static Optional<SipAnswer> tooShort(RequestView view) {
        Optional<Long> asked = seconds(view.fields());
        return asked.isPresent() && asked.get() < LEAST
                ? Optional.of(SipAnswer.with(422, "Min-SE", Long.toString(LEAST)))
                : Optional.empty();
    }

    private static Optional<Long> seconds(Fields fields) {
        return fields.first("session-expires").flatMap(SessionTimer::number);
    }

    private static Optional<Long> number(String value) {
        Matcher matcher = EXPIRES.matcher(value.strip());
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private static Optional<String> refresher(Fields fields) {
        return fields.first("session-expires")
                .map(REFRESHER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT));
    }

    /** Our INVITE or UPDATE: roles that are agreed on stay as they are (RFC 4028 7.4). */
    SipRequest asking(SipRequest request) {
        String roles = interval == 0 ? "" : ours ? ";refresher=uac" : ";refresher=uas";
        SipRequest asked =
                request.header("Session-Expires", Math.max(interval == 0 ? wanted : interval, least) + roles);
        return least > LEAST ? asked.header("Min-SE", Long.toString(least)) : asked;
    }

    /** 422: the peer wants longer intervals. False when it asks for nothing sensible, or once too often. */
    boolean raise(ResponseView response) {
        Optional<Long> minimum = response.fields().first("min-se").flatMap(SessionTimer::number);
        boolean sensible = minimum.isPresent()
                && minimum.get() > Math.max(least, LEAST)
                && minimum.get() <= LONGEST
                && raised < MOST_RAISES;
        if (sensible) {
            raised++;
            least = minimum.get();
            wanted = Math.max(wanted, least);
            interval = interval == 0 ? 0 : Math.max(interval, least);
        }
        return sensible;
    }

    /** A 2xx to a request of ours: without an interval there is none (RFC 4028 7.2). */
    void answered(ResponseView response) {
        Optional<Long> agreed = seconds(response.fields());
        run(agreed, !refresher(response.fields()).equals(Optional.of("uas")));
    }

    /** Our 2xx to a request of the peer, which says what it asked for and who refreshes (RFC 4028 9). */
    SipAnswer answering(RequestView view, SipAnswer ok) {
        Optional<Long> asked = seconds(view.fields());
        if (asked.isEmpty()) {
            run(Optional.empty(), false);
            return ok;
        }
        boolean knows = view.fields().all("supported").stream()
                .anyMatch(tags -> tags.toLowerCase(Locale.ROOT).contains("timer"));
        boolean peer = knows && !refresher(view.fields()).equals(Optional.of("uas"));
        run(asked, !peer);
        SipAnswer said = ok.and("Session-Expires", interval + (peer ? ";refresher=uac" : ";refresher=uas"));
        return peer ? said.and("Require", "timer") : said;
    }

    private void run(Optional<Long> seconds, boolean weRefresh) {
        out.disarm(refresh);
        out.disarm(expiry);
        interval =
                seconds.map(asked -> Math.min(Math.max(asked, LEAST), LONGEST)).orElse(0L);
        ours = weRefresh;
        if (interval > 0) {
            begins();
        }
    }

    /** The call stands: from now on it counts. */
    void begins() {
        if (interval == 0 || !call.speaks()) {
            return;
        }
        out.arm(expiry, Duration.ofSeconds(interval - Math.min(32, interval / 3)));
        if (ours) {
            out.arm(refresh, Duration.ofSeconds(interval / 2));
        }
    }

    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.SESSION_EXPIRY) {
            call.ending.bye(
                    EndedBy.NETWORK, new End.Unreachable(new Refusal(UaReason.NET_28, "after " + interval + " s")));
        } else if (ours && call.talks != null) {
            call.talks.refresh();
        }
    }

    void close() {
        out.disarm(refresh);
        out.disarm(expiry);
    }
}
