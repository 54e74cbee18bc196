package org.sealphone.harness.oracle.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;

/**
 * Follows offers and answers (RFC 3264, RFC 4568) in the SIP of one TLS connection, and gives out the rights to send media that
 * follow from them; only the BYE that ends them may come on another. An answer that breaks the rules for crypto lines gives none: whoever then sends, leaks.
 */
public final class CallFollower {
    /** How long old keys may be seen after new ones are agreed (RFC 3264, 8). */
    private static final Duration REKEY_WINDOW = Duration.ofSeconds(2);

    private final Map<String, Map<String, Offer>> offers = new HashMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Map<String, Set<Set<String>>> dialogs = new HashMap<>();
    private final Map<String, Set<Seat>> seats = new HashMap<>();
    private final List<SipMessage> goodbyes = new ArrayList<>();
    private final Set<String> over = new HashSet<>();
    private final List<MediaGrant> grants = new ArrayList<>();
    private final List<CryptoLine> keysSeen = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** In the order of their times. */
    public void message(SipMessage message) {
        Optional<SdpView> sdp = message.sdp();
        sdp.ifPresent(view -> view.media().forEach(media -> keysSeen.addAll(media.crypto())));
        if (message.status() == 0) {
            request(message, sdp);
        } else {
            response(message, sdp);
        }
    }

    private void request(SipMessage message, Optional<SdpView> sdp) {
        String callId = message.callId();
        switch (message.method()) {
            case "INVITE":
            case "UPDATE":
                sdp.ifPresent(view -> offer(callId, transaction(message), view, message.fromClient()));
                return;
            case "ACK":
            case "PRACK":
                sdp.ifPresent(view -> pending(callId, "late " + message.toTag())
                        .ifPresentOrElse(
                                late -> agree(callId, late, view, message.time()),
                                () -> offer(callId, transaction(message), view, message.fromClient())));
                return;
            case "BYE":
                goodbyes.add(message);
                if (!strange(message)) {
                    over.add(callId);
                    end(callId, message.time());
                }
                return;
            default:
                return;
        }
    }

    private void response(SipMessage message, Optional<SdpView> sdp) {
        String callId = message.callId();
        boolean invite = message.method().equals("INVITE");
        if (invite && message.status() < 300 && !message.toTag().isEmpty()) {
            seats.computeIfAbsent(callId, id -> new HashSet<>()).add(Seat.of(message));
        }
        if (invite && message.status() >= 200 && message.status() < 300) {
            confirmed.add(callId);
            dialogs.computeIfAbsent(callId, id -> new HashSet<>()).add(ends(message));
        }
        if (message.status() >= 300 && invite && !confirmed.contains(callId)) {
            end(callId, message.time());
        }
        if (message.status() < 300 && sdp.isPresent()) {
            pending(callId, transaction(message))
                    .ifPresentOrElse(
                            offer -> agree(callId, offer, sdp.get(), message.time()),
                            () -> offer(callId, "late " + message.toTag(), sdp.get(), message.fromClient()));
        }
    }

    /** The trunk's BYE for a dialog that the call is not (RFC 3261 section 12.2.2) ends nothing; the phone's own always does. */
    private boolean strange(SipMessage bye) {
        Set<Set<String>> known = dialogs.getOrDefault(bye.callId(), Set.of());
        return !bye.fromClient() && !known.isEmpty() && !known.contains(ends(bye));
    }

    /** The BYEs of this connection, whichever calls they end. */
    public List<SipMessage> goodbyes() {
        return goodbyes;
    }

    /**
     * A BYE on another connection of the same address. It ends what was agreed on this one where it is of that dialog and that end of it: of
     * two phones at one address, whose call a proxy leads from one to the other, each stops when it says or hears so itself.
     */
    public void goodbyeElsewhere(SipMessage bye) {
        if (seats.getOrDefault(bye.callId(), Set.of()).contains(Seat.of(bye))) {
            end(bye.callId(), bye.time());
        }
    }

    /** The tags of both ends, whoever speaks. */
    private static Set<String> ends(SipMessage message) {
        return new HashSet<>(List.of(message.fromTag(), message.toTag()));
    }

    private static String transaction(SipMessage message) {
        return message.method() + " " + message.sequence()
                + (message.fromClient() == (message.status() == 0) ? " c" : " s");
    }

    private void offer(String callId, String key, SdpView view, boolean fromClient) {
        offers.computeIfAbsent(callId, id -> new HashMap<>()).put(key, new Offer(view, fromClient));
    }

