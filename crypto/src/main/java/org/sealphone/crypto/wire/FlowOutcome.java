package org.sealphone.crypto.wire;

import java.util.function.Function;
import org.sealphone.crypto.tls.TlsFailure;

/** A verified flow, or why there is none. */
public sealed interface FlowOutcome permits FlowOutcome.Connected, FlowOutcome.Failed {
    /** Handles both ends. */
    <T> T fold(Function<? super VerifiedFlow, ? extends T> connected, Function<? super TlsFailure, ? extends T> failed);

    /** The handshake is done and the peer has proved who it is. */
    record Connected(VerifiedFlow flow) implements FlowOutcome {
        @Override
        public <T> T fold(
                Function<? super VerifiedFlow, ? extends T> connected,
                Function<? super TlsFailure, ? extends T> failed) {
            return connected.apply(flow);
        }
    }

    /** Not a byte of SIP has left. */
    record Failed(TlsFailure failure) implements FlowOutcome {
        @Override
        public <T> T fold(
                Function<? super VerifiedFlow, ? extends T> connected,
                Function<? super TlsFailure, ? extends T> failed) {
            return failed.apply(failure);
        }
    }
}
