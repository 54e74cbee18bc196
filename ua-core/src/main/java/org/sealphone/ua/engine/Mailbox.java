package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.MailboxNews;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.field.MessageSummary;
import org.sealphone.ua.field.SubscriptionState;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * What the account's mailbox holds (RFC 3842): taken where the trunk tells it unasked, and subscribed to (RFC 6665) once registered where
 * the account wants that. A subscription is refreshed before it ends, made anew when the trunk has forgotten it, left at the end; refused for
 * good it is not asked for again on the same flow, so that a trunk without mailboxes hears one question. Nothing is ever fetched. Owner: the
 * engine.
 */
final class Mailbox {
    private static final TimerKey TIMER = new TimerKey(TimerKey.Kind.MAILBOX, 0);
    private static final long LIFETIME = 3600;
    private static final long LONGEST = 86_400;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(4);
    private static final Duration LAST_RETRY = Duration.ofMinutes(30);
    /** RFC 6665 4.1.2.3: after our leave one more NOTIFY comes; as long as a transaction may take. */
    private static final Duration LAST_WORD = Duration.ofSeconds(32);

    private enum State {
        /** Nothing is asked. */
        QUIET,
        /** The first SUBSCRIBE is on its way. */
        ASKING,
        STANDING,
        /** It is asked again when the timer fires. */
        WAITING,
        LEAVING
    }

    /** Where a subscription lives: the dialog that its first 2xx has made. */
    private record Place(String tag, String target, List<String> route) {}

    private final Outbox out;
    private final Account account;
    private final Flow flow;
    private final Requests requests;
    private final HoldOff holdOff;
    private State state = State.QUIET;
    private Optional<Place> place = Optional.empty();
    /** Counts subscriptions, and with them conversations. */
    private long number;
    /** Counts requests: an answer to any but the last is nobody's. */
    private long turn;

    private boolean busy;
    private boolean refused;
    private long lifetime = LIFETIME;
    private int raised;
    private long endsAtNanos;
    private long lastCseq;
    private Duration retry = FIRST_RETRY;

    Mailbox(Outbox out, Account account, Flow flow, Requests requests, SecureRandom random) {
        this.out = out;
        this.account = account;
        this.flow = flow;
        this.requests = requests;
        this.holdOff = new HoldOff(random);
    }

    private String conversation() {
        return "mailbox-" + number;
    }

    /** The binding is in force, where NOTIFYs can reach us. */
    void registered() {
        boolean wanted = account.mailboxNews() == MailboxNews.SUBSCRIBED && !refused;
        if (wanted && state == State.QUIET) {
            subscribe();
        }
    }

    private void subscribe() {
        state = State.ASKING;
        number++;
        lastCseq = 0;
        raised = 0;
        send(lifetime);
    }

    private void send(long seconds) {
        busy = true;
        long mine = ++turn;
        String record = account.addressOfRecord().identity();
        String uri = place.map(Place::target).orElse(account.addressOfRecord().uri());
        SipRequest wish =
                SipRequest.subscribe(conversation(), uri, record, MessageSummary.EVENT, MessageSummary.TYPE, seconds);
        requests.send(
                place.map(there -> wish.within(there.tag(), there.route())).orElse(wish), new Reply() {
                    @Override
                    public void done(ResponseView response) {
                        if (mine == turn) {
                            busy = false;
                            answered(seconds, response);
                        }
                    }

                    @Override
                    public void failed(End end) {
                        if (mine == turn) {
                            busy = false;
                            unanswered(end);
                        }
                    }
                });
    }

    private void answered(long asked, ResponseView response) {
        if (state == State.LEAVING) {
            if (!response.success()) {
                over();
            }
        } else if (response.success()) {
            stands(asked, response);
        } else if (response.status() == 423 && raise(response)) {
            send(lifetime);
        } else if (place.isPresent() && (response.status() == 481 || response.status() == 480)) {
            // RFC 6665 4.1.2.2: the notifier has forgotten it.
            over();
            again(Duration.ZERO);
        } else if (place.isPresent() && !ends(response.status())) {
            runsOut(response);
        } else if (passing(response.status())) {
            holdOff.told(response, out.now());
            later();
        } else {
            refuse(response.status() + " " + response.reasonPhrase());
        }
    }

    private static boolean passing(int status) {
        return (status / 100 == 5 && status != 501) || status == 408 || status == 480;
    }

    /** RFC 6665 4.1.2.2: what of a refresh that fails ends the subscription. */
    private static boolean ends(int status) {
        return List.of(404, 405, 410, 416, 482, 483, 484, 485, 489, 501, 604).contains(status);
    }

    /** The subscription is good for what is left of it; whether it is asked for more depends on what was said. */
    private void runsOut(ResponseView response) {
        if (passing(response.status())) {
            holdOff.told(response, out.now());
            later();
            return;
        }
        refused = true;
        out.find(Severity.LOW, UaReason.SIP_40, response.status() + " " + response.reasonPhrase());
        out.arm(TIMER, Duration.ofNanos(Math.max(0, endsAtNanos - out.now().nanos())));
    }

    private boolean raise(ResponseView response) {
        long minimum = response.minExpires().orElse(0);
        boolean sensible = minimum > lifetime && minimum <= LONGEST && raised++ < 2;
        lifetime = sensible ? minimum : lifetime;
        return sensible;
    }

