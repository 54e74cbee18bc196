package org.sealphone.tui.report;

import java.util.List;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;

/** Certificates for a person, that of the server first, and beneath them what is wrong. */
final class CertificateRows {
    private static final int COLUMNS = 60;

    private CertificateRows() {}

    static void write(Sheet sheet, Report report, List<Report.Certificate> certificates) {
        Look look = sheet.look();
        int number = 0;
        for (Report.Certificate certificate : certificates) {
            number++;
            String kind = certificate.authority() ? "authority" : "certificate";
            sheet.heading(
                    certificates.size() == 1
                            ? "The " + kind
                            : "Of " + certificates.size() + " the " + kind + " " + number);
            one(sheet, certificate);
        }
        report.signalling().ifPresent(flow -> {
            sheet.heading("The flow");
            HumanReport.signalling(sheet, flow);
        });
        sheet.heading(report.reasons().isEmpty() ? "Nothing is wrong" : "What is wrong");
        for (Refusal reason : report.reasons()) {
            String code = reason.reason().code();
            String sign = look.cross();
            String detail = reason.detail().isEmpty() ? "" : ": " + look.foreign(reason.detail());
            for (String line : Sheet.wrap(reason.reason().title() + detail, COLUMNS)) {
                sheet.row(code, sign + " " + line);
                code = "";
                sign = look.ascii() ? "  " : " ";
            }
        }
    }

    private static void one(Sheet sheet, Report.Certificate certificate) {
        Look look = sheet.look();
        sheet.text("subject", look.foreign(certificate.subject()));
        if (!certificate.names().isEmpty()) {
            sheet.text("names", look.foreign(String.join(", ", certificate.names())));
        }
        boolean own = certificate.subject().equals(certificate.issuer());
        sheet.text("issuer", own ? "itself" : look.foreign(certificate.issuer()));
        sheet.row("valid", day(certificate.notBefore()) + " to " + day(certificate.notAfter()));
        sheet.text("key", look.foreign(certificate.key() + ", signed with " + certificate.signature()));
        if (!certificate.uses().isEmpty()) {
            sheet.text("for", look.foreign(String.join(", ", certificate.uses())));
        }
        sheet.row("serial", certificate.serial());
        sheet.row("pin", certificate.pin());
    }

    private static String day(String moment) {
        return moment.substring(0, Math.min(10, moment.length()));
    }
}
