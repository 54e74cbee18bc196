package org.sealphone.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One parser under arbitrary octets. A target has a public constructor without parameters and no state that outlives an
 * input; it knows nothing of the fuzzer that drives it, so that the same check replays its corpus in every build.
 */
public interface FuzzTarget {
    /** The name of its corpus: a file below {@code fuzz/} in the test resources. */
    String name();

    /** Sound inputs and near misses, from which the corpus was grown. */
    List<byte[]> seeds();

    /** Holds every property on one input, whatever it is; throws where one fails. */
    void check(byte[] input);

    /** A seed of text, one octet a character. */
    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An input whose first octet chooses, and whose rest is what is asked about. */
    static byte[] chosen(int first, byte[] rest) {
        byte[] input = new byte[1 + rest.length];
        input[0] = (byte) first;
        System.arraycopy(rest, 0, input, 1, rest.length);
        return input;
    }

    /** An input as text, one character an octet. */
    static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    /** Fails unless it holds. */
    static void require(boolean holds, String property) {
        if (!holds) {
            throw new AssertionError(property);
        }
    }
}