    /** RFC 6665 4.1.2.1: the notifier may shorten what we asked for, and not lengthen it. */
    private void stands(long asked, ResponseView response) {
        long granted = Math.min(response.expires().orElse(asked), asked);
        if (granted <= 0 || response.dialog().isEmpty()) {
            refuse("a 2xx to SUBSCRIBE without time or of another branch");
            return;
        }
        if (state == State.STANDING) {
            retry = FIRST_RETRY;
        }
        state = State.STANDING;
        holdOff.over();
        String target = response.firstContact()
                .filter(uri -> uri.toLowerCase(Locale.ROOT).matches("sips?:.*"))
                .orElse(place.map(Place::target)
                        .orElse(account.addressOfRecord().uri()));
        place = Optional.of(
                new Place(response.toTag(), target, place.map(Place::route).orElseGet(() -> route(response.fields()))));
        lasts(granted);
    }

    /** RFC 3261 12.1.2: ours is the way backwards. */
    private static List<String> route(Fields fields) {
        List<String> route = new ArrayList<>(fields.all("record-route"));
        Collections.reverse(route);
        return route;
    }

    private void lasts(long seconds) {
        endsAtNanos = out.now().nanos() + Duration.ofSeconds(seconds).toNanos();
        out.arm(TIMER, Registration.refreshAfter(seconds));
    }

    private void unanswered(End end) {
        if (state == State.LEAVING) {
            over();
        } else if (end instanceof End.Unreachable) {
            later();
        } else {
            refuse(end.reason().map(why -> why.reason().code()).orElse(""));
        }
    }

    /** While what we have lasts, halfway to its end; then from the beginning. */
    private void later() {
        long left = endsAtNanos - out.now().nanos();
        if (state == State.STANDING && left > Duration.ofSeconds(2).toNanos()) {
            out.arm(TIMER, holdOff.atLeast(Duration.ofNanos(left / 2), out.now()));
            return;
        }
        Duration wait = holdOff.atLeast(retry, out.now());
        over();
        again(wait);
    }

    private void again(Duration atLeast) {
        state = State.WAITING;
        out.arm(TIMER, atLeast.compareTo(retry) > 0 ? atLeast : retry);
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
    }

    private void refuse(String why) {
        refused = true;
        over();
        out.find(Severity.LOW, UaReason.SIP_40, why);
    }

    /** Of the subscription nothing is left; what the mailbox held last stays told. */
    private void over() {
        turn++;
        busy = false;
        state = State.QUIET;
        place = Optional.empty();
        out.disarm(TIMER);
        out.add(new Output.Conclude(conversation()));
    }

    void timer() {
        switch (state) {
            case WAITING -> subscribe();
            case STANDING -> {
                if (refused) {
                    over();
                } else if (!busy) {
                    send(lifetime);
                }
            }
            case LEAVING -> over();
            case QUIET, ASKING -> {}
        }
    }

    /** A NOTIFY of this package: of our subscription, or unasked, as trunks do where we are registered. */
    void notified(Exchange exchange, RequestView view) {
        boolean ours =
                view.dialog().filter(key -> key.text().equals(conversation())).isPresent();
        if (ours && view.cseq() <= lastCseq) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(500)));
            return;
        }
        Optional<MessageSummary> summary = view.contentType()
                .filter(type -> type.equals(MessageSummary.TYPE) && !view.encoded())
                .flatMap(type -> view.fragment())
                .flatMap(MessageSummary::parse);
        // RFC 6665 4.1.3: one that only says how the subscription stands has no body.
        boolean understood = summary.isPresent() || (ours && view.contentType().isEmpty());
        out.add(new Output.Respond(exchange, SipAnswer.plain(understood ? 200 : 400)));
        summary.ifPresent(told ->
                out.tell(new UaEvent.MessagesWaiting(out.now().wall(), told.waiting(), told.fresh(), told.heard())));
        if (ours && understood) {
            lastCseq = view.cseq();
            view.fields()
                    .first("subscription-state")
                    .flatMap(SubscriptionState::parse)
                    .ifPresent(this::told);
        }
    }

    private void told(SubscriptionState said) {
        if (said.terminated()) {
            terminated(said);
        } else if (state == State.STANDING && !busy && said.expires().isPresent()) {
            long left = Duration.ofNanos(endsAtNanos - out.now().nanos()).toSeconds();
            long shorter = said.expires().getAsLong();
            if (shorter > 0 && shorter < left) {
                lasts(shorter);
            }
        }
    }

    /** RFC 6665 4.1.3: the reason says whether to ask again, and when. */
    private void terminated(SubscriptionState said) {
        boolean leaving = state == State.LEAVING;
        over();
        if (leaving) {
            return;
        }
        switch (said.reason()) {
            case "rejected", "noresource", "invariant" -> refuse("terminated: " + said.reason());
            case "probation", "giveup" -> again(
                    Duration.ofSeconds(said.retryAfter().orElse(0)));
            default -> again(Duration.ZERO);
        }
    }

    /** RFC 6665 4.1.2.3: a lifetime of zero; the answer to it is waited for, its last NOTIFY as long as the flow stands. */
    void leave() {
        if (state == State.STANDING && flow.isUp()) {
            state = State.LEAVING;
            out.arm(TIMER, LAST_WORD);
            send(0);
        } else if (state == State.ASKING || state == State.WAITING) {
            over();
        }
    }

    /** Whether nothing of ours waits for its answer. */
    boolean idle() {
        return !busy;
    }

    /** A new flow, a new Contact: what comes after it is a new subscription. */
    void flowLost() {
        if (state != State.QUIET) {
            over();
        }
        refused = false;
        retry = FIRST_RETRY;
        holdOff.over();
    }
}
