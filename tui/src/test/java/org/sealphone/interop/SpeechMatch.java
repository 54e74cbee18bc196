package org.sealphone.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How well a recording carries what was played: what was played is cut into quarters of a second, each is found in the recording near
 * where the one before was found (a jitter buffer that adapts moves them), and the correlations are averaged by energy. A reader of WAV files of its own, so
 * that a mistake of the phone's does not cancel out here.
 *
 * @param correlation from -1 to 1, weighted by the energy of each quarter
 * @param levelChangeDb loudness of what was heard over what was played, in what was compared
 * @param seconds how many seconds of sound were compared
 */
record SpeechMatch(double correlation, double levelChangeDb, double seconds) {
    private static final int RATE = 8000;
    private static final int BLOCK = RATE / 4;
    private static final int WANDER = RATE / 5;
    /** A quarter with less energy says nothing. */
    private static final double FAINT = 1e6;

    static SpeechMatch between(Path played, Path recorded) throws IOException {
        return between(samples(played), samples(recorded));
    }

    /** Begins with the loudest quarter, for the first may have been said before anybody listened, and goes both ways from there. */
    static SpeechMatch between(short[] played, short[] recorded) {
        int loudest = 0;
        for (int start = BLOCK; start + BLOCK <= played.length; start += BLOCK) {
            loudest = energy(played, start) > energy(played, loudest) ? start : loudest;
        }
        Sum sum = new Sum();
        int anchor = sum.add(played, recorded, loudest, -loudest, recorded.length - BLOCK - loudest);
        for (int step : new int[] {BLOCK, -BLOCK}) {
            int lag = anchor;
            for (int start = loudest + step; start >= 0 && start + BLOCK <= played.length; start += step) {
                lag = sum.add(played, recorded, start, lag - WANDER, lag + WANDER);
            }
        }
        return sum.match();
    }

    /** What was compared so far. */
    private static final class Sum {
        private double weighted;
        private double energyPlayed;
        private double energyHeard;
        private double seconds;

        /** Adds the quarter at {@code start} where it is found best; returns how much later that is, or what it was when it says nothing. */
        int add(short[] played, short[] recorded, int start, int from, int to) {
            double energy = start + BLOCK <= played.length ? energy(played, start) : 0;
            int lag = (from + to) / 2;
            double best = -2;
            for (int candidate = Math.max(-start, from);
                    energy >= FAINT && candidate <= Math.min(to, recorded.length - BLOCK - start);
                    candidate++) {
                double correlation = correlation(played, start, recorded, start + candidate, energy);
                if (correlation > best) {
                    best = correlation;
                    lag = candidate;
                }
            }
            if (best >= -1) {
                weighted += best * energy;
                energyPlayed += energy;
                energyHeard += energy(recorded, start + lag);
                seconds += (double) BLOCK / RATE;
            }
            return lag;
        }

        SpeechMatch match() {
            return seconds == 0
                    ? new SpeechMatch(0, Double.NEGATIVE_INFINITY, 0)
                    : new SpeechMatch(weighted / energyPlayed, 10 * Math.log10(energyHeard / energyPlayed), seconds);
        }
    }

    private static double energy(short[] samples, int start) {
        double sum = 0;
        for (int i = start; i < start + BLOCK; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }

    private static double correlation(short[] played, int start, short[] recorded, int at, double energyPlayed) {
        double product = 0;
        double energyRecorded = 1e-9;
        for (int i = 0; i < BLOCK; i++) {
            double heard = recorded[at + i];
            product += played[start + i] * heard;
            energyRecorded += heard * heard;
        }
        return product / Math.sqrt(energyPlayed * energyRecorded);
    }

    /** 16-bit mono PCM at 8 kHz; anything else is refused. */
    static short[] samples(Path wav) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        if (!tag(file).equals("RIFF") || file.getInt() < 0 || !tag(file).equals("WAVE")) {
            throw new IOException(wav + " is no WAV file");
        }
        while (file.remaining() >= 8) {
            String chunk = tag(file);
            int length = file.getInt();
            if (chunk.equals("fmt ")) {
                ByteBuffer format = file.slice().order(ByteOrder.LITTLE_ENDIAN);
                if (format.getShort(0) != 1
                        || format.getShort(2) != 1
                        || format.getInt(4) != RATE
                        || format.getShort(14) != 16) {
                    throw new IOException(wav + " is not 16-bit mono PCM at 8 kHz");
                }
            } else if (chunk.equals("data")) {
                short[] samples = new short[Math.min(length, file.remaining()) / 2];
                file.asShortBuffer().get(samples);
                return samples;
            }
            file.position(file.position() + length + (length & 1));
        }
        throw new IOException(wav + " holds no data");
    }

    private static String tag(ByteBuffer file) {
        byte[] four = new byte[4];
        file.get(four);
        return new String(four, StandardCharsets.US_ASCII);
    }
}
