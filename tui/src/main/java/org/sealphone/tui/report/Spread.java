package org.sealphone.tui.report;

import java.util.Optional;
import java.util.stream.Stream;

/** How values lie: the least, the one in the middle, the one that 95 in 100 do not exceed, the most. */
public record Spread(double least, double median, double p95, double most) {
    /** Empty for no values. */
    public static Optional<Spread> of(Stream<Double> values) {
        double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new Spread(sorted[0], at(sorted, 0.5), at(sorted, 0.95), sorted[sorted.length - 1]));
    }

    /** The smallest value that this part of all does not exceed. */
    private static double at(double[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
