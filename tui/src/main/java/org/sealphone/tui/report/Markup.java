package org.sealphone.tui.report;

import java.util.stream.Collectors;
import org.sealphone.tui.text.SafeText;

/** Text on its way into XML or HTML: made visible as for a terminal, then escaped, so that nothing of it is markup. Stateless. */
final class Markup {
    private Markup() {}

    /** For an element or a quoted attribute. Lines stay lines, and everything else that is no character of a text is shown by its number. */
    static String of(String foreign) {
        return foreign.lines()
                .map(SafeText::clean)
                .collect(Collectors.joining("\n"))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
