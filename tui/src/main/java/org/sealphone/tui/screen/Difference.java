package org.sealphone.tui.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts line by line: what both have, what only the first has, what only the second. The longest common subsequence decides, so that
 * no line that both have in the same order is shown twice. Pure.
 */
public final class Difference {
    private Difference() {}

    /** Who has a line. */
    public enum Side {
        BOTH(' '),
        FIRST('-'),
        SECOND('+');

        private final char sign;

        Side(char sign) {
            this.sign = sign;
        }

        /** What stands before such a line, so that colour is never the only sign. */
        public char sign() {
            return sign;
        }
    }

    /** One line of either. */
    public record Line<T>(Side side, T words) {
        @Override
        public String toString() {
            return side.sign() + " " + words;
        }
    }

    public static <T> List<Line<T>> of(List<T> first, List<T> second) {
        int[][] common = common(first, second);
        List<Line<T>> lines = new ArrayList<>();
        int one = 0;
        int two = 0;
        while (one < first.size() || two < second.size()) {
            boolean same =
                    one < first.size() && two < second.size() && first.get(one).equals(second.get(two));
            if (same) {
                lines.add(new Line<>(Side.BOTH, first.get(one)));
                one++;
                two++;
            } else if (two == second.size() || (one < first.size() && common[one + 1][two] >= common[one][two + 1])) {
                lines.add(new Line<>(Side.FIRST, first.get(one++)));
            } else {
                lines.add(new Line<>(Side.SECOND, second.get(two++)));
            }
        }
        return lines;
    }

    /** The length of what the rests of both have in common. */
    private static <T> int[][] common(List<T> first, List<T> second) {
        int[][] common = new int[first.size() + 1][second.size() + 1];
        for (int one = first.size() - 1; one >= 0; one--) {
            for (int two = second.size() - 1; two >= 0; two--) {
                common[one][two] = first.get(one).equals(second.get(two))
                        ? common[one + 1][two + 1] + 1
                        : Math.max(common[one + 1][two], common[one][two + 1]);
            }
        }
        return common;
    }
}
