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

    static SpeechMatch between(Path played, Path recorded) throws IOException {
        return between(samples(played), samples(recorded));
    }

    static SpeechMatch between(short[] played, short[] recorded) {
        double product = 0;
        double energyPlayed = 0;
        double energyHeard = 0;
        double weighted = 0;
        double seconds = 0;
        int lag = Integer.MIN_VALUE;
        for (int start = 0; start + BLOCK <= played.length; start += BLOCK) {
            double energy = energy(played, start);
            if (energy < 1e6) {
                continue;
            }
            int from = lag == Integer.MIN_VALUE ? -start : Math.max(-start, lag - WANDER);
            int to = lag == Integer.MIN_VALUE
                    ? recorded.length - BLOCK - start
                    : Math.min(recorded.length - BLOCK - start, lag + WANDER);
            double best = -2;
            for (int candidate = from; candidate <= to; candidate++) {
                double correlation = correlation(played, start, recorded, start + candidate, energy);
                if (correlation > best) {
                    best = correlation;
                    lag = candidate;
                }
            }
            if (best < -1) {
                break;
            }
            weighted += best * energy;
            product += energy;
            energyPlayed += energy;
            energyHeard += energy(recorded, start + lag);
            seconds += (double) BLOCK / RATE;
        }
        return seconds == 0
                ? new SpeechMatch(0, Double.NEGATIVE_INFINITY, 0)
                : new SpeechMatch(weighted / product, 10 * Math.log10(energyHeard / energyPlayed), seconds);
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
