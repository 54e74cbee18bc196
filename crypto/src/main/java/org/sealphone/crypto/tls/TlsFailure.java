package org.sealphone.crypto.tls;

import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;

/** Why there is no flow: the refusal, and what kind of end it is for the one who asked. */
public record TlsFailure(Kind kind, Refusal refusal) {
    /** The kinds of end, as the exit codes of the command line tell them apart. */
    public enum Kind {
        /** Nobody was reached: names, routes, connections, silence. */
        UNREACHABLE,
        /** Somebody was reached, and we or they refused. */
        REFUSED,
        /** This machine could not even try. */
        LOCAL
    }

    /** A failure whose kind follows from its reason. */
    public static TlsFailure of(CryptoReason reason, String detail) {
        return new TlsFailure(kindOf(reason), new Refusal(reason, detail));
    }

    private static Kind kindOf(CryptoReason reason) {
        if (reason == CryptoReason.NET_06) {
            return Kind.LOCAL;
        }
        boolean silence = reason == CryptoReason.TLS_30 || reason == CryptoReason.TLS_11;
        return silence || reason.code().startsWith("NET-") ? Kind.UNREACHABLE : Kind.REFUSED;
    }
}
