package org.sealphone.ua.engine;

import java.util.Optional;
import org.sealphone.ua.api.End;
import org.sealphone.ua.policy.ReferTarget;

/**
 * A call that the peer of another call wants us to make (RFC 3515 2.4.4). A person decides; how it goes is told to the one who asked, once for
 * each step, and the last time when the new call stands, has failed or was declined. Owner: the engine.
 */
final class Referral {
    private static final String LASTS = "active;expires=180";
    private static final String ENDS = "terminated;reason=noresource";

    private final Call asked;
    private final ReferTarget to;
    private final Optional<String> by;
    private final String event;
    private boolean accepted;
    private boolean rings;
    private boolean over;

    /**
     * @param asked the call that it was asked for in
     * @param by who says that it is its wish, unverified
     * @param event what its NOTIFYs are about
     */
    Referral(Call asked, ReferTarget to, Optional<String> by, String event) {
        this.asked = asked;
        this.to = to;
        this.by = by;
        this.event = event;
    }

    ReferTarget to() {
        return to;
    }

    /** The INVITE that comes of it (RFC 3892 2.1, RFC 3891 6.1). */
    SipRequest dressed(SipRequest invite) {
        SipRequest request = invite;
        if (by.isPresent()) {
            request = request.header("Referred-By", "<" + by.get() + ">");
        }
        return to.replaces().isPresent()
                ? request.header("Replaces", to.replaces().get().value()).header("Require", "replaces")
                : request;
    }

    void begins() {
        tell("SIP/2.0 100 Trying", LASTS);
    }

    /** A person wants it; false when that was said before. */
    boolean accept() {
        boolean first = !accepted && !over;
        accepted = true;
        return first;
    }

    boolean undecided() {
        return !accepted && !over;
    }

    void rings() {
        if (!rings && !over) {
            rings = true;
            tell("SIP/2.0 180 Ringing", LASTS);
        }
    }

    void stands() {
        ends(200, "OK");
    }

    void failed(Optional<Integer> status) {
        ends(status.filter(code -> code >= 300).orElse(503), "Not Connected");
    }

    void declined() {
        ends(603, "Declined");
    }

    private void ends(int status, String phrase) {
        if (!over) {
            over = true;
            tell("SIP/2.0 " + status + " " + phrase, ENDS);
        }
    }

    /** The call that it was asked in is over, and nobody is left to be told. */
    void unheard() {
        over = true;
    }

    private void tell(String statusLine, String subscription) {
        DialogKey in = asked.dialog;
        if (in == null || !asked.speaks()) {
            return;
        }
        asked.requests.send(SipRequest.tidings(in, event, statusLine, subscription), new Reply() {
            @Override
            public void done(ResponseView response) {
                // RFC 6665 4.2.2: whoever knows no such subscription wants to hear no more.
                if (response.status() == 481) {
                    unheard();
                }
            }

            @Override
            public void failed(End end) {
                unheard();
            }
        });
    }
}
