package org.sealphone.crypto.sdes;

import java.util.function.Function;
import org.sealphone.crypto.reason.Refusal;

/** No keys: no media may flow, in either direction. */
public record Rejected(Refusal refusal) implements SdesOutcome {
    @Override
    public <T> T fold(Function<? super Agreed, ? extends T> agreed, Function<? super Rejected, ? extends T> rejected) {
        return rejected.apply(this);
    }
}
