package org.sealphone.crypto.reason;

import java.util.function.Function;

/**
 * What was asked for, or the refusal that came instead. Expected refusals are values: no caller can overlook one, because the
 * value is reached only through {@link #fold}.
 */
public sealed interface Outcome<T> permits Outcome.Granted, Outcome.Refused {

    /** Handles both ends. */
    <R> R fold(Function<? super T, ? extends R> granted, Function<? super Refusal, ? extends R> refused);

    /** An outcome that holds what was asked for. */
    static <T> Outcome<T> granted(T value) {
        return new Granted<>(value);
    }

    /** An outcome that holds a refusal. */
    static <T> Outcome<T> refused(ReasonCode reason, String detail) {
        return new Refused<>(new Refusal(reason, detail));
    }

    /** Continues with the value, or passes the refusal on. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Refused::new);
    }

    /** What was asked for. */
    record Granted<T>(T value) implements Outcome<T> {
        @Override
        public <R> R fold(Function<? super T, ? extends R> granted, Function<? super Refusal, ? extends R> refused) {
            return granted.apply(value);
        }
    }

    /** Why there is nothing. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {
        @Override
        public <R> R fold(Function<? super T, ? extends R> granted, Function<? super Refusal, ? extends R> refused) {
            return refused.apply(refusal);
        }
    }
}
