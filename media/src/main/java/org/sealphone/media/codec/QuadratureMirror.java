package org.sealphone.media.codec;

/**
 * The filter pair of ITU-T G.722 (clauses 3.1 and 4.4, table 11): 24 taps that split 16 kHz into two bands of 8 kHz each,
 * and put them together again so that what folded in the one undoes what folded in the other. Owned by one encoder or
 * decoder.
 */
final class QuadratureMirror {
    /** Every second tap; the other half is the same, read from its end. */
    private static final int[] TAPS = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private static final int LENGTH = 2 * TAPS.length;

    private final int[] line = new int[LENGTH];
    private int even;
    private int odd;

    /** Takes two values and computes both halves of the filter over the last 24. */
    void push(int first, int second) {
        System.arraycopy(line, 2, line, 0, LENGTH - 2);
        line[LENGTH - 2] = first;
        line[LENGTH - 1] = second;
        even = 0;
        odd = 0;
        for (int i = 0; i < TAPS.length; i++) {
            even += line[2 * i] * TAPS[i];
            odd += line[2 * i + 1] * TAPS[TAPS.length - 1 - i];
        }
    }

    int even() {
        return even;
    }

    int odd() {
        return odd;
    }
}
