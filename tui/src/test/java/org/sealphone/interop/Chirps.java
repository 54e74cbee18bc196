package org.sealphone.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Chirps in the band of a telephone, and how late they come back. They are played into the sink whose monitor is one person's microphone; the
 * same sink is the other person's loudspeaker, turned down, so that one recording holds each chirp and, weaker, what became of it: both ends
 * are on one sample clock.
 */
final class Chirps {
    private static final int SLOW = 6;
    private static final int RATE = PulseServer.RATE / SLOW;
    private static final double SECONDS = 0.05;
    private static final double FROM_HZ = 500;
    private static final double TO_HZ = 3000;
    private static final double LEVEL = 6000;
    /** A chirp that came back is weaker than it was; what is weaker than this is something else. */
    private static final double LEAST_ECHO = 0.05;

    private static final double LEAST_LIKENESS = 0.5;
    private static final int SHORTEST = RATE / 100;
    private static final int LONGEST = RATE / 2;

    private final double[] chirp = chirp(RATE);

    /**
     * Mono at {@link PulseServer#RATE}: a chirp a second, at moments that fall anywhere into the frames of a codec.
     *
     * @param seconds how many
     */
    static short[] played(int seconds) {
        short[] pcm = new short[seconds * PulseServer.RATE];
        double[] chirp = chirp(PulseServer.RATE);
        Random moments = new Random(1);
        for (int second = 0; second < seconds; second++) {
            int at = second * PulseServer.RATE + moments.nextInt(PulseServer.RATE / 5);
            for (int i = 0; i < chirp.length; i++) {
                pcm[at + i] = (short) Math.round(LEVEL * chirp[i]);
            }
        }
        return pcm;
    }

    private static double[] chirp(int rate) {
        double[] chirp = new double[(int) (SECONDS * rate)];
        for (int i = 0; i < chirp.length; i++) {
            double t = i / (double) rate;
            double window = Math.sin(Math.PI * i / chirp.length);
            chirp[i] = window * window * Math.sin(2 * Math.PI * (FROM_HZ + (TO_HZ - FROM_HZ) / SECONDS / 2 * t) * t);
        }
        return chirp;
    }

    /** One chirp: when it was played, in seconds of the recording, and how many milliseconds later it was heard, if it was. */
    record Delay(double second, OptionalDouble milliseconds) {}

    /** Each chirp of a recording whose echo would still be in it. */
    List<Delay> delays(short[] recording) {
        double[] likeness = matched(slow(recording));
        double loudest = Arrays.stream(likeness).max().orElse(0);
        List<Delay> delays = new ArrayList<>();
        int at = 0;
        while (at < likeness.length - LONGEST) {
            if (likeness[at] < loudest / 2) {
                at++;
                continue;
            }
            int played = highest(likeness, at, at + SHORTEST);
            int heard = highest(likeness, played + SHORTEST, played + LONGEST);
            boolean back = likeness[heard] > LEAST_ECHO * likeness[played];
            delays.add(new Delay(
                    played / (double) RATE,
                    back ? OptionalDouble.of(1000.0 * (heard - played) / RATE) : OptionalDouble.empty()));
            at = played + LONGEST;
        }
        return delays;
    }

    private static int highest(double[] values, int from, int to) {
        int highest = from;
        for (int i = from; i < Math.min(to, values.length); i++) {
            highest = values[i] > values[highest] ? i : highest;
        }
        return highest;
    }

    /** The strength of a chirp that begins at each sample; 0 where what is there is not like one. */
    private double[] matched(double[] samples) {
        double[] strength = new double[Math.max(0, samples.length - chirp.length)];
        double own = Arrays.stream(chirp).map(value -> value * value).sum();
        for (int at = 0; at < strength.length; at++) {
            double product = 0;
            double power = 0;
            for (int i = 0; i < chirp.length; i++) {
                product += chirp[i] * samples[at + i];
                power += samples[at + i] * samples[at + i];
            }
            strength[at] = product > LEAST_LIKENESS * Math.sqrt(own * power) ? product : 0;
        }
        return strength;
    }

    /** A sixth of the rate: the chirp ends well below the half of it, and a mean of six keeps what is above out far enough. */
    private static double[] slow(short[] samples) {
        double[] slow = new double[samples.length / SLOW];
        for (int i = 0; i < slow.length; i++) {
            for (int j = 0; j < SLOW; j++) {
                slow[i] += samples[i * SLOW + j] / (double) SLOW;
            }
        }
        return slow;
    }
}
