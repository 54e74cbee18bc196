package org.sealphone.ua.api;

/** Who holds a call. */
public enum Hold {
    /** Sound flows both ways. */
    NONE,
    /** We do: the microphone is silent, and the other side was asked to send nothing. */
    LOCAL,
    /** The other side takes no sound now. */
    REMOTE,
    /** Each side holds the other. */
    BOTH;

    /** Of the two. */
    public static Hold of(boolean local, boolean remote) {
        if (local) {
            return remote ? BOTH : LOCAL;
        }
        return remote ? REMOTE : NONE;
    }

    /** Whether we hold it, alone or both do. */
    public boolean byUs() {
        return this == LOCAL || this == BOTH;
    }

    /** Whether the other side holds it, alone or both do. */
    public boolean byPeer() {
        return this == REMOTE || this == BOTH;
    }
}
