package org.sealphone.tui.report;

import java.util.List;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Tint;

/** A refusal in words for a person: what happened, why that matters, what to do, and where to read more. */
public final class Complaint {
    private static final int LABEL = 7;

    private Complaint() {}

    /** Several lines, the first with the code. */
    public static String of(Refusal refusal, Look look) {
        ReasonCode reason = refusal.reason();
        StringBuilder out = new StringBuilder();
        out.append(look.paint(Tint.BAD, "sealphone: " + reason.title()))
                .append(" [")
                .append(reason.code())
                .append("]\n");
        if (!refusal.detail().isEmpty()) {
            section(out, look, "what", look.foreign(refusal.detail()));
        }
        section(out, look, "why", reason.why());
        section(out, look, "do", reason.advice());
        section(out, look, "more", "sealphone explain " + reason.code());
        return out.toString();
    }

    /** One line, for what was found beside the result. */
    public static String note(Refusal refusal, Look look) {
        String detail = refusal.detail().isEmpty() ? "" : ": " + look.foreign(refusal.detail());
        return look.paint(Tint.CARE, refusal.reason().code()) + "  "
                + refusal.reason().title() + detail;
    }

    private static void section(StringBuilder out, Look look, String label, String words) {
        List<String> lines = Sheet.wrap(words, Sheet.WIDTH - LABEL - 2);
        for (int i = 0; i < lines.size(); i++) {
            out.append("  ")
                    .append(look.paint(Tint.FAINT, Sheet.pad(i == 0 ? label : "", LABEL)))
                    .append(lines.get(i))
                    .append('\n');
        }
    }
}
