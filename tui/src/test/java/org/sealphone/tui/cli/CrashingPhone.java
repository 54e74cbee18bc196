package org.sealphone.tui.cli;

import java.util.Arrays;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaListener;

/** The program with a planted bug, as a process of its own: once registered, a thread throws with a message that must not be seen. */
final class CrashingPhone {
    static final String CANARY = "canary-quartz-7731";
    static final String STRAY = "stray";
    static final String LOOP = "loop";

    private CrashingPhone() {}

    /** The first word says on which thread; the rest is the command line. */
    public static void main(String[] words) {
        boolean stray = words[0].equals(STRAY);
        Surroundings own = Surroundings.ofProcess(Interrupt.ofProcess());
        Surroundings around = new Surroundings(
                own.in(),
                own.out(),
                own.err(),
                own.environment(),
                own.inTerminal(),
                own.outTerminal(),
                own.errTerminal(),
                own.interrupt(),
                (account, tap, listener, trace) -> RealPhone.open(account, tap, crashing(listener, stray), trace),
                own.devices(),
                true);
        Sealphone.enter(around, Arrays.copyOfRange(words, 1, words.length));
    }

    private static UaListener crashing(UaListener usual, boolean stray) {
        return event -> {
            usual.happened(event);
            if (event instanceof UaEvent.Registered && stray) {
                new Thread(CrashingPhone::crash, "stray").start();
            } else if (event instanceof UaEvent.Registered) {
                crash();
            }
        };
    }

    private static void crash() {
        throw new IllegalStateException(CANARY, new IllegalArgumentException(CANARY));
    }
}
