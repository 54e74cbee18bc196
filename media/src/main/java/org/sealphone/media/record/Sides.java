package org.sealphone.media.record;

/** Which sides of a call a recording keeps. */
public enum Sides {
    /** What is heard, on one channel. */
    HEARD(1),
    /** What is heard on the left channel, what is said on the right. */
    BOTH(2);

    private final int channels;

    Sides(int channels) {
        this.channels = channels;
    }

    int channels() {
        return channels;
    }
}
