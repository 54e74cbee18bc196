package org.sealphone.crypto.wire;

import org.sealphone.crypto.reason.Refusal;

/**
 * Hears what a flow brings. Thread: the flow's reader; hand over at once, because a listener that blocks stops the flow.
 */
public interface FlowListener {
    /** Decrypted bytes of the stream, in order, without regard to message borders. The array is the reader's: copy what is kept. */
    void received(byte[] bytes, int length);

    /** The flow ended and was not closed by us. Called exactly once, after the last {@link #received}, and never after our own close. */
    void lost(Refusal cause);
}
