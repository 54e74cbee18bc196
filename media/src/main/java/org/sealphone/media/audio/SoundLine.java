package org.sealphone.media.audio;

/** One open line of a sound card, mixed to one channel. Owned by the thread that moves its sound. */
interface SoundLine extends AutoCloseable {
    int sampleRate();

    /** Of the card; here there is one. */
    int channels();

    /**
     * A microphone fills the samples, a loudspeaker plays them; waits for the card's clock.
     *
     * @return how many were moved. Fewer than asked for is the only sign of a dead line that there is: no exception
     *     comes and no event, and the line goes on calling itself open.
     */
    int transfer(short[] pcm, int samples);

    /** Gives the line back at once, whatever is still in it. */
    @Override
    void close();
}
