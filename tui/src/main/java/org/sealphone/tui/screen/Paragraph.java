package org.sealphone.tui.screen;

import java.util.ArrayList;
import java.util.List;
import org.sealphone.tui.text.SafeText;

/** Words in lines of so many columns; a word that is longer than a line is broken. */
final class Paragraph {
    private Paragraph() {}

    static List<String> wrap(String words, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        int space = -1;
        for (int point : words.codePoints().toArray()) {
            if (used + SafeText.cells(point) > columns) {
                String rest = space > 0 ? line.substring(space + 1) : "";
                lines.add(space > 0 ? line.substring(0, space) : line.toString());
                line.setLength(0);
                line.append(rest);
                used = rest.codePoints().map(SafeText::cells).sum();
                space = -1;
            }
            if (point == ' ') {
                space = line.length();
            }
            line.appendCodePoint(point);
            used += SafeText.cells(point);
        }
        lines.add(line.toString());
        return lines;
    }
}
