package org.sealphone.tui.report;

import java.util.List;
import java.util.Locale;

/** What phone and trunk said to each other, as a ladder in SVG: time runs down, each message is an arrow. Pure. */
final class LadderDrawing {
    private static final int WIDTH = 760;
    private static final int PHONE = 110;
    private static final int TRUNK = 650;
    private static final int HEAD = 34;
    private static final int ROW = 28;
    private static final int LONGEST = 68;

    private LadderDrawing() {}

    static String of(List<Report.Step> steps) {
        int height = HEAD + ROW * steps.size() + 12;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg role=\"img\" aria-label=\"ladder\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append(text(PHONE, 16, "head", "phone")).append(text(TRUNK, 16, "head", "trunk"));
        svg.append(line(PHONE, 22, PHONE, height, "life")).append(line(TRUNK, 22, TRUNK, height, "life"));
        for (int i = 0; i < steps.size(); i++) {
            svg.append(step(steps.get(i), HEAD + ROW * i + 16));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String step(Report.Step step, int y) {
        int to = step.fromPhone() ? TRUNK : PHONE;
        int back = step.fromPhone() ? -9 : 9;
        String label = step.label().length() > LONGEST ? step.label().substring(0, LONGEST) + "…" : step.label();
        return line(PHONE, y, TRUNK, y, "arrow")
                + String.format(
                        Locale.ROOT,
                        "<polygon points=\"%d,%d %d,%d %d,%d\"/>\n",
                        to,
                        y,
                        to + back,
                        y - 4,
                        to + back,
                        y + 4)
                + text((PHONE + TRUNK) / 2, y - 5, "say", label)
                + text(50, y + 4, "time", String.format(Locale.ROOT, "%.3f s", step.atMillis() / 1000.0));
    }

    private static String line(int x1, int y1, int x2, int y2, String kind) {
        return String.format(
                Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\"/>\n", x1, y1, x2, y2, kind);
    }

    private static String text(int x, int y, String kind, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"middle\">%s</text>\n",
                x,
                y,
                kind,
                Markup.of(words));
    }
}
