package org.sealphone.crypto.sdes;

import java.util.function.Function;

/** The end of a negotiation: keys for both directions, or the reason why there are none. There is nothing in between. */
public sealed interface SdesOutcome permits Agreed, Rejected {
    /** Handles both ends. */
    <T> T fold(Function<? super Agreed, ? extends T> agreed, Function<? super Rejected, ? extends T> rejected);
}
