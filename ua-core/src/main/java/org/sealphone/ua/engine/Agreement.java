package org.sealphone.ua.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.ua.api.SecurityAgreement;
import org.sealphone.ua.field.SecurityServer;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * The agreement on sealed media with a trunk that wants one (RFC 3329 2.3, 3GPP TS 33.328): what we can, what the trunk said that it can,
 * and that again word for word, so that it sees when somebody on the way has changed it. Keys and suites do not depend on any of this.
 * Owner: the engine.
 */
final class Agreement {
    private static final String OURS = "sdes-srtp;mediasec";
    private static final String TAG = "mediasec";
    private static final String ASKED = "a=3ge2ae:requested\r\n";

    private final Outbox out;
    private final SecurityAgreement wanted;
    private Optional<String> theirs = Optional.empty();

    Agreement(Outbox out, SecurityAgreement wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    /** The request with what belongs to the agreement; REGISTER makes it, an INVITE outside dialogs uses it. */
    SipRequest in(SipRequest request) {
        boolean registers = request.method() == Method.REGISTER;
        boolean calls = request.method() == Method.INVITE && request.dialog().isEmpty();
        if (wanted == SecurityAgreement.NONE || !(registers || calls)) {
            return request;
        }
        SipRequest asking = request.header("Security-Client", OURS);
        SipRequest demanding = registers ? asking.header("Require", TAG).header("Proxy-Require", TAG) : asking;
        return theirs.map(said -> demanding.header("Security-Verify", said)).orElse(demanding);
    }

    /** A response to a REGISTER: its Security-Server is what will be verified. */
    void told(ResponseView response) {
        List<String> lines = response.fields().all("security-server");
        if (wanted == SecurityAgreement.NONE || lines.isEmpty()) {
            return;
        }
        Optional<String> read = SecurityServer.read(lines);
        boolean sealed = read.filter(said -> said.toLowerCase(Locale.ROOT).contains(OURS))
                .isPresent();
        if (!sealed) {
            out.find(Severity.MEDIUM, UaReason.SIP_39, read.orElse("Security-Server cannot be read"));
        }
        theirs = read;
    }

    /** A new flow agrees anew. */
    void over() {
        theirs = Optional.empty();
    }

    /** The same writer, whose descriptions ask for sealed media where the trunk wants that. */
    static SdpWriter asking(SecurityAgreement wanted, SdpWriter writer) {
        return wanted == SecurityAgreement.NONE
                ? writer
                : description -> writer.write(
                        keys -> description.apply(keys).replaceFirst("(?m)^a=crypto:", ASKED + "a=crypto:"));
    }
}
