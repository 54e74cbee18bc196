package org.sealphone.ua.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.sdp.SessionTerms;

/**
 * The branches of a call of ours that forked on its way, by their To tags, and what each has agreed to before anybody took the call (SDES-32:
 * RFC 3261 13.2.2.4, RFC 3264 6). Each has keys of its own to be heard under; within one the first answer binds (ADV-22). All of them know the
 * key that we offered, whether they answered or not. Owner: the engine.
 */
final class Branches {
    /** More than any proxy rings at once; beyond it somebody invents branches. */
    static final int MOST = 16;

    private final Set<String> reached = new HashSet<>();
    private final Map<DialogKey, String> dialogs = new HashMap<>();
    private final Map<String, SessionTerms> agreed = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Refusal> settled = new HashMap<>();

    /** A response came from there, with or without an answer. */
    void reached(String tag) {
        if (reached.size() <= MOST) {
            reached.add(tag);
        }
    }

    /** The early dialog with a branch; false when there are too many. */
    boolean in(DialogKey dialog, String tag) {
        if (dialogs.size() < MOST) {
            dialogs.put(dialog, tag);
        }
        return dialogs.containsKey(dialog);
    }

    Optional<String> tag(DialogKey dialog) {
        return Optional.ofNullable(dialogs.get(dialog));
    }

    /** Whether losers know the key that we send under, so that it has to be another one with the winner. */
    boolean forked() {
        return reached.size() > 1;
    }

    /** Whether this branch has said already what it will be heard under, or that it will not. */
    boolean decided(String tag) {
        return agreed.containsKey(tag) || refused.contains(tag);
    }

    Optional<SessionTerms> agreed(String tag) {
        return Optional.ofNullable(agreed.get(tag));
    }

    /** What a branch says first, judged by us. */
    Outcome<SessionTerms> answered(String tag, Outcome<SessionTerms> judged) {
        if (agreed.size() + refused.size() >= MOST) {
            judged.fold(terms -> close(terms), refusal -> refusal);
            return Outcome.refused(CryptoReason.SDES_32, "more than " + MOST);
        }
        if (judged instanceof Outcome.Granted<SessionTerms> granted) {
            agreed.put(tag, granted.value());
        } else {
            refused.add(tag);
        }
        return judged;
    }

    private static Object close(SessionTerms terms) {
        terms.close();
        return terms;
    }

    /** What a branch has changed since. */
    void changed(String tag, SessionTerms next) {
        agreed.put(tag, next);
    }

    /** An answer that was reliable is the answer (RFC 3262 5): nothing that its 2xx says can mend it. */
    void settled(String tag, Refusal why) {
        settled.put(tag, why);
    }

    Optional<Refusal> settled(String tag) {
        return Optional.ofNullable(settled.get(tag));
    }

    /** This branch has won: what was agreed with it, if anything was; the keys of all others are wiped. */
    Optional<SessionTerms> won(String tag) {
        Optional<SessionTerms> winner = Optional.ofNullable(agreed.remove(tag));
        close();
        return winner;
    }

    void close() {
        agreed.values().forEach(SessionTerms::close);
        agreed.clear();
    }
}
