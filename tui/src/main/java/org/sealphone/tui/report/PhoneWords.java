package org.sealphone.tui.report;

import java.net.InetSocketAddress;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.RegistrationFacts;

/** What becomes of a phone and its calls, in the words that lines and screens share. They may hold texts of the peer. Stateless. */
public final class PhoneWords {
    private PhoneWords() {}

    /** Why it ended. */
    public static String of(End end) {
        if (end instanceof End.RejectedByPeer rejected) {
            return (rejected.status() + " " + rejected.reasonPhrase()).strip();
        }
        return end.reason().map(Refusal::text).orElseGet(() -> ExitCode.of(end.exitCode())
                .word());
    }

    /** For how long the registrar holds a binding, and how we proved who we are. */
    public static String registered(RegistrationFacts facts) {
        return "registered for " + facts.expiresSeconds().map(String::valueOf).orElse("?") + " s"
                + facts.digest().map(digest -> ", digest " + digest).orElse("");
    }

    /** Digits and port, never a name: asking for one would be a look-up. */
    public static String address(InetSocketAddress address) {
        String digits = address.getAddress().getHostAddress();
        return (digits.indexOf(':') >= 0 ? "[" + digits + "]" : digits) + ":" + address.getPort();
    }
}
