package org.sealphone.tui.desk;

import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.text.SafeText;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Hold;

/** What happened, in a person's words. Pure. */
final class Words {
    private Words() {}

    /** One word for a list. */
    static String result(End end) {
        if (end instanceof End.RejectedByPeer rejected) {
            return String.valueOf(rejected.status());
        }
        return switch (end.exitCode()) {
            case 0 -> "ok";
            case 3 -> "refused";
            case 5 -> "password";
            case 6 -> "unreachable";
            case 7 -> "no media";
            case 8 -> "local";
            default -> "ended";
        };
    }

    static String of(Hold hold) {
        return switch (hold) {
            case NONE -> "nobody holds the call";
            case LOCAL -> "on hold";
            case REMOTE -> "the other side holds the call";
            case BOTH -> "both sides hold the call";
        };
    }

    static Snapshot.Flow of(TlsFacts facts) {
        return new Snapshot.Flow(
                SafeText.of(facts.protocol()),
                SafeText.of(facts.suite()),
                SafeText.of(facts.group() + (facts.postQuantum() ? " post-quantum" : "")),
                SafeText.of(PhoneWords.address(facts.peerAddress())),
                SafeText.of(facts.identity()),
                facts.identityMode().word(),
                facts.notAfter(),
                SafeText.of(facts.spkiPin()));
    }
}
