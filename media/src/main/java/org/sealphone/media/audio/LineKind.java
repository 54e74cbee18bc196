package org.sealphone.media.audio;

/** Which way a line of a sound card goes. */
public enum LineKind {
    MICROPHONE("microphone"),
    LOUDSPEAKER("loudspeaker");

    private final String word;

    LineKind(String word) {
        this.word = word;
    }

    /** For people. */
    public String word() {
        return word;
    }
}
