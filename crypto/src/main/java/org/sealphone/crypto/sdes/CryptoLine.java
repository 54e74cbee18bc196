package org.sealphone.crypto.sdes;

import java.util.function.Function;
import org.sealphone.crypto.reason.Refusal;

/** One received {@code a=crypto} line: keys, or why it gives none. */
public sealed interface CryptoLine permits CryptoLine.Usable, CryptoLine.Unusable {
    /** Handles both. */
    <T> T fold(Function<? super CryptoAttribute, ? extends T> usable, Function<? super Refusal, ? extends T> unusable);

    /** The line is valid and everything in it can be honoured. */
    record Usable(CryptoAttribute attribute) implements CryptoLine {
        @Override
        public <T> T fold(
                Function<? super CryptoAttribute, ? extends T> usable,
                Function<? super Refusal, ? extends T> unusable) {
            return usable.apply(attribute);
        }
    }

    /** The line is invalid, or demands what we do not do. */
    record Unusable(Refusal refusal) implements CryptoLine {
        @Override
        public <T> T fold(
                Function<? super CryptoAttribute, ? extends T> usable,
                Function<? super Refusal, ? extends T> unusable) {
            return unusable.apply(refusal);
        }
    }
}
