package org.sealphone.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A seeded change of one input: what a corpus is filled up with, and what a build tries beyond it. */
final class Mutation {
    private static final byte[] ODD = {
        0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, '\r', '\n', ' ', ':', ';', '"', '\\', '%', '='
    };

    private Mutation() {}

    static byte[] of(List<byte[]> parents, Random random) {
        byte[] parent = parents.get(random.nextInt(parents.size()));
        byte[] child = once(parent, parents, random);
        for (int more = random.nextInt(3); more > 0; more--) {
            child = once(child, parents, random);
        }
        return child;
    }

    private static byte[] once(byte[] input, List<byte[]> parents, Random random) {
        if (input.length == 0) {
            return parents.get(random.nextInt(parents.size()));
        }
        int at = random.nextInt(input.length);
        int to = Math.min(input.length, at + 1 + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> joined(Arrays.copyOf(input, at), Arrays.copyOfRange(input, to, input.length));
            case 2 -> joined(Arrays.copyOf(input, to), Arrays.copyOfRange(input, at, input.length));
            case 3 -> {
                byte[] other = parents.get(random.nextInt(parents.size()));
                int from = random.nextInt(other.length + 1);
                yield joined(Arrays.copyOf(input, at), Arrays.copyOfRange(other, from, other.length));
            }
            case 4 -> {
                byte[] child = input.clone();
                child[at] = ODD[random.nextInt(ODD.length)];
                yield child;
            }
            default -> {
                byte[] child = input.clone();
                child[at] ^= (byte) (1 << random.nextInt(8));
                yield child;
            }
        };
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }
}
