package org.sealphone.tui.doctor;

import java.util.Optional;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.tui.report.Health;
import org.sealphone.tui.report.Report;

/** The three ways in which a look can end. What is not well always has a code and an advice. Pure. */
final class Findings {
    private Findings() {}

    static Report.Check good(String subject, String found) {
        return new Report.Check(subject, Health.GOOD, found, Optional.empty(), Optional.empty());
    }

    /** It works, and could be better; the advice is that of the code. */
    static Report.Check care(String subject, String found, ReasonCode reason) {
        return care(subject, found, reason, reason.advice());
    }

    static Report.Check care(String subject, String found, ReasonCode reason, String advice) {
        return new Report.Check(subject, Health.CARE, found, Optional.of(reason), Optional.of(advice));
    }

    static Report.Check fault(String subject, String found, ReasonCode reason) {
        return new Report.Check(subject, Health.FAULT, found, Optional.of(reason), Optional.of(reason.advice()));
    }
}
