package org.sealphone.tui.screen;

import java.util.List;
import java.util.OptionalDouble;

/** A course of values as blocks, the newest at the right; where several share a block, the greatest of them is shown. */
public final class Sparkline {
    private Sparkline() {}

    /**
     * @param values the oldest first; NaN where nothing was measured, which is drawn as emptiness
     * @param width how many columns
     * @param span how many values the whole width stands for
     * @param least what is drawn lowest
     * @param most what is drawn highest; what is more is drawn as high
     */
    public static String of(List<Double> values, int width, int span, double least, double most, Glyphs glyphs) {
        StringBuilder out = new StringBuilder();
        for (int column = 0; column < width; column++) {
            int from = values.size() - span + column * span / width;
            int to = Math.max(from + 1, values.size() - span + (column + 1) * span / width);
            OptionalDouble peak = peak(values, from, to);
            out.append(peak.isPresent() ? block(peak.getAsDouble(), least, most, glyphs) : " ");
        }
        return out.toString();
    }

    private static OptionalDouble peak(List<Double> values, int from, int to) {
        return values
                .subList(Math.max(0, Math.min(from, values.size())), Math.max(0, Math.min(to, values.size())))
                .stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .max();
    }

    private static String block(double value, double least, double most, Glyphs glyphs) {
        int top = glyphs.levels().size() - 1;
        double share = most > least ? (value - least) / (most - least) : 0;
        return glyphs.levels().get((int) Math.round(Math.max(0, Math.min(1, share)) * top));
    }
}
