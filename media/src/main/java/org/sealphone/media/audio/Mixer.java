package org.sealphone.media.audio;

import java.util.Arrays;
import org.sealphone.media.jitter.DriftAbsorber;
import org.sealphone.media.jitter.SampleRing;

/**
 * What one party of a conference hears of the others: a ring from each, at the clock of that one, taken at the clock of this one.
 *
 * <p>Threads: {@link #add} is the hearing party's; {@link Leg#put} the speaking one's. Legs come and go under the conference's lock.
 */
final class Mixer {
    /** The usual packet: so much comes at once. */
    private static final int PIECE_MILLIS = 20;

    private static final int RING_MILLIS = 400;

    private volatile Leg[] legs = {};
    private int rate = Conference.RATE;
    private Resampler resampler = new Resampler(Conference.RATE, Conference.RATE);
    private short[] one = {};
    private short[] sum = {};

    /** Before anything is added. */
    void open(int sampleRate) {
        rate = sampleRate;
        resampler = new Resampler(Conference.RATE, sampleRate);
    }

    Leg leg(Conference.Party from) {
        Leg leg = new Leg(from, this);
        Leg[] more = Arrays.copyOf(legs, legs.length + 1);
        more[more.length - 1] = leg;
        legs = more;
        return leg;
    }

    void drop(Conference.Party from) {
        legs = Arrays.stream(legs).filter(leg -> leg.from != from).toArray(Leg[]::new);
    }

    /** Adds what the others say to what is there. */
    void add(short[] pcm, int offset, int samples) {
        int wide = Math.toIntExact((long) samples * Conference.RATE / rate);
        if (sum.length < wide) {
            sum = new short[wide];
            one = new short[wide];
        }
        Arrays.fill(sum, 0, wide, (short) 0);
        for (Leg leg : legs) {
            leg.absorber.take(one, 0, wide);
            add(one, 0, sum, 0, wide);
        }
        int there = resampler.process(sum, 0, wide, one, 0);
        add(one, 0, pcm, offset, Math.min(there, samples));
    }

    private static void add(short[] from, int at, short[] to, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            int both = from[at + i] + to[offset + i];
            to[offset + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, both));
        }
    }

    /** From one party to another. */
    static final class Leg {
        private final Conference.Party from;
        private final Mixer to;
        private final SampleRing ring = new SampleRing(Conference.RATE / 1000 * RING_MILLIS);
        private final DriftAbsorber absorber = new DriftAbsorber(ring, Conference.RATE, PIECE_MILLIS);

        private Leg(Conference.Party from, Mixer to) {
            this.from = from;
            this.to = to;
        }

        boolean feeds(Mixer mixer) {
            return to == mixer;
        }

        /** What finds no room is dropped. */
        void put(short[] pcm, int samples) {
            ring.put(pcm, 0, samples);
        }
    }
}
