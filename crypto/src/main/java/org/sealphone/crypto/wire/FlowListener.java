package org.sealphone.crypto.wire;

import java.security.cert.X509Certificate;
import java.util.List;
import org.sealphone.crypto.reason.Refusal;

/**
 * Hears what a flow brings. Thread: the flow's reader; hand over at once, because a listener that blocks stops the flow.
 */
public interface FlowListener {
    /** Decrypted bytes of the stream, in order, without regard to message borders. The array is the reader's: copy what is kept. */
    void received(byte[] bytes, int length);

    /** The flow ended and was not closed by us. Called exactly once, after the last {@link #received}, and never after our own close. */
    void lost(Refusal cause);

    /**
     * The certificates that the server showed, its own first, whatever was decided of them: to be looked at, never to be trusted. Called
     * at most once, by the thread that connects, when the handshake is over and before anything else is heard.
     */
    default void shown(List<X509Certificate> chain) {}
}