    private Optional<Offer> pending(String callId, String key) {
        return Optional.ofNullable(offers.getOrDefault(callId, Map.of()).get(key));
    }

    private void agree(String callId, Offer offer, SdpView answer, Instant time) {
        if (over.contains(callId)) {
            return;
        }
        List<MediaGrant> agreed = new ArrayList<>();
        for (int i = 0; i < Math.min(offer.view().media().size(), answer.media().size()); i++) {
            agree(callId, offer, offer.view().media().get(i), answer.media().get(i), time, agreed);
        }
        for (int i = 0; i < grants.size(); i++) {
            MediaGrant old = grants.get(i);
            boolean continued =
                    agreed.removeIf(fresh -> fresh.continues(old) && old.until().isAfter(time));
            if (old.callId().equals(callId) && !continued && confirmed.contains(callId)) {
                grants.set(i, old.endedAt(time.plus(REKEY_WINDOW)));
            }
        }
        grants.addAll(agreed);
    }

    private void agree(
            String callId,
            Offer offer,
            SdpView.Media offered,
            SdpView.Media answered,
            Instant time,
            List<MediaGrant> agreed) {
        if (!offered.secureAudio() || !answered.secureAudio()) {
            return;
        }
        if (answered.cryptoLines() != 1 || answered.crypto().size() != 1) {
            blame(
                    offer,
                    "an answer with " + answered.cryptoLines() + " crypto lines, where one that can be read is due");
            return;
        }
        CryptoLine answer = answered.crypto().get(0);
        Optional<CryptoLine> match = offered.crypto().stream()
                .filter(line -> line.tag() == answer.tag() && line.suite() == answer.suite())
                .findFirst();
        Optional<InetSocketAddress> offererRtp = offered.rtp();
        Optional<InetSocketAddress> answererRtp = answered.rtp();
        if (match.isEmpty() || offererRtp.isEmpty() || answererRtp.isEmpty()) {
            blame(offer, "an answer whose crypto line or address does not fit its offer");
            return;
        }
        if (match.get().keys().fingerprint().equals(answer.keys().fingerprint())) {
            blame(offer, "an answer with the offer's own key");
            return;
        }
        boolean mux = offered.mux() && answered.mux();
        InetSocketAddress offererRtcp = mux ? offererRtp.get() : offered.rtcp().orElse(offererRtp.get());
        InetSocketAddress answererRtcp =
                mux ? answererRtp.get() : answered.rtcp().orElse(answererRtp.get());
        HarnessKeys offererKeys = match.get().keys();
        agreed.add(new MediaGrant(
                callId,
                offer.fromClient(),
                offererRtp.get(),
                answererRtp.get(),
                offererRtcp,
                answererRtcp,
                offererKeys,
                answered.codecs(),
                time,
                Instant.MAX));
        agreed.add(new MediaGrant(
                callId,
                !offer.fromClient(),
                answererRtp.get(),
                offererRtp.get(),
                answererRtcp,
                offererRtcp,
                answer.keys(),
                offered.codecs(),
                time,
                Instant.MAX));
    }

    /** A bad answer is the fault of its author; a trunk's faults are what a phone is tested with, and no problem of the wire. */
    private void blame(Offer offer, String fault) {
        if (!offer.fromClient()) {
            problems.add(fault);
        }
    }

    private void end(String callId, Instant time) {
        grants.replaceAll(grant -> grant.callId().equals(callId) ? grant.endedAt(time) : grant);
    }

    /** The flow is lost: nothing agreed on it may go on beyond this time. */
    public void flowEnds(Instant latest) {
        grants.replaceAll(grant -> grant.endedAt(latest));
    }

    public List<MediaGrant> grants() {
        return grants;
    }

    /** Every key that any SDP showed, agreed or not. */
    public List<CryptoLine> keysSeen() {
        return keysSeen;
    }

    /** Faults of the client's side. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The client's end of a dialog (RFC 3261 section 12).
     *
     * @param own the client's tag
     * @param other the tag of the other end
     */
    private record Seat(String own, String other) {
        static Seat of(SipMessage message) {
            boolean from = message.fromClient() == (message.status() == 0);
            return from ? new Seat(message.fromTag(), message.toTag()) : new Seat(message.toTag(), message.fromTag());
        }
    }

    private record Offer(SdpView view, boolean fromClient) {}
}
