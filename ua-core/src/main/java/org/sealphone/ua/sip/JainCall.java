package org.sealphone.ua.sip;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The boundary to JAIN-SIP's code: marks the calling thread while it is inside, so that {@link #shield} can drop what JAIN-SIP prints, and
 * turns whatever it throws into a value.
 *
 * <p>JAIN-SIP 1.3 throws runtime exceptions for input that passed every check, and prints stack traces to the standard streams in some
 * seventy places, which would smear a screen and might hold a message with its secrets.
 */
public final class JainCall {
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private JainCall() {}

    /** Something that JAIN-SIP is asked to do. */
    interface Act {
        void run() throws Exception;
    }

    /** Runs it; what it throws is returned, and costs nothing but this act. */
    static Optional<Exception> run(Act act) {
        return get(() -> {
                    act.run();
                    return true;
                })
                .failure();
    }

    /** What came out of JAIN-SIP: a value or what it threw. */
    record Result<T>(Optional<T> value, Optional<Exception> failure) {}

    @SuppressWarnings("CatchAndPrintStackTrace")
    static <T> Result<T> get(Callable<T> act) {
        boolean before = INSIDE.get();
        INSIDE.set(true);
        try {
            return new Result<>(Optional.ofNullable(act.call()), Optional.empty());
        } catch (Exception thrown) {
            // The boundary itself: JAIN-SIP declares some exceptions and throws others, and one message must not cost
            // the rest.
            return new Result<>(Optional.empty(), Optional.of(thrown));
        } finally {
            INSIDE.set(before);
        }
    }

    /** Whether this thread runs JAIN-SIP's code now. */
    public static boolean inside() {
        return INSIDE.get();
    }

    /**
     * A stream that passes on what anybody writes but JAIN-SIP. The composition root puts it in front of the standard streams.
     *
     * @param original where everybody else's output goes
     */
    public static PrintStream shield(PrintStream original) {
        return new ShieldedStream(original);
    }
}
