package org.sealphone.tui.doctor;

import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.codec.opus.OpusLibrary;
import org.sealphone.tui.report.Report;

/** The libopus of this process. Without one calls still have G.722 and G.711, so missing is a remark. */
final class OpusLook {
    private OpusLook() {}

    static Report.Check of(Outcome<OpusLibrary> library) {
        return library.fold(
                loaded -> Findings.good(
                        "opus",
                        loaded + "; it passed its test with a tone; what is lost is made up "
                                + (loaded.deepConcealment()
                                        ? "by its trained model"
                                        : "by its old means, for it has no trained model")),
                refusal -> Findings.care(
                        "opus", "none, so calls have G.722 and G.711: " + refusal.detail(), refusal.reason()));
    }
}
