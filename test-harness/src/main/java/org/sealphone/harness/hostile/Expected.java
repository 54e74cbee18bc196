package org.sealphone.harness.hostile;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * How a phone must come out of a scenario. Whatever it is, nothing but TLS, SRTP and SRTCP may have left.
 *
 * @param exitCode the kind of end, as the command line tells it
 * @param reason the code of the end, of a finding or of a refused message; empty where none is asked for
 * @param says found in what the phone sends; empty where nothing is asked for
 * @param never found nowhere in what the phone sends
 * @param tells found in what a program prints for its person; empty where nothing is asked for
 * @param hides found nowhere in what a program prints or logs
 * @param packets at least these were counted
 */
public record Expected(
        int exitCode, String reason, String says, String never, String tells, String hides, Packets packets) {
    private static final String NOTHING = "(?!)";

    /**
     * What a phone counts of what arrives; each is the least that must have been.
     *
     * @param heard packets of sound that a key of the call opened
     * @param notAuthentic packets that no key opens
     * @param replayed packets that came again
     */
    public record Packets(int heard, int notAuthentic, int replayed) {
        private static final Packets ANY = new Packets(0, 0, 0);
    }

    private static Expected of(int exitCode, String reason) {
        return new Expected(exitCode, reason, "", NOTHING, "", NOTHING, Packets.ANY);
    }

    /** All went well but for something that was noticed. */
    public static Expected checked(String reason) {
        return of(1, reason);
    }

    /** The phone does not begin: its command line or a file of its person will not do. */
    public static Expected misused(String reason) {
        return of(2, reason);
    }

    /** The phone refuses: certificate, TLS, keys, downgrade. */
    public static Expected refused(String reason) {
        return of(3, reason);
    }

    /** The peer says no, and the phone leaves it at that. */
    public static Expected rejected(String reason) {
        return of(4, reason);
    }

    /** A challenge that is not answered, or not again. */
    public static Expected unanswered(String reason) {
        return of(5, reason);
    }

    /** No connection, no answer, or a flow that broke. */
    public static Expected unreachable(String reason) {
        return of(6, reason);
    }

    /** Keys were agreed, and nothing that they open came. */
    public static Expected mediaFailed(String reason) {
        return of(7, reason);
    }

    /** It goes on as if nothing had been. */
    public static Expected goesOn() {
        return of(0, "");
    }

    /** It goes on, and says what it noticed. */
    public static Expected goesOn(String reason) {
        return of(0, reason);
    }

    /** The phone does not begin: something on its machine is not as it must be. */
    public static Expected unfit(String reason) {
        return of(8, reason);
    }

    /** A pattern that must be found in the messages of the phone. */
    public Expected saying(String pattern) {
        return new Expected(exitCode, reason, pattern, never, tells, hides, packets);
    }

    /** A pattern that must not be found in the messages of the phone. */
    public Expected neverSaying(String pattern) {
        return new Expected(exitCode, reason, says, pattern, tells, hides, packets);
    }

    /** A pattern that must be found in what a program prints. */
    public Expected telling(String pattern) {
        return new Expected(exitCode, reason, says, never, pattern, hides, packets);
    }

    /** A pattern that must be found neither in what a program prints nor in its log. */
    public Expected hiding(String pattern) {
        return new Expected(exitCode, reason, says, never, tells, pattern, packets);
    }

    /** So many packets, at least, are counted as not authentic, and so many as replays. */
    public Expected counting(int forged, int again) {
        return counting(new Packets(packets.heard(), forged, again));
    }

    /** So many packets, at least, are heard. */
    public Expected hearing(int least) {
        return counting(new Packets(least, packets.notAuthentic(), packets.replayed()));
    }

    private Expected counting(Packets least) {
        return new Expected(exitCode, reason, says, never, tells, hides, least);
    }

    /** Whether a reason that is asked for is among these codes. */
    public boolean givenBy(Collection<String> codes) {
        return reason.isEmpty() || codes.contains(reason);
    }

    /** Whether these messages hold what must be there. */
    public boolean heardIn(String messages) {
        return says.isEmpty() || found(says, messages);
    }

    /** Whether these messages hold what must not be there. */
    public boolean brokenBy(String messages) {
        return found(never, messages);
    }

    /** Whether this that was printed holds what must be there. */
    public boolean toldIn(String printed) {
        return tells.isEmpty() || found(tells, printed);
    }

    /** Whether this that was printed or logged holds what must not be there. */
    public boolean givenAwayBy(String printed) {
        return found(hides, printed);
    }

    private static boolean found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find();
    }
}
