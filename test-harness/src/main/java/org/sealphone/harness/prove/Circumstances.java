package org.sealphone.harness.prove;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a trial needs besides its trunk.
 *
 * @param patience how long the phone waits for a silent trunk by its own rules
 * @param seconds how long the phone goes on when nothing ends it
 * @param certificate the bad certificate of the zoo that the trunk shows, by its name; a good one where there is none
 * @param asks what the phone of this product is asked for besides, as words of its command line
 * @param reaches addresses besides the trunk's that an answer may send sound to
 * @param place what is odd about where it runs
 * @param names the name server that tells the phone where its trunk is; where there is none, the phone is told by its command line
 */
record Circumstances(
        Duration patience,
        int seconds,
        Optional<String> certificate,
        List<String> asks,
        Set<String> reaches,
        Oddity place,
        Optional<Names> names) {
    private static final int TALK_SECONDS = 3;
    /** What is said to a phone that is registered is dealt with by then on a busy machine as well. */
    private static final int STAY_SECONDS = 5;

    private static final int WAIT_SECONDS = 30;

    /** What may be odd about the place. */
    enum Oddity {
        NOTHING,
        /** There is IPv6 alone. */
        IPV6,
        /** Everybody on the machine may read the file with the password. */
        OPEN_PASSWORD,
        /** Its heap is looked into, in a call and forty seconds later. */
        HEAP,
        /** It runs for long, and its memory is measured all the time. */
        LONG
    }

    Circumstances {
        asks = List.copyOf(asks);
        reaches = Set.copyOf(reaches);
    }

    private static Circumstances of(Duration patience, int seconds, Optional<String> certificate, String... asks) {
        return new Circumstances(
                patience, seconds, certificate, List.of(asks), Set.of(), Oddity.NOTHING, Optional.empty());
    }

    static Circumstances usual() {
        return waiting(Duration.ZERO);
    }

    static Circumstances waiting(Duration patience) {
        return of(patience, TALK_SECONDS, Optional.empty());
    }

    static Circumstances showing(String certificate) {
        return of(Duration.ZERO, TALK_SECONDS, Optional.of(certificate));
    }

    /** A phone that registers and stays for a moment. */
    static Circumstances registered(Duration patience) {
        return of(patience, STAY_SECONDS, Optional.empty());
    }

    /** A phone that takes one call, and waits for it as long as a machine may need that is busy. */
    static Circumstances oneCall() {
        return asking(WAIT_SECONDS, "--calls", "1");
    }

    /** A phone that is asked for this, and has so many seconds for it. */
    static Circumstances asking(int seconds, String... words) {
        return of(Duration.ZERO, seconds, Optional.empty(), words);
    }

    Circumstances reaching(String... addresses) {
        return new Circumstances(patience, seconds, certificate, asks, Set.of(addresses), place, names);
    }

    /** Whether the virtual machine of the phone must let itself be looked into. */
    boolean looksInside() {
        return place == Oddity.HEAP || place == Oddity.LONG;
    }

    Circumstances with(Oddity odd) {
        return new Circumstances(patience, seconds, certificate, asks, reaches, odd, names);
    }

    /** A phone that registers, with nothing but the name of its domain to go by. */
    static Circumstances asking(Names names) {
        return registered(Duration.ZERO).told(names);
    }

    Circumstances told(Names by) {
        return new Circumstances(patience, seconds, certificate, asks, reaches, place, Optional.of(by));
    }
}
